package dev.spektron.corpus.simulator;

import dev.spektron.spectra.SpectrumSet;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Tables as CSV text: comma, decimal point, LF, one header row. Numbers depend on nothing but their value.
final class CsvText {
    private static final double[] POWERS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12};

    private CsvText() {}

    /// Wide spectra: sample id, reference values, then one column a channel, headed with its position.
    static String spectra(SpectrumSet set, int decimals) {
        StringBuilder out = new StringBuilder(set.size() * set.channels() * (decimals + 3));
        out.append("sample");
        set.properties().keySet().forEach(name -> out.append(',').append(name));
        for (int j = 0; j < set.channels(); j++) {
            out.append(',').append(plain(set.axis().get(j)));
        }
        out.append('\n');
        for (int i = 0; i < set.size(); i++) {
            out.append(set.sampleIds().get(i));
            for (double[] y : set.properties().values()) {
                out.append(',').append(plain(y[i]));
            }
            for (double v : set.rows()[i]) {
                out.append(',');
                fixed(out, v, decimals);
            }
            out.append('\n');
        }
        return out.toString();
    }

    /// True fractions and true property values of the samples, with the state of each.
    static String samples(Truth truth) {
        StringBuilder out = new StringBuilder("sample");
        truth.components().forEach(name -> out.append(",fraction_").append(name));
        List<String> properties = truth.properties().keySet().stream().sorted().toList();
        properties.forEach(name -> out.append(",true_").append(name));
        out.append(",path,baseline,scatter,kelvin,fluorescence\n");
        for (Sample s : truth.samples()) {
            out.append(s.id());
            for (double c : s.fractions()) {
                out.append(',').append(significant(c));
            }
            for (String name : properties) {
                out.append(',').append(significant(truth.properties().get(name)[s.index()]));
            }
            for (double v : new double[] {s.path(), s.baseline(), s.scatter(), s.kelvin(), s.fluorescence()}) {
                out.append(',').append(significant(v));
            }
            out.append('\n');
        }
        return out.toString();
    }

    /// Pure components in columns over the wavenumbers of the grid.
    static String pure(Truth truth) {
        StringBuilder out = new StringBuilder("cm-1");
        truth.components().forEach(name -> out.append(',').append(name));
        out.append('\n');
        for (int i = 0; i < truth.grid().size(); i++) {
            out.append(plain(truth.grid().get(i)));
            for (double[] y : truth.pureSpectra()) {
                out.append(',').append(significant(y[i]));
            }
            out.append('\n');
        }
        return out.toString();
    }

    /// Parameters of the instruments, one instrument a row.
    static String instruments(Truth truth) {
        StringBuilder out = new StringBuilder("instrument,laser,shift,stretch,bandwidth,gain,offset,nonlinearity,stray_light,pattern,"
            + "pattern_length,noise,edge_noise,shot_noise\n");
        for (InstrumentModel m : truth.instruments()) {
            out.append(m.name());
            for (double v : new double[] {m.laser(), m.shift(), m.stretch(), m.bandwidth(), m.gain(), m.offset(), m.nonlinearity(),
                m.strayLight(), m.pattern(), m.patternLength(), m.noise(), m.edgeNoise(), m.shotNoise()}) {
                out.append(',').append(significant(v));
            }
            out.append('\n');
        }
        return out.toString();
    }

    /// All tables of the truth by file name.
    static Map<String, String> truth(Truth truth, int decimals) {
        Map<String, String> files = new java.util.LinkedHashMap<>();
        files.put("samples.csv", samples(truth));
        files.put("pure.csv", pure(truth));
        files.put("instruments.csv", instruments(truth));
        truth.instruments().forEach(m ->
            files.put("noise-free-" + m.name() + ".csv", spectra(truth.noiseFree().get(m.name()), decimals)));
        return files;
    }

    /// Appends `v` with exactly `decimals` decimals; what rounds to zero has no sign.
    static void fixed(StringBuilder out, double v, int decimals) {
        double scaled = Math.abs(v) * POWERS[decimals];
        if (scaled > 1e15) {
            out.append(new BigDecimal(v).setScale(decimals, java.math.RoundingMode.HALF_EVEN).toPlainString());
            return;
        }
        long digits = (long) Math.rint(scaled);
        if (v < 0 && digits != 0) {
            out.append('-');
        }
        long unit = (long) POWERS[decimals];
        out.append(digits / unit);
        if (decimals > 0) {
            out.append('.');
            String fraction = Long.toString(digits % unit);
            out.repeat('0', decimals - fraction.length()).append(fraction);
        }
    }

    /// Nine significant digits, which is more than any table of the truth needs.
    private static String significant(double v) {
        return v == Math.rint(v) && Math.abs(v) < 1e9 ? Long.toString((long) v) : String.format(Locale.ROOT, "%.8e", v);
    }

    /// The shortest decimal that is nearest to `v` within a billionth, without an exponent: `1100`, `1100.5`.
    private static String plain(double v) {
        return new BigDecimal(v).setScale(9, java.math.RoundingMode.HALF_EVEN).stripTrailingZeros().toPlainString();
    }
}
