package dev.spektron.experiment.transfer;

import dev.spektron.experiment.StudyResult;
import dev.spektron.experiment.StudyResult.CurvePoint;
import dev.spektron.spectra.Dataset;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// RMSEP against the number of standards for a study of one pair with one number: how many standards are worth measuring. Few methods and
/// few repeats, so that it costs less than the study; whoever wants all asks for several numbers of standards.
public final class StandardsCurve {
    private static final List<Integer> NUMBERS = List.of(5, 10, 20, 30);
    private static final List<String> METHODS = List.of("none", "bias", "glsw", "tikhonov", "ensemble");
    private static final int MOST_REPEATS = 5;

    private StandardsCurve() {}

    /// The result with the points added, or the result itself where the study already has several pairs or numbers of standards, or no
    /// other number is possible.
    public static StudyResult add(StudyResult result, Dataset data, TransferOptions o, PrintStream log) {
        List<String> methods = METHODS.stream().filter(o.methods()::contains).toList();
        if (o.pairs().size() != 1 || o.standards().size() != 1 || methods.isEmpty()) {
            return result;
        }
        List<Integer> numbers = NUMBERS.stream().filter(n -> !o.standards().contains(n) && possible(data, o, n)).toList();
        if (numbers.isEmpty()) {
            return result;
        }
        TransferOptions few = new TransferOptions(o.pairs(), o.properties(), numbers, Math.min(MOST_REPEATS, o.repeats()), methods,
            o.preprocessings(), o.selection(), o.testFraction(), o.seed(), o.threads());
        List<CurvePoint> curve = new ArrayList<>(new TransferStudy(data, few, 0, "curve").run(result.provenance(), log).curve());
        // A method with a single point is no curve.
        Set<String> drawn = curve.stream().map(CurvePoint::method).collect(Collectors.toSet());
        result.curve().stream().filter(p -> drawn.contains(p.method())).forEach(curve::add);
        curve.sort(Comparator.comparingInt(CurvePoint::standards));
        return new StudyResult(result.provenance(), result.cells(), result.predictions(), curve, result.spectra(), result.coefficients(),
            result.warnings());
    }

    private static boolean possible(Dataset data, TransferOptions o, int standards) {
        return PairData.of(data, o.pairs().getFirst(), o.properties()).stream()
            .allMatch(d -> Split.candidates(d, data.manifest(), o) >= standards);
    }
}
