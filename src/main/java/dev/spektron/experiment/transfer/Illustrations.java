package dev.spektron.experiment.transfer;

import dev.spektron.chem.Matrices;
import dev.spektron.chem.regress.LinearModel;
import dev.spektron.chem.regress.PlsCalibrator;
import dev.spektron.chem.transfer.AffineMap;
import dev.spektron.chem.transfer.Chain;
import dev.spektron.chem.transfer.ChainModel;
import dev.spektron.chem.transfer.Standardization;
import dev.spektron.chem.transfer.TransferMethod;
import dev.spektron.chem.transfer.TransferMethods;
import dev.spektron.experiment.StudyResult.Coefficients;
import dev.spektron.experiment.StudyResult.SpectraView;
import dev.spektron.spectra.Dataset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/// What the report draws besides numbers, from the first repeat: a few test spectra before and after a spectral transfer, and
/// calibration coefficients.
final class Illustrations {
    private static final int SAMPLES = 5;
    /// The map shown in the report, where it is among the methods.
    private static final List<String> MAPS = List.of("pds", "ds", "sst");
    private static final List<String> MODELS = List.of("none", "glsw", "tikhonov", "pooled");

    private final List<SpectraView> spectra = new ArrayList<>();
    private final List<Coefficients> coefficients = new ArrayList<>();

    Illustrations(Dataset data, TransferOptions options, List<Chain> chains, PlsCalibrator calibrator) {
        int standards = options.standards().getFirst();
        for (TransferOptions.Pair pair : options.pairs()) {
            for (PairData d : PairData.of(data, pair, options.properties())) {
                Split split = Split.of(d, data.manifest(), options, standards, 0);
                if (spectra.stream().noneMatch(v -> v.source().equals(pair.source()) && v.target().equals(pair.target()))) {
                    MAPS.stream().filter(options.methods()::contains).map(TransferMethods::byName)
                        .filter(m -> m.minimumStandards() <= standards).findFirst()
                        .map(m -> view(d, split, (Standardization) m)).filter(v -> !v.samples().isEmpty()).ifPresent(spectra::add);
                }
                addCoefficients(d, split, options, chains, calibrator);
            }
        }
    }

    List<SpectraView> spectra() {
        return spectra;
    }

    List<Coefficients> coefficients() {
        return coefficients;
    }

    private static SpectraView view(PairData d, Split split, Standardization method) {
        int[] shown = java.util.stream.IntStream.range(0, split.test().length)
            .filter(i -> split.sourceTest()[i] >= 0).limit(SAMPLES).toArray();
        int[] onTarget = Arrays.stream(shown).map(i -> split.test()[i]).toArray();
        int[] onSource = Arrays.stream(shown).map(i -> split.sourceTest()[i]).toArray();
        DMatrixRMaj target = Matrices.rows(d.target(), onTarget);
        int[] standardsOnSource = Arrays.stream(split.standards()).map(i -> split.pool()[i]).toArray();
        AffineMap map = method.map(Matrices.rows(d.source(), standardsOnSource), Matrices.rows(d.target(), split.targetStandards()));
        return new SpectraView(d.pair().source(), d.pair().target(), d.axis().unit().symbol(), d.axis().values(),
            Arrays.stream(onTarget).mapToObj(d.targetIds()::get).toList(), rows(Matrices.rows(d.source(), onSource)), rows(target),
            rows(map.apply(target)), method.name());
    }

    private void addCoefficients(PairData d, Split split, TransferOptions options, List<Chain> chains, PlsCalibrator calibrator) {
        List<ChainFit> fits = chains.stream().filter(Chain::transferLast)
            .map(c -> new ChainFit(Problems.of(d, split), c, calibrator)).toList();
        if (fits.isEmpty()) {
            return;
        }
        for (int k = 0; k < d.properties().size(); k++) {
            int property = k;
            ChainFit best = fits.stream().min(Comparator.comparingDouble(f -> f.sourceError(property))).orElseThrow();
            for (String name : MODELS) {
                TransferMethod method = TransferMethods.byName(name);
                if (!options.methods().contains(name) || method.minimumStandards() > split.standards().length) {
                    continue;
                }
                ChainModel chain = best.fit(method)[k];
                LinearModel model = chain.model();
                coefficients.add(new Coefficients(d.pair().source(), d.pair().target(), d.properties().get(k), name,
                    best.chain().notation(), d.axis().unit().symbol(), chain.after().axis().values(), model.coefficients()));
            }
        }
    }

    private static double[][] rows(DMatrixRMaj x) {
        double[][] out = new double[x.numRows][];
        for (int i = 0; i < out.length; i++) {
            out[i] = Matrices.row(x, i);
        }
        return out;
    }
}
