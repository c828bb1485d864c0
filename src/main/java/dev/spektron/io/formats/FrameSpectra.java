package dev.spektron.io.formats;

import dev.spektron.spectra.AxisUnit;
import dev.spektron.spectra.IntensityKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Finds the spectra in a frame. Four layouts: matrix columns, columns named by axis positions (a row is a spectrum), the long layout
/// with columns for position, ordinate and sample (a row is a point), and a column of positions beside one column a spectrum.
public final class FrameSpectra {
    private static final Set<String> SAMPLE = Set.of("samplename", "sample", "sampleid", "id", "spectrum", "group", "name", "fileid",
        "filename");
    private static final Set<String> X = Set.of("wavenumber", "wavenumbers", "wavelength", "wavelengths", "ramanshift", "shift",
        "wl", "wavelengthnm", "wavenumbercm1", "ramanshiftcm1", "frequencycm1");
    private static final Set<String> Y = Set.of("intensity", "absorbance", "reflectance", "transmittance", "counts", "signal", "y");
    private static final int FEWEST = 3;
    private static final Pattern OTHERS = Pattern.compile("[^a-z0-9]");

    private FrameSpectra() {}

    /// The blocks of a frame, none if it holds no spectra.
    ///
    /// @param name name of the block, prefix of it if there are several
    public static List<Block> find(String name, Frame frame) {
        if (frame.rows() == 0) {
            return List.of();
        }
        List<Block> blocks = new ArrayList<>();
        List<String> matrices = frame.columns().entrySet().stream().filter(e -> e.getValue() instanceof Frame.Matrix m && m.rows() > 0
            && m.values()[0].length >= FEWEST).map(Map.Entry::getKey).toList();
        for (String column : matrices) {
            blocks.add(matrix(name, column, frame, (Frame.Matrix) frame.columns().get(column)));
        }
        if (blocks.isEmpty()) {
            points(name, frame, blocks);
        }
        if (blocks.isEmpty()) {
            columns(name, frame).or(() -> wide(name, frame)).ifPresent(blocks::add);
        }
        return blocks;
    }

    private static String key(String name) {
        return OTHERS.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("");
    }

    /// The intensity that a name states, `UNKNOWN` if none.
    public static IntensityKind intensity(String name) {
        String k = key(name);
        for (IntensityKind kind : List.of(IntensityKind.ABSORBANCE, IntensityKind.REFLECTANCE, IntensityKind.TRANSMITTANCE,
            IntensityKind.COUNTS)) {
            if (k.contains(kind.label())) {
                return kind;
            }
        }
        return IntensityKind.UNKNOWN;
    }

    private static Block matrix(String name, String column, Frame frame, Frame.Matrix m) {
        int channels = m.values()[0].length;
        Optional<ChannelNames> run = ChannelNames.find(m.names()).filter(r -> r.axis().length == channels);
        double[] axis = run.map(ChannelNames::axis).orElseGet(() -> ArraySpectra.counted(channels));
        Optional<AxisUnit> unit = run.isPresent() ? run.get().unit() : Optional.of(AxisUnit.INDEX);
        List<String> facts = frame.columns().keySet().stream().filter(c -> !(frame.columns().get(c) instanceof Frame.Matrix)).toList();
        String block = name.isEmpty() ? column : name + "/" + column;
        return new Block(block, BlockKind.SPECTRUM, axis, unit, "", intensity(column), column, m.values(), ids(frame),
            Map.of(), Facts.rows(frame, facts));
    }

    private static List<String> ids(Frame frame) {
        if (frame.rowNames().size() == frame.rows()) {
            return Facts.unique(frame.rowNames());
        }
        for (Map.Entry<String, Frame.Column> c : frame.columns().entrySet()) {
            if (SAMPLE.contains(key(c.getKey())) && c.getValue() instanceof Frame.Texts t) {
                return Facts.unique(Arrays.asList(t.values()));
            }
        }
        return Facts.unique(new ArrayList<>(Collections.nCopies(frame.rows(), "")));
    }

    private static Optional<Block> wide(String name, Frame frame) {
        List<String> names = List.copyOf(frame.columns().keySet());
        Optional<ChannelNames> found = ChannelNames.find(names).filter(r -> names.subList(r.from(), r.to()).stream()
            .allMatch(c -> frame.columns().get(c) instanceof Frame.Numbers));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        ChannelNames run = found.get();
        double[][] y = new double[frame.rows()][run.axis().length];
        for (int j = 0; j < run.axis().length; j++) {
            double[] column = ((Frame.Numbers) frame.columns().get(names.get(run.from() + j))).values();
            for (int i = 0; i < y.length; i++) {
                y[i][j] = column[i];
            }
        }
        List<String> facts = new ArrayList<>(names.subList(0, run.from()));
        facts.addAll(names.subList(run.to(), names.size()));
        return Optional.of(new Block(name.isEmpty() ? "spectra" : name, BlockKind.SPECTRUM, run.axis(), run.unit(), "",
            IntensityKind.UNKNOWN, "", y, ids(frame), Map.of(), Facts.rows(frame, facts)));
    }

    /// Beside positions that run one way every column of numbers is a spectrum, whatever numbers its name has.
    private static Optional<Block> columns(String name, Frame frame) {
        String x = column(frame, X, Frame.Numbers.class);
        if (x == null || frame.rows() < FEWEST || !ArraySpectra.isMonotone(((Frame.Numbers) frame.columns().get(x)).values())) {
            return Optional.empty();
        }
        List<String> ids = frame.columns().keySet().stream().filter(c -> !c.equals(x) && frame.columns().get(c) instanceof Frame.Numbers)
            .toList();
        if (ids.isEmpty()) {
            return Optional.empty();
        }
        double[][] y = ids.stream().map(c -> ((Frame.Numbers) frame.columns().get(c)).values()).toArray(double[][]::new);
        String label = ids.size() == 1 ? ids.getFirst() : "";
        return Optional.of(new Block(name.isEmpty() ? "spectra" : name, BlockKind.SPECTRUM, ((Frame.Numbers) frame.columns().get(x))
            .values(), ChannelNames.unitOf(x), x, intensity(label), label, y, Facts.unique(ids), Map.of(),
            Collections.nCopies(y.length, Map.of())));
    }

    /// Spectra of the long layout; those over one axis share a block.
    private static void points(String name, Frame frame, List<Block> blocks) {
        String x = column(frame, X, Frame.Numbers.class);
        String y = column(frame, Y, Frame.Numbers.class);
        if (x == null || y == null || frame.rows() < FEWEST) {
            return;
        }
        String sample = column(frame, SAMPLE, Frame.Column.class);
        double[] xs = ((Frame.Numbers) frame.columns().get(x)).values();
        double[] ys = ((Frame.Numbers) frame.columns().get(y)).values();
        Map<String, int[]> points = bySample(frame, sample);
        Map<Axis, List<String>> byAxis = new LinkedHashMap<>();
        points.forEach((id, at) -> byAxis.computeIfAbsent(new Axis(pick(xs, at)), k -> new ArrayList<>()).add(id));
        List<String> facts = frame.columns().keySet().stream().filter(c -> !c.equals(x) && !c.equals(y)).toList();
        List<Map<String, String>> all = Facts.rows(frame, facts);
        int n = 0;
        for (Map.Entry<Axis, List<String>> group : byAxis.entrySet()) {
            double[][] rows = new double[group.getValue().size()][];
            List<Map<String, String>> rowFacts = new ArrayList<>();
            for (int i = 0; i < rows.length; i++) {
                int[] at = points.get(group.getValue().get(i));
                rows[i] = pick(ys, at);
                rowFacts.add(all.get(at[0]));
            }
            String base = name.isEmpty() ? "spectra" : name;
            blocks.add(new Block(byAxis.size() == 1 ? base : base + " " + ++n, BlockKind.SPECTRUM, group.getKey().values(),
                ChannelNames.unitOf(x), x, intensity(y), y, rows, group.getValue(), Map.of(), rowFacts));
        }
    }

    private static String column(Frame frame, Set<String> keys, Class<? extends Frame.Column> kind) {
        return frame.columns().keySet().stream().filter(c -> keys.contains(key(c)) && kind.isInstance(frame.columns().get(c))).findFirst()
            .orElse(null);
    }

    private static Map<String, int[]> bySample(Frame frame, String sample) {
        Map<String, List<Integer>> at = new LinkedHashMap<>();
        for (int i = 0; i < frame.rows(); i++) {
            String id = sample == null ? "1" : frame.columns().get(sample).text(i);
            at.computeIfAbsent(id.isEmpty() ? "(no name)" : id, k -> new ArrayList<>()).add(i);
        }
        Map<String, int[]> out = new LinkedHashMap<>();
        at.forEach((id, rows) -> out.put(id, rows.stream().mapToInt(Integer::intValue).toArray()));
        return out;
    }

    private static double[] pick(double[] from, int[] at) {
        double[] v = new double[at.length];
        for (int i = 0; i < v.length; i++) {
            v[i] = from[at[i]];
        }
        return v;
    }

    private record Axis(double[] values) {
        @Override
        public boolean equals(Object o) {
            return o instanceof Axis(double[] v) && Arrays.equals(values, v);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(values);
        }
    }
}
