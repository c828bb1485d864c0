package dev.spektron.io.csv;

import dev.spektron.spectra.Axis;
import dev.spektron.spectra.AxisUnit;
import dev.spektron.spectra.SpectrumSet;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// Writes spectra as comma-separated UTF-8 text that [CsvSpectra] reads back to the last bit.
public final class CsvSpectraWriter {
    private CsvSpectraWriter() {}

    /// One spectrum a line: id, metadata, properties, then one column a channel, named with its position and unit. Lines that begin with
    /// `#` above the table keep instrument, intensity kind, modality and the units of the properties.
    ///
    /// @param units unit by property name
    public static byte[] wide(SpectrumSet set, Map<String, String> units) {
        StringBuilder s = new StringBuilder(set.size() * set.channels() * 10);
        notes(s, set);
        for (String property : set.properties().keySet()) {
            s.append("# property ").append(property).append(": ").append(units.getOrDefault(property, "")).append('\n');
        }
        Set<String> metadata = new LinkedHashSet<>();
        set.metadata().forEach(m -> metadata.addAll(m.keySet()));
        s.append("ID");
        metadata.forEach(name -> s.append(',').append(quote(name)));
        set.properties().keySet().forEach(name -> s.append(',').append(quote(name)));
        for (int j = 0; j < set.channels(); j++) {
            s.append(',').append(channel(set.axis(), j));
        }
        s.append('\n');
        for (int i = 0; i < set.size(); i++) {
            s.append(quote(set.sampleIds().get(i)));
            for (String name : metadata) {
                s.append(',').append(quote(set.metadata().get(i).getOrDefault(name, "")));
            }
            for (double[] y : set.properties().values()) {
                s.append(',').append(Double.isNaN(y[i]) ? "" : Double.toString(y[i]));
            }
            for (double v : set.rows()[i]) {
                s.append(',').append(v);
            }
            s.append('\n');
        }
        return s.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// One point a line: sample, position, ordinate. Properties and metadata have no place in it.
    public static byte[] points(SpectrumSet set) {
        StringBuilder s = new StringBuilder(set.size() * set.channels() * 24);
        notes(s, set);
        s.append("sample,").append(switch (set.axis().unit()) {
            case NANOMETRE -> "wavelength_nm";
            case WAVENUMBER -> "wavenumber_cm-1";
            case RAMAN_SHIFT -> "raman_shift_cm-1";
            case INDEX -> "channel";
        }).append(",value\n");
        for (int i = 0; i < set.size(); i++) {
            String id = quote(set.sampleIds().get(i));
            for (int j = 0; j < set.channels(); j++) {
                s.append(id).append(',').append(set.axis().get(j)).append(',').append(set.rows()[i][j]).append('\n');
            }
        }
        return s.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void notes(StringBuilder s, SpectrumSet set) {
        if (!set.instrument().isEmpty()) {
            s.append("# instrument: ").append(set.instrument().replaceAll("\\R", " ")).append('\n');
        }
        s.append("# intensity: ").append(set.kind().label()).append("\n# modality: ").append(set.modality().label()).append('\n');
    }

    private static String channel(Axis axis, int j) {
        String position = Double.toString(axis.get(j));
        return switch (axis.unit()) {
            case NANOMETRE, WAVENUMBER -> position + ' ' + axis.unit().symbol();
            case RAMAN_SHIFT -> "shift " + position + ' ' + AxisUnit.WAVENUMBER.symbol();
            case INDEX -> "channel_" + position;
        };
    }

    /// Quotes wherever a reader could take a text for something else; line ends become blanks.
    private static String quote(String text) {
        String line = text.replaceAll("\\R", " ");
        boolean plain = line.equals(line.strip()) && line.chars().noneMatch(c -> c == ',' || c == '"' || c == ';' || c == '\t' || c == '#');
        return plain ? line : '"' + line.replace("\"", "\"\"") + '"';
    }
}
