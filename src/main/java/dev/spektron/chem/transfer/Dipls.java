package dev.spektron.chem.transfer;

import dev.spektron.chem.Matrices;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.ejml.data.DMatrixRMaj;

/// Domain-invariant PLS ([DiplsFit]): latent variables that explain y on the source and have equal variance on both instruments. The
/// target standards are the unlabelled target spectra. The model for target spectra is ȳ_std + (x - m_t) b: the target mean m_t is a mean
/// over the standards, and so must be the value that goes with it.
///
/// λ is f times the heuristic of [DiplsFit], anew for each component. What is not given of f in {0.1, 1, 10, 100} and the number of
/// components 1..8 is chosen on predictions of target standards that were left out of source and target, in up to five folds; on ties
/// the fewer components and the smaller f. The choice runs on the leading 12 principal directions of all rows, the final fit on all.
///
/// Nikzad-Langerodi, Zellinger, Lughofer, Saminger-Platz, Anal. Chem. 90 (2018) 6693, doi 10.1021/acs.analchem.8b00498.
///
/// @param factor f, 0 or more; 0 is PLS on the source with the target mean
/// @param components 1 or more
public record Dipls(OptionalDouble factor, OptionalInt components) implements TransferMethod {
    private static final double[] FACTORS = {0.1, 1, 10, 100};
    private static final int MOST = 8;
    private static final int FOLDS = 5;
    private static final int SCREENED = 12;

    public Dipls {
        if (!(factor.orElse(0) >= 0) || components.orElse(1) < 1) {
            throw new IllegalArgumentException("dipls: the factor must be 0 or more and components 1 or more, found " + factor + " and "
                + components);
        }
    }

    @Override
    public String name() {
        return "dipls";
    }

    @Override
    public String title() {
        return "Domain-invariant PLS";
    }

    @Override
    public String reference() {
        return "Nikzad-Langerodi et al. 2018, doi 10.1021/acs.analchem.8b00498";
    }

    @Override
    public int minimumStandards() {
        return 3;
    }

    @Override
    public Prepared prepare(TransferData data) {
        Centred.check(this, data);
        Aligned rows = Aligned.of(data);
        int n = rows.sources();
        DMatrixRMaj screened = leading(rows.span().coordinates(), SCREENED);
        DMatrixRMaj source = rows.span().rows(0, n);
        DMatrixRMaj target = rows.span().rows(n, n + rows.count());
        double[] mt = DiplsFit.centre(target);
        int[] fold = folds(rows.standards());
        return labels -> {
            Setting best = choose(rows, screened, fold, labels);
            double[] y = labels.source().clone();
            centre(y);
            DiplsFit fit = DiplsFit.of(source, y, target, new DiplsFit.Penalty(best.factor, true), best.components);
            double[] b = fit.coefficients().isEmpty() ? new double[source.numCols] : fit.coefficients().getLast();
            return rows.model(b, mean(labels.standards()) - Algebra.dot(mt, b));
        };
    }

    private record Setting(double factor, int components) {}

    private Setting choose(Aligned rows, DMatrixRMaj x, int[] fold, Labels labels) {
        double[] factors = factor.isPresent() ? new double[] {factor.getAsDouble()} : FACTORS;
        if (factors.length == 1 && components.isPresent()) {
            return new Setting(factors[0], components.getAsInt());
        }
        int most = components.orElse(Math.min(MOST, rows.sources() - rows.count() / FOLDS - 3));
        double[][] error = new double[factors.length][most];
        for (int f = 0; f < FOLDS; f++) {
            int left = f;
            int[] out = positions(fold, i -> fold[i] == left);
            if (out.length > 0) {
                Part part = new Part(rows, x, labels, positions(fold, i -> fold[i] != left), out);
                for (int k = 0; k < factors.length; k++) {
                    part.addErrors(factors[k], error[k]);
                }
            }
        }
        Setting best = new Setting(factors[0], components.orElse(1));
        double least = Double.POSITIVE_INFINITY;
        for (int a = components.orElse(1); a <= most; a++) {
            for (int k = 0; k < factors.length; k++) {
                if (error[k][a - 1] < least * (1 - 1e-9)) {
                    least = error[k][a - 1];
                    best = new Setting(factors[k], a);
                }
            }
        }
        return best;
    }

    /// One fold: everything without the standards `out`.
    private static final class Part {
        private final DMatrixRMaj source;
        private final DMatrixRMaj target;
        private final DMatrixRMaj test;
        private final double[] y;
        private final double[] expected;
        private final double level;

        Part(Aligned rows, DMatrixRMaj x, Labels labels, int[] kept, int[] out) {
            int n = rows.sources();
            boolean[] gone = new boolean[n];
            for (int i : out) {
                gone[rows.standards()[i]] = true;
            }
            int[] stay = positions(new int[n], i -> !gone[i]);
            source = Matrices.rows(x, stay);
            DiplsFit.centre(source);
            y = Matrices.pick(labels.source(), stay);
            centre(y);
            target = Matrices.rows(x, shifted(kept, n));
            double[] mt = DiplsFit.centre(target);
            test = Matrices.centred(Matrices.rows(x, shifted(out, n)), mt);
            level = mean(Matrices.pick(labels.standards(), kept));
            expected = Matrices.pick(labels.standards(), out);
        }

        void addErrors(double factor, double[] error) {
            DiplsFit fit = DiplsFit.of(source, y, target, new DiplsFit.Penalty(factor, true), error.length);
            for (int a = 0; a < error.length; a++) {
                int available = Math.min(a, fit.coefficients().size() - 1);
                double[] predicted = available < 0 ? new double[expected.length] : Algebra.times(test, fit.coefficients().get(available));
                for (int i = 0; i < expected.length; i++) {
                    double e = level + predicted[i] - expected[i];
                    error[a] += e * e;
                }
            }
        }

        private static int[] shifted(int[] positions, int by) {
            return Arrays.stream(positions).map(i -> i + by).toArray();
        }
    }

    /// Fold of each standard by the order of the samples, so that the order of the standards does not matter.
    private static int[] folds(int[] standards) {
        int[] sorted = standards.clone();
        Arrays.sort(sorted);
        return Arrays.stream(standards).map(s -> Arrays.binarySearch(sorted, s) % FOLDS).toArray();
    }

    private static int[] positions(int[] all, java.util.function.IntPredicate which) {
        return java.util.stream.IntStream.range(0, all.length).filter(which).toArray();
    }

    /// Scores on the leading principal directions.
    private static DMatrixRMaj leading(DMatrixRMaj x, int most) {
        Algebra.Eigen e = Algebra.eigen(Algebra.transposedTimes(x, x));
        int d = Math.min(most, x.numCols);
        DMatrixRMaj v = new DMatrixRMaj(x.numCols, d);
        for (int i = 0; i < x.numCols; i++) {
            System.arraycopy(e.vectors().data, i * x.numCols, v.data, i * d, d);
        }
        return Algebra.times(x, v);
    }

    private static double mean(double[] y) {
        return Arrays.stream(y).average().orElseThrow();
    }

    private static void centre(double[] y) {
        double mean = mean(y);
        for (int i = 0; i < y.length; i++) {
            y[i] -= mean;
        }
    }
}
