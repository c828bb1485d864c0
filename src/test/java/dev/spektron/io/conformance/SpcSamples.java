package dev.spektron.io.conformance;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.spektron.io.formats.Block;
import dev.spektron.io.formats.Content;
import dev.spektron.io.formats.SpectralFile;
import dev.spektron.io.spc.SpcReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Galactic SPC.
public final class SpcSamples implements Samples {
    @Override
    public String format() {
        return "spc";
    }

    @Override
    public List<Path> files(Path sharedData) {
        return SampleFiles.find(sharedData.resolve("vendor-formats"), ".spc");
    }

    @Override
    public String oracle() {
        return "text files of rohanisaac/spc, digests of spc-parser 1.0.0, and a text export of CRAIC beside its SPC file";
    }

    @Override
    public List<String> gaps() {
        return List.of(
            "the binary part of the log block, which every program fills as it likes, is not read",
            "no real file of the big-endian variant or of ordinates of 16 bits on an even axis was at hand; they are tested with made ones",
            "percent is not divided by 100: the format says Transmission and Reflectance, not of what scale; a warning tells of it",
            "Renishaw's WiRE resamples to an even axis when it writes SPC; its WDF holds the spectrum as measured",
            "compound files of Shimadzu with the same ending are refused");
    }

    @Override
    public double maximumError(Path sharedData) throws IOException {
        Path dir = sharedData.resolve("vendor-formats");
        Worst errors = new Worst();
        for (Path text : SampleFiles.find(dir.resolve("spc/rohanisaac/expected_txt"), ".txt")) {
            String name = text.getFileName().toString().replaceFirst("\\.txt$", "");
            Path spc = dir.resolve("spc/rohanisaac").resolve(name);
            compareWithText(errors, read(spc), SampleFiles.table(text), Content.read(spc).bytes());
        }
        for (Map.Entry<String, JsonElement> e : SampleFiles.json(dir.resolve("expected_spc_wdf_peers.json")).entrySet()) {
            JsonObject want = e.getValue().getAsJsonObject();
            if (e.getKey().toLowerCase(Locale.ROOT).endsWith(".spc") && !want.has("error")) {
                compareWithDigests(errors, e.getKey(), Content.read(dir.resolve(e.getKey())), want);
            }
        }
        // CRAIC's program rounds abscissae to 0.01 nm and ordinates to 0.0001; the rounding is undone by rounding alike.
        Block craic = read(dir.resolve("pairs/craic/CRAIC.spc")).main();
        List<double[]> text = SampleFiles.table(dir.resolve("pairs/craic/CRAIC.txt"));
        errors.series("CRAIC x", SampleFiles.column(text, 0), near(craic.x(), SampleFiles.column(text, 0), 0.00501));
        errors.series("CRAIC y", SampleFiles.column(text, 1), near(craic.y()[0], SampleFiles.column(text, 1), 0.0000501));
        return errors.error();
    }

    /// The stated value where the difference is no more than its rounding.
    private static double[] near(double[] got, double[] want, double rounding) {
        double[] near = got.clone();
        for (int i = 0; i < Math.min(got.length, want.length); i++) {
            near[i] = Math.abs(got[i] - want[i]) <= rounding ? want[i] : got[i];
        }
        return near;
    }

    public static SpectralFile read(Path file) throws IOException {
        return new SpcReader().read(Content.read(file));
    }

    /// `x y1 y2 ...` a line, or `x y` of one subfile after the other.
    private static void compareWithText(Worst errors, SpectralFile file, List<double[]> text, byte[] bytes) {
        if (file.blocks().size() > 1) {
            List<Double> x = new ArrayList<>();
            List<Double> y = new ArrayList<>();
            int at = 512;
            for (Block b : file.blocks()) {
                // The peer takes the bits of the float as a whole number and scales it like an ordinate, 2^(exponent - 32).
                double scale = Math.scalb(1.0, bytes[at + 1] - 32);
                for (int i = 0; i < b.channels(); i++) {
                    x.add(scale * Float.floatToIntBits((float) b.x()[i]));
                    y.add(b.y()[0][i]);
                }
                at += 32 + (4 + 2) * b.channels();
            }
            errors.series(file.source() + " x", SampleFiles.column(text, 0), x.stream().mapToDouble(v -> v).toArray());
            errors.series(file.source() + " y", SampleFiles.column(text, 1), y.stream().mapToDouble(v -> v).toArray());
            return;
        }
        Block b = file.main();
        errors.series(file.source() + " x", SampleFiles.column(text, 0), b.x());
        if (text.getFirst().length != b.rows() + 1) {
            throw new AssertionError(file.source() + ": expected " + (text.getFirst().length - 1) + " subfiles, found " + b.rows());
        }
        for (int i = 0; i < b.rows(); i++) {
            double[] want = SampleFiles.column(text, i + 1);
            double scale = b.rows() > 1 ? scaleOfPeer(bytes[512 + i * (32 + 4 * b.channels()) + 1]) : 1;
            for (int j = 0; j < want.length; j++) {
                want[j] *= scale;
            }
            errors.series(file.source() + " y " + i, want, b.y()[i]);
        }
    }

    /// The peer takes negative exponents of subfiles for 0. That they count shows in the map itself: subfiles with exponent -1 and -2 lie
    /// between neighbours with 0 smoothly only with them, every whole number fills its 32 bits by more than half, and spc-parser agrees.
    private static double scaleOfPeer(int exponent) {
        return exponent < 0 && exponent > -128 ? Math.scalb(1.0, exponent) : 1;
    }

    /// The peer turns falling axes round.
    private static void compareWithDigests(Worst errors, String name, Content content, JsonObject want) throws IOException {
        SpectralFile file = new SpcReader().read(content);
        List<double[]> x = new ArrayList<>();
        List<double[]> y = new ArrayList<>();
        for (Block b : file.blocks()) {
            for (double[] row : b.y()) {
                boolean falling = b.x()[0] > b.x()[b.channels() - 1];
                x.add(falling ? reversed(b.x()) : b.x());
                y.add(falling ? reversed(row) : row);
            }
        }
        if (want.get("n").getAsInt() != x.size()) {
            throw new AssertionError(name + ": expected " + want.get("n") + " spectra, found " + x.size());
        }
        JsonArray spectra = want.getAsJsonArray("spectra");
        for (int i = 0; i < spectra.size(); i++) {
            JsonObject v = spectra.get(i).getAsJsonObject().getAsJsonObject("v");
            errors.digest(name + " x " + i, v.getAsJsonObject("x"), x.get(i));
            double scale = file.main().rows() > 1 ? scaleOfParser(content.bytes(), i, file.main().channels()) : 1;
            errors.digest(name + " y " + i, v.getAsJsonObject("y"), Arrays.stream(y.get(i)).map(a -> scale * a).toArray());
        }
    }

    /// The peer takes the header's exponent for a subfile whose own is 0. In the only file where that differs, `m_evenz.spc`, the subfiles
    /// before and after (exponents -1 and 2) grow evenly only if 0 is meant, and the other peer agrees.
    private static double scaleOfParser(byte[] bytes, int subfile, int channels) {
        boolean old = bytes[1] == 0x4d;
        int own = bytes[(old ? 224 : 512) + subfile * (32 + 4 * channels) + 1];
        return !old && own == 0 && bytes[3] != -128 ? Math.scalb(1.0, bytes[3]) : 1;
    }

    private static double[] reversed(double[] v) {
        double[] r = new double[v.length];
        for (int i = 0; i < v.length; i++) {
            r[i] = v[v.length - 1 - i];
        }
        return r;
    }
}
