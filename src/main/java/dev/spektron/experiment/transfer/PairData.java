package dev.spektron.experiment.transfer;

import dev.spektron.chem.Matrices;
import dev.spektron.chem.preprocess.Resampler;
import dev.spektron.spectra.Axis;
import dev.spektron.spectra.Dataset;
import dev.spektron.spectra.SpectrumSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;

/// One pair of instruments on one common rising axis, with the samples that have all the properties in question.
///
/// @param pair the instruments
/// @param properties properties that all these samples have
/// @param axis common axis
/// @param samples ids of all samples of the data set, in the order of their first appearance: what every random draw goes by, so that
/// the splits of all pairs agree
/// @param sourceIds samples on the source instrument
/// @param source their spectra
/// @param sourceY reference values `[property][sample]`
/// @param targetIds samples on the target instrument
/// @param target their spectra, on the source's axis
/// @param targetY reference values `[property][sample]`
/// @param notes what was done to the data and must be told
record PairData(TransferOptions.Pair pair, List<String> properties, Axis axis, List<String> samples,
                List<String> sourceIds, DMatrixRMaj source,
                double[][] sourceY, List<String> targetIds, DMatrixRMaj target, double[][] targetY, List<String> notes) {

    /// One entry for each group of properties that are known for the same samples.
    static List<PairData> of(Dataset data, TransferOptions.Pair pair, List<String> properties) {
        SpectrumSet source = data.instrument(pair.source()).rising();
        SpectrumSet target = data.instrument(pair.target()).rising();
        properties.forEach(data::requireProperty);
        List<String> notes = new ArrayList<>();
        if (source.kind() != target.kind()) {
            throw new IllegalArgumentException("instrument '" + pair.source() + "' gives " + source.kind().label() + " and '"
                + pair.target() + "' gives " + target.kind().label() + "; express both in the same kind first (absorbance is"
                + " -log10 of reflectance or transmittance)");
        }
        if (!source.axis().sameAs(target.axis())) {
            Axis common = overlap(source.axis(), target.axis(), pair);
            notes.add(pair + ": the instruments have different axes (" + source.axis() + "; " + target.axis()
                + "); both were brought to " + common + " by cubic splines");
            source = Resampler.onto(source, common);
            target = Resampler.onto(target, common);
        }
        Map<List<Boolean>, List<String>> groups = new LinkedHashMap<>();
        for (String property : properties) {
            groups.computeIfAbsent(known(source, target, property), k -> new ArrayList<>()).add(property);
        }
        List<String> samples = data.byInstrument().values().stream().flatMap(s -> s.sampleIds().stream()).distinct().toList();
        List<PairData> out = new ArrayList<>();
        for (List<String> group : groups.values()) {
            out.add(of(pair, group, samples, withValues(source, group.getFirst()), withValues(target, group.getFirst()),
                notes));
        }
        return out;
    }

    private static PairData of(TransferOptions.Pair pair, List<String> group, List<String> samples, SpectrumSet source,
                               SpectrumSet target, List<String> notes) {
        return new PairData(pair, List.copyOf(group), source.axis(), samples, source.sampleIds(), Matrices.of(source),
            values(source, group), target.sampleIds(), Matrices.of(target), values(target, group), List.copyOf(notes));
    }

    /// The source's channels inside the target's range.
    private static Axis overlap(Axis source, Axis target, TransferOptions.Pair pair) {
        if (source.unit() != target.unit()) {
            throw new IllegalArgumentException(pair + ": the axes have different units (" + source.unit().symbol() + ", "
                + target.unit().symbol() + "); convert one of them first");
        }
        int from = 0;
        while (from < source.size() && source.get(from) < target.min()) {
            from++;
        }
        int to = source.size();
        while (to > from && source.get(to - 1) > target.max()) {
            to--;
        }
        if (to - from < 10) {
            throw new IllegalArgumentException(pair + ": the axes overlap in " + (to - from) + " channels of the source (" + source + "; "
                + target + "); at least 10 are needed");
        }
        return source.slice(from, to);
    }

    private static List<Boolean> known(SpectrumSet source, SpectrumSet target, String property) {
        List<Boolean> mask = new ArrayList<>();
        for (SpectrumSet set : List.of(source, target)) {
            for (double v : set.property(property)) {
                mask.add(!Double.isNaN(v));
            }
        }
        return mask;
    }

    private static SpectrumSet withValues(SpectrumSet set, String property) {
        double[] y = set.property(property);
        int[] keep = java.util.stream.IntStream.range(0, y.length).filter(i -> !Double.isNaN(y[i])).toArray();
        return keep.length == y.length ? set : set.select(keep);
    }

    private static double[][] values(SpectrumSet set, List<String> group) {
        return group.stream().map(set::property).toArray(double[][]::new);
    }

    /// Row of each sample on the source instrument.
    Map<String, Integer> sourceRows() {
        return index(sourceIds);
    }

    /// Row of each sample on the target instrument.
    Map<String, Integer> targetRows() {
        return index(targetIds);
    }

    private static Map<String, Integer> index(List<String> ids) {
        Map<String, Integer> rows = new HashMap<>();
        for (int i = 0; i < ids.size(); i++) {
            rows.put(ids.get(i), i);
        }
        return rows;
    }
}
