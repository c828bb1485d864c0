package dev.spektron.io.conformance;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.spektron.io.formats.Block;
import dev.spektron.io.formats.Content;
import dev.spektron.io.formats.SpectralFile;
import dev.spektron.io.jcamp.JcampReader;
import dev.spektron.io.text.Quantities;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// JCAMP-DX.
public final class JcampSamples implements Samples {
    /// Files without a spectrum: titles alone, a list of file names.
    static final Set<String> WITHOUT = Set.of("cheminfo/simple.jdx", "cheminfo/verySimple.jdx", "official/DX-DIR.TXT");
    /// Forms that no peer returns whole; [JcampReaderTest] has their numbers.
    static final Set<String> WITHOUT_PEER = Set.of("cheminfo/assigned.jdx", "cheminfo/ntuples.jdx");

    /// Here the third decoder ends at other numbers than the file's last Y-check (513); jcampconverter ends at it.
    private static final Set<String> THIRD_IS_WRONG = Set.of("nzhagen/jcamp2001_example.txt");

    @Override
    public String format() {
        return "jcamp-dx";
    }

    @Override
    public List<Path> files(Path sharedData) {
        Path dir = sharedData.resolve("jcamp-corpus");
        return SampleFiles.find(dir, ".jdx", ".dx", ".jcm", ".txt").stream()
            .filter(p -> !WITHOUT.contains(dir.relativize(p).toString().replace('\\', '/'))).toList();
    }

    @Override
    public String oracle() {
        return "number, sum, first and last of the ordinates as jcampconverter 12.5.3, jcamp.py and a third decoder give them (the third "
            + "decides where the others differ), FIRSTX and LASTX of the header; the same spectrum in AFFN, PAC, SQZ and DIF";
    }

    @Override
    public List<String> gaps() {
        return List.of("structures (JCAMP-CS: ATOMLIST, BONDLIST) and audit trails are passed over",
            "multiplicities (M) of assignments are left out");
    }

    public static SpectralFile read(Path file) throws IOException {
        return new JcampReader().read(Content.read(file));
    }

    private record Row(Block block, double[] y) {}

    /// Rows in file order, as the file's own unit has them.
    private static List<Row> rows(SpectralFile file) {
        List<Row> rows = new ArrayList<>();
        for (Block b : file.blocks()) {
            double scale = Quantities.isPercentOf(b.yLabel(), b.intensity()) ? 100 : 1;
            for (double[] y : b.y()) {
                rows.add(new Row(b, Arrays.stream(y).map(v -> v * scale).toArray()));
            }
        }
        return rows;
    }

    /// What each program says of the file, the most trusted first.
    private static List<List<JsonObject>> peers(JsonObject of) {
        List<JsonObject> third = new ArrayList<>();
        array(of, "third_decoder").forEach(e -> third.add(e.getAsJsonObject()));
        List<JsonObject> converter = new ArrayList<>();
        for (JsonElement b : array(of, "jcampconverter")) {
            array(b.getAsJsonObject(), "spectra").forEach(s -> converter.add(s.getAsJsonObject()));
        }
        List<JsonObject> py = new ArrayList<>();
        if (of.get("jcamp_py") instanceof JsonObject p) {
            array(p, "children").forEach(c -> py.add(c.getAsJsonObject()));
            py.add(p);
        }
        return List.of(spectra(third), spectra(converter), spectra(py));
    }

    private static JsonArray array(JsonObject of, String name) {
        return of.get(name) instanceof JsonArray a ? a : new JsonArray();
    }

    private static List<JsonObject> spectra(List<JsonObject> all) {
        return all.stream().filter(o -> o.has("n") && o.get("n").getAsInt() > 0).toList();
    }

    @Override
    public double maximumError(Path sharedData) throws IOException {
        Path dir = sharedData.resolve("jcamp-corpus");
        Worst errors = new Worst();
        for (Map.Entry<String, JsonElement> e : SampleFiles.json(dir.resolve("expected.json")).entrySet()) {
            if (!WITHOUT.contains(e.getKey()) && !WITHOUT_PEER.contains(e.getKey())) {
                compare(e.getKey(), rows(read(dir.resolve(e.getKey()))), e.getValue().getAsJsonObject(), errors);
            }
        }
        return errors.error();
    }

    private static void compare(String name, List<Row> rows, JsonObject want, Worst errors) {
        List<List<JsonObject>> peers = peers(want);
        for (List<JsonObject> peer : THIRD_IS_WRONG.contains(name) ? peers.subList(1, peers.size()) : peers) {
            List<Row> mine = matching(rows, peer);
            if (mine.size() == peer.size() && !peer.isEmpty()) {
                for (int i = 0; i < peer.size(); i++) {
                    ordinates(name + " spectrum " + i, mine.get(i).y(), peer.get(i), errors);
                }
                ends(name, rows, want.getAsJsonObject("header"), errors);
                return;
            }
        }
        throw new AssertionError(name + ": no program finds the points of " + rows.stream().map(r -> r.block().name() + ": "
            + r.y().length).toList() + ", they find " + peers(want).stream().map(p -> p.stream().map(o -> o.get("n").getAsInt()).toList())
            .toList());
    }

    /// The rows of the numbers of points that a peer has, in order. Peers leave out what they do not know.
    private static List<Row> matching(List<Row> rows, List<JsonObject> peer) {
        List<Row> out = new ArrayList<>();
        for (Row r : rows) {
            if (out.size() < peer.size() && peer.get(out.size()).get("n").getAsInt() == r.y().length) {
                out.add(r);
            }
        }
        return out;
    }

    private static void ordinates(String what, double[] y, JsonObject want, Worst errors) {
        double size = Arrays.stream(y).map(Math::abs).sum();
        double sum = Arrays.stream(y).sum();
        errors.number(what + " sum", want.get(want.has("sum_y") ? "sum_y" : "sumy").getAsDouble(), sum, size);
        double largest = Arrays.stream(y).map(Math::abs).max().orElse(0);
        errors.number(what + " first", want.get("y0").getAsDouble(), y[0], largest);
        errors.number(what + " last", want.get("y1").getAsDouble(), y[y.length - 1], largest);
    }

    /// The ends of the axis where the file has one table whose points are all there.
    private static void ends(String name, List<Row> rows, JsonObject header, Worst errors) {
        if (rows.size() != 1 || !header.has("XYDATA") || !header.has("FIRSTX") || !header.has("LASTX") || !header.has("NPOINTS")) {
            return;
        }
        double[] x = rows.getFirst().block().x();
        if (x.length == (int) first(header, "NPOINTS")) {
            double scale = rows.getFirst().block().xLabel().toUpperCase(java.util.Locale.ROOT).contains("MICRO") ? 1000 : 1;
            double a = first(header, "FIRSTX") * scale;
            double b = first(header, "LASTX") * scale;
            errors.number(name + " first x", a, x[0], Math.max(Math.abs(a), Math.abs(b)));
            // A shortened file, whose LASTX is that of the whole: its lines and DELTAX agree, and so does the reader.
            double step = header.has("DELTAX") ? first(header, "DELTAX") : 0;
            b = name.equals("readJDX/MiniDIFDUP.JDX") ? a + (x.length - 1) * step : b;
            errors.number(name + " last x", b, x[x.length - 1], Math.max(Math.abs(a), Math.abs(b)));
        }
    }

    private static double first(JsonObject header, String key) {
        return Double.parseDouble(header.getAsJsonArray(key).get(0).getAsString().strip());
    }
}
