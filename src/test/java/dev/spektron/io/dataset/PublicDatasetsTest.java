package dev.spektron.io.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.io.SharedData;
import dev.spektron.io.csv.CsvTable;
import dev.spektron.io.csv.WideCsv;
import dev.spektron.io.matlab.DataSetObject;
import dev.spektron.io.matlab.MatFile;
import dev.spektron.io.matlab.MatValue;
import dev.spektron.spectra.AxisUnit;
import dev.spektron.spectra.Dataset;
import dev.spektron.spectra.Manifest;
import dev.spektron.spectra.SpectrumSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The public data sets against the numbers published with them and against a second copy in another format.
class PublicDatasetsTest {
    private static double mean(double[] y) {
        double s = 0;
        for (double v : y) {
            s += v;
        }
        return s / y.length;
    }

    /// Standard deviation with divisor n.
    private static double sd(double[] y) {
        double m = mean(y);
        double s = 0;
        for (double v : y) {
            s += (v - m) * (v - m);
        }
        return Math.sqrt(s / y.length);
    }

    private static void assertMeanAndSd(double[] y, double mean, double sd, double tolerance) {
        assertEquals(mean, mean(y), tolerance);
        assertEquals(sd, sd(y), tolerance);
    }

    @Test
    void cornHasThePublishedShapeAndStatistics() throws IOException {
        LoadedDataset loaded = DatasetLoader.loadWithDigests("corn", SharedData.dir());
        Dataset corn = loaded.dataset();
        assertEquals(List.of("m5", "mp5", "mp6"), corn.instruments());
        assertEquals(List.of("moisture", "oil", "protein", "starch"), corn.properties());
        double[][] published = {{10.2335, 0.3780}, {3.4984, 0.1759}, {8.6683, 0.4955}, {64.6956, 0.8156}};
        for (String name : corn.instruments()) {
            SpectrumSet set = corn.instrument(name);
            assertEquals(80, set.size());
            assertEquals(dev.spektron.spectra.Axis.linear(AxisUnit.NANOMETRE, 1100, 2, 700), set.axis());
            assertEquals("1", set.sampleIds().getFirst());
            assertEquals("80", set.sampleIds().getLast());
            for (int p = 0; p < published.length; p++) {
                assertMeanAndSd(set.property(corn.properties().get(p)), published[p][0], published[p][1], 5.1e-5);
            }
        }
        assertEquals(Map.of("corn/corn.mat", corn.manifest().files().getFirst().sha256()), loaded.sha256());
    }

    @ParameterizedTest
    @CsvSource({"m5spec,m5_spectra", "mp5spec,mp5_spectra", "mp6spec,mp6_spectra", "m5nbs,m5_nbs_standard", "mp5nbs,mp5_nbs_standard",
        "mp6nbs,mp6_nbs_standard", "propvals,property_values"})
    void cornEqualsItsCsvCopy(String variable, String csv) throws IOException {
        Path corn = SharedData.dir().resolve("corn");
        Map<String, MatValue> mat = MatFile.read(corn.resolve("corn.mat"));
        DataSetObject object = DataSetObject.of(variable, mat.get(variable));
        CsvTable table = CsvTable.parse(csv, Files.readAllBytes(corn.resolve("csv/" + csv + ".csv")), null);
        double[][] data = object.data();
        assertEquals(data.length, table.rows());
        for (int i = 0; i < data.length; i++) {
            for (int j = 0; j < data[i].length; j++) {
                assertEquals(data[i][j], table.number(i, j), 0);
            }
        }
        if (variable.equals("propvals")) {
            assertEquals(table.header(), object.labels(1));
        } else {
            assertArrayEquals(object.axisScale(1).orElseThrow(), WideCsv.of(table).orElseThrow().axis());
            assertArrayEquals(IntStream.range(0, data.length).toArray(), object.include(0));
        }
    }

    @Test
    void tabletsHaveThePublishedStatisticsAndSplit() throws IOException {
        Dataset tablets = DatasetLoader.load("tablets-idrc2002", SharedData.dir());
        assertEquals("tablets", tablets.name());
        assertEquals(List.of("1", "2"), tablets.instruments());
        assertEquals(List.of("weight", "hardness", "assay"), tablets.properties());
        assertEquals(List.of("mg", "kp", "mg"), tablets.properties().stream().map(tablets::unitOf).toList());
        Map<String, List<String>> split = tablets.manifest().split();
        assertEquals(List.of("calibrate", "validate", "test"), List.copyOf(split.keySet()));
        assertEquals(155, split.get("calibrate").size());
        assertEquals(40, split.get("validate").size());
        assertEquals(460, split.get("test").size());
        assertEquals("t001", split.get("calibrate").getFirst());
        assertEquals("t655", split.get("test").getLast());
        double[][] all = {{378.89, 4.74}, {19.38, 1.26}, {189.85, 17.12}};
        double[][] test = {{378.74, 4.44}, {19.32, 1.16}, {188.40, 15.75}};
        for (String name : tablets.instruments()) {
            SpectrumSet set = tablets.instrument(name);
            assertEquals(655, set.size());
            assertEquals(dev.spektron.spectra.Axis.linear(AxisUnit.NANOMETRE, 600, 2, 650), set.axis());
            SpectrumSet part = set.select(split.get("test").stream().mapToInt(set::indexOf).toArray());
            for (int p = 0; p < 3; p++) {
                assertMeanAndSd(set.property(tablets.properties().get(p)), all[p][0], all[p][1], 5.1e-3);
                assertMeanAndSd(part.property(tablets.properties().get(p)), test[p][0], test[p][1], 5.1e-3);
            }
        }
    }

    @Test
    void wheatHasFourInstrumentsOnTwoAxes() throws IOException {
        Dataset wheat = DatasetLoader.load("wheat", SharedData.dir());
        assertEquals(List.of("A2", "Atest", "B2", "Btest"), wheat.instruments());
        List<String> ids = wheat.instrument("A2").sampleIds();
        for (String name : wheat.instruments()) {
            SpectrumSet set = wheat.instrument(name);
            assertEquals(248, set.size());
            assertEquals(name.startsWith("A") ? 741 : 1061, set.channels());
            assertEquals(ids, set.sampleIds());
            double[] protein = set.property("protein");
            assertEquals(7.97, java.util.Arrays.stream(protein).min().orElseThrow());
            assertEquals(18.69, java.util.Arrays.stream(protein).max().orElseThrow());
        }
        assertEquals("20140001", ids.getFirst());
    }

    @Test
    void digestsAreThoseOfTheManifests() throws IOException {
        for (DataManifest m : Manifests.all()) {
            LoadedDataset loaded = DatasetLoader.loadWithDigests(m.manifest().name(), SharedData.dir());
            for (Manifest.DataFile file : m.manifest().files()) {
                assertEquals(file.sha256(), loaded.sha256().get(file.path()), file.path());
                assertEquals(file.bytes(), Files.size(SharedData.dir().resolve(file.path())), file.path());
            }
            assertTrue(loaded.sha256().size() == m.manifest().files().size());
        }
    }
}
