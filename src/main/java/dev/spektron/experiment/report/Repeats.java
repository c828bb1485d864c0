package dev.spektron.experiment.report;

import dev.spektron.experiment.StudyResult;
import dev.spektron.experiment.StudyResult.Cell;
import dev.spektron.experiment.StudyResult.Prediction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The predictions of a result by row of the table, and what follows from them repeat by repeat.
///
/// Predictions belong to a row when source, target, property, N, method and preprocessing agree. The only row of a method also takes
/// predictions with other preprocessings: it says how the preprocessing was chosen, they say what was chosen in each repeat.
final class Repeats {
    private record Key(String source, String target, String property, int standards, String method) {}

    private final Map<Key, Map<String, List<Prediction>>> predictions = new HashMap<>();
    private final Map<Key, Integer> rows = new HashMap<>();

    Repeats(StudyResult result) {
        for (Prediction p : result.predictions()) {
            predictions.computeIfAbsent(new Key(p.source(), p.target(), p.property(), p.standards(), p.method()), k -> new HashMap<>())
                .computeIfAbsent(p.preprocessing(), k -> new ArrayList<>()).add(p);
        }
        for (Cell c : result.cells()) {
            rows.merge(key(c), 1, Integer::sum);
        }
    }

    private static Key key(Cell c) {
        return new Key(c.source(), c.target(), c.property(), c.standards(), c.method());
    }

    /// Predictions of one row; empty when none were kept.
    List<Prediction> of(Cell c) {
        Map<String, List<Prediction>> found = predictions.getOrDefault(key(c), Map.of());
        List<Prediction> exact = found.get(c.preprocessing());
        if (exact != null || rows.getOrDefault(key(c), 0) != 1) {
            return exact == null ? List.of() : exact;
        }
        return found.values().stream().flatMap(List::stream).toList();
    }

    /// RMSEP of each repeat; repeats without a finite prediction are left out.
    SortedMap<Integer, Double> rmsep(Cell c) {
        Map<Integer, double[]> sums = new HashMap<>();
        for (Prediction p : of(c)) {
            double e = p.predicted() - p.reference();
            if (Double.isFinite(e)) {
                double[] sum = sums.computeIfAbsent(p.repeat(), k -> new double[2]);
                sum[0] += e * e;
                sum[1]++;
            }
        }
        SortedMap<Integer, Double> rmsep = new TreeMap<>();
        sums.forEach((repeat, sum) -> rmsep.put(repeat, Math.sqrt(sum[0] / sum[1])));
        return rmsep;
    }

    /// RMSEP of `c` minus that of `reference` for the repeats that both have.
    double[] differences(Cell c, Cell reference) {
        SortedMap<Integer, Double> base = rmsep(reference);
        return rmsep(c).entrySet().stream().filter(e -> base.containsKey(e.getKey()))
            .mapToDouble(e -> e.getValue() - base.get(e.getKey())).toArray();
    }
}
