package dev.spektron.experiment.transfer;

import dev.spektron.experiment.StudyResult;
import dev.spektron.experiment.transfer.TransferOptions.Pair;
import dev.spektron.experiment.transfer.TransferOptions.Selection;
import dev.spektron.io.dataset.DatasetLoader;
import dev.spektron.spectra.Axis;
import dev.spektron.spectra.Dataset;
import dev.spektron.spectra.Manifest;
import dev.spektron.spectra.SpectrumSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Small data sets and quick options for the tests of the study.
final class Studies {
    static final Pair PAIR = new Pair("primary", "secondary");
    private static final StudyResult.Provenance NOTHING = new StudyResult.Provenance("", "", "", "", "", 1, "", Map.of(), Map.of());

    private Studies() {}

    static SpectrumSet sample(String instrument) {
        try {
            SpectrumSet set = DatasetLoader.load("sample:two-instruments", null).instrument(instrument);
            int[] channels = IntStream.iterate(0, j -> j < set.channels(), j -> j + 8).toArray();
            double[][] rows = Arrays.stream(set.rows()).map(r -> Arrays.stream(channels).mapToDouble(j -> r[j]).toArray())
                .toArray(double[][]::new);
            double[] axis = Arrays.stream(channels).mapToDouble(set.axis()::get).toArray();
            return set.withRows(new Axis(set.axis().unit(), axis), rows, set.kind());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SpectrumSet rows(SpectrumSet set, int from, int to) {
        return set.select(IntStream.range(from, to).toArray());
    }

    static SpectrumSet with(SpectrumSet set, double[][] rows, Map<String, double[]> properties) {
        return new SpectrumSet(set.instrument(), set.axis(), set.kind(), set.modality(), set.sampleIds(), rows, properties, set.metadata());
    }

    static Dataset of(SpectrumSet... sets) {
        try {
            Manifest m = DatasetLoader.load("sample:two-instruments", null).manifest();
            Map<String, SpectrumSet> all = new LinkedHashMap<>();
            for (SpectrumSet s : sets) {
                all.put(s.instrument(), s);
            }
            return new Dataset(m, all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Dataset small() {
        return of(rows(sample("primary"), 0, 50), rows(sample("secondary"), 0, 50));
    }

    static TransferOptions options(List<Pair> pairs, List<String> properties, List<Integer> standards, int repeats, List<String> methods,
                                   List<String> preprocessings, int threads) {
        return new TransferOptions(pairs, properties, standards, repeats, methods, preprocessings, Selection.RANDOM, 0.25, 7, threads);
    }

    static TransferOptions quick(int repeats, int... standards) {
        return options(List.of(PAIR), List.of("protein"), Arrays.stream(standards).boxed().toList(), repeats,
            List.of("none", "bias", "pds"), List.of("snv"), 1);
    }

    static StudyResult run(Dataset data, TransferOptions options) {
        return new TransferStudy(data, options).run(NOTHING, null);
    }
}
