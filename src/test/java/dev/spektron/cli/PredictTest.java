package dev.spektron.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.spektron.chem.Matrices;
import dev.spektron.cli.Cli.Run;
import dev.spektron.experiment.bundle.BundleFile;
import dev.spektron.experiment.bundle.ModelBundle;
import dev.spektron.experiment.transfer.FinalFit;
import dev.spektron.experiment.transfer.TransferOptions;
import dev.spektron.io.csv.CsvSpectraWriter;
import dev.spektron.io.dataset.DatasetLoader;
import dev.spektron.io.numpy.NpzSpectra;
import dev.spektron.spectra.IntensityKind;
import dev.spektron.spectra.SpectrumSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Bundles from `transfer --save` and `calibrate`, and what `predict` makes of them.
class PredictTest {
    @TempDir
    private Path dir;

    private Path save(Path data, String preprocessing, String method) {
        Path file = dir.resolve("b.spektron");
        Run run = Cli.run("transfer", "--methods", "bias", "--repeats", "1", "--quiet", "--out", dir.resolve("out").toString(), "--data",
            data.toString(), "--preprocessing", preprocessing, "--save-method", method, "--save", file.toString());
        assertEquals(0, run.code(), run.err());
        return file;
    }

    private Path csv(String name, SpectrumSet set) throws IOException {
        return Files.write(dir.resolve(name), CsvSpectraWriter.wide(set, Map.of()));
    }

    private static Run predict(Path model, Path file, String... more) {
        String[] args = {"predict", "--model", model.toString(), "--instrument", "secondary", file.toString(), "--quiet"};
        String[] all = Arrays.copyOf(args, args.length + more.length);
        System.arraycopy(more, 0, all, args.length, more.length);
        return Cli.run(all);
    }

    private static double[] column(Run run, String property, int column) {
        return run.out().lines().skip(1).map(l -> l.split(",", -1)).filter(f -> f[1].equals(property))
            .mapToDouble(f -> f[column].isEmpty() ? Double.NaN : Double.parseDouble(f[column])).toArray();
    }

    /// The model that never left memory and the one that was saved, read back and run by the command give the same doubles.
    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"snv; bias", "sg(15,2,1)|snv; pds", "@|snv; pds", "msc|@|sg(7,2,1); ds",
        "emsc|autoscale; glsw"})
    void aSavedModelIsTheModel(String preprocessing, String method) throws IOException {
        Path data = Cli.folder(dir.resolve("d"));
        Path file = save(data, preprocessing, method);
        TransferOptions options = new TransferOptions(List.of(new TransferOptions.Pair("primary", "secondary")),
            List.of("moisture", "protein"), List.of(10), 2, List.of(method), List.of(preprocessing), TransferOptions.Selection.RANDOM, 0.25,
            42, 1);
        ModelBundle memory = new FinalFit(DatasetLoader.load(data.toString(), null), options).bundle(method, Map.of());
        ModelBundle disk = BundleFile.read(file);
        DMatrixRMaj x = Matrices.of(Cli.secondary());
        Run run = predict(file, csv("unknown.csv", Cli.secondary()));
        assertEquals(0, run.code(), run.err());
        for (int k = 0; k < 2; k++) {
            double[] expected = memory.properties().get(k).model().predict(x);
            assertArrayEquals(expected, disk.properties().get(k).model().predict(x));
            assertArrayEquals(expected, column(run, memory.properties().get(k).name(), 3));
            assertArrayEquals(memory.properties().get(k).residuals(), disk.properties().get(k).residuals());
        }
        assertArrayEquals(memory.outliers().distances(x), disk.outliers().distances(x));
        assertEquals(memory.outliers().qLimit(), disk.outliers().qLimit());
        assertEquals(memory.outliers().t2Limit(), disk.outliers().t2Limit());
    }

    @Test
    void valuesHaveIntervalsAndFlags() throws IOException {
        Path file = save(Cli.folder(dir.resolve("d")), "snv", "pds");
        Run run = predict(file, csv("unknown.csv", Cli.secondary()), "--out", dir.resolve("p").toString());
        double[] value = column(run, "protein", 3);
        double[] lower = column(run, "protein", 4);
        double[] upper = column(run, "protein", 5);
        double[] t2 = column(run, "protein", 7);
        double[] q = column(run, "protein", 9);
        double[] reference = Cli.secondary().property("protein");
        int inside = 0;
        for (int i = 0; i < value.length; i++) {
            assertTrue(lower[i] < value[i] && value[i] < upper[i] && t2[i] >= 0 && q[i] >= 0, run.out());
            inside += lower[i] <= reference[i] && reference[i] <= upper[i] ? 1 : 0;
        }
        assertTrue(inside >= 34, inside + " of 40 inside");
        assertTrue(run.out().lines().filter(l -> l.contains(",true,")).count() <= 8, run.out());
        JsonObject json = JsonParser.parseString(Files.readString(dir.resolve("p/predictions.json"))).getAsJsonObject();
        assertEquals(80, json.getAsJsonArray("predictions").size());
        assertEquals(0.9, json.get("level").getAsDouble());
        assertTrue(Files.size(dir.resolve("p/predictions.html")) > 1000);
        assertEquals(run.out(), Files.readString(dir.resolve("p/predictions.csv")));
    }

    @Test
    void aWrongSpectrumIsFlagged() throws IOException {
        Path file = save(Cli.folder(dir.resolve("d")), "sg(15,2,1)", "pds");
        SpectrumSet set = Cli.secondary();
        double[][] rows = {set.rows()[0].clone(), set.rows()[1].clone(), new double[set.channels()]};
        for (int j = 0; j < set.channels(); j++) {
            rows[0][j] *= 3;
            // another material: one broad band elsewhere
            rows[2][j] = Math.exp(-Math.pow((j - 20) / 6.0, 2));
        }
        SpectrumSet odd = set.select(new int[] {0, 1, 2}).withRows(set.axis(), rows, set.kind());
        List<String> lines = predict(file, csv("odd.csv", odd)).out().lines().filter(l -> l.contains(",protein,")).toList();
        assertTrue(lines.get(0).contains(",true,"), lines.get(0));
        assertTrue(lines.get(1).contains(",false,"), lines.get(1));
        assertTrue(lines.get(2).contains(",true,"), lines.get(2));
    }

    @Test
    void anInstrumentWithItsOwnAxisIsPredictedFromIt() throws IOException {
        SpectrumSet own = Cli.sample("secondary", 5, 7);
        Path file = save(Cli.folder(dir.resolve("d"), Cli.primary(), own), "snv", "pds");
        Run run = predict(file, csv("own.csv", own));
        assertTrue(run.err().contains("resampled by cubic splines"), run.err());
        assertFalse(run.out().contains("axis differs"), run.out());
        Run other = predict(file, csv("other.csv", Cli.sample("secondary", 1, 3)));
        assertTrue(other.out().contains("axis differs from that of the calibration"), other.out());
        assertArrayEquals(column(run, "protein", 3), column(other, "protein", 3), 0.5);
    }

    @Test
    void calibrateThenPredict() throws IOException {
        Path file = dir.resolve("c.spektron");
        Run made = Cli.run("calibrate", "--data", Cli.folder(dir.resolve("d")).toString(), "--instrument", "secondary", "--property",
            "protein", "--preprocessing", "snv", "--out", file.toString(), "--json");
        assertEquals(0, made.code(), made.err());
        double rmsecv = JsonParser.parseString(made.out()).getAsJsonObject().getAsJsonArray("properties").get(0).getAsJsonObject()
            .get("rmsecv").getAsDouble();
        double[] value = column(predict(file, csv("u.csv", Cli.secondary())), "protein", 3);
        double[] reference = Cli.secondary().property("protein");
        double sum = 0;
        for (int i = 0; i < value.length; i++) {
            sum += Math.pow(value[i] - reference[i], 2) / value.length;
        }
        // The samples it was fitted to are predicted better than samples held out.
        assertTrue(Math.sqrt(sum) < rmsecv && rmsecv < 0.3, Math.sqrt(sum) + ", " + rmsecv);
    }

    @Test
    void filesThatDoNotSuitTheModel() throws IOException {
        Path file = save(Cli.folder(dir.resolve("d")), "snv", "bias");
        Path good = csv("good.csv", Cli.secondary());
        assertRefused(2, Cli.run("predict", "--model", file.toString(), "--instrument", "primary", good.toString()),
            "is for instrument 'secondary', found 'primary'");
        assertRefused(2, predict(file, csv("short.csv", Cli.sample("secondary", 40, 8))), "short.csv: the axis does not cover",
            "expected 88 channels, 1100 to 2492 nm, found 83 channels, 1180 to 2492 nm");
        SpectrumSet reflectance = Cli.secondary().withRows(Cli.secondary().axis(), Cli.secondary().rows(), IntensityKind.REFLECTANCE);
        Path npz = Files.write(dir.resolve("r.npz"), NpzSpectra.write(reflectance, Map.of()));
        assertRefused(2, predict(file, npz), "r.npz: the spectra are reflectance, the model expects absorbance");
        assertRefused(1, predict(file, dir.resolve("none.csv")), "none.csv: no such file");
        String text = Files.readString(good).replaceFirst(",[0-9.-]+\n$", ",NaN\n");
        assertRefused(1, predict(file, Files.writeString(dir.resolve("nan.csv"), text)), "nan.csv, line ");
        Path primary = Files.write(dir.resolve("p.npz"), NpzSpectra.write(Cli.primary(), Map.of()));
        assertTrue(predict(file, primary).err().contains("measured on 'primary', the model is for 'secondary'"));
    }

    private static void assertRefused(int code, Run run, String... says) {
        assertEquals(code, run.code(), run.err());
        for (String s : says) {
            assertTrue(run.err().contains(s), run.err());
        }
        assertEquals("", run.out());
        assertFalse(run.err().contains("\tat "), run.err());
    }
}
