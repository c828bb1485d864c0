package dev.spektron.chem.transfer;

import dev.spektron.chem.Matrices;
import dev.spektron.chem.regress.LinearModel;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.ejml.data.DMatrixRMaj;

/// Joint-Y PLS ([JyplsFit]): separate weights for the spectra of each instrument, one common relation of the scores to y. The blocks are
/// all source spectra and the target standards, each centred on its own means; the model for target spectra is ȳ_std + (x - m_t) b_t. The
/// target block cannot hold more than N - 1 directions, so this method needs many standards.
///
/// What is not given of the weight ω of a target row in {1, n/N} and the number of components 1..min(10, N - 2) is chosen by
/// leave-one-standard-out (source and target row together); on ties the fewer components and the smaller weight.
///
/// García-Muñoz, MacGregor, Kourti, Chemom. Intell. Lab. Syst. 79 (2005) 101, doi 10.1016/j.chemolab.2005.04.009.
///
/// @param components 1 or more
/// @param weight ω > 0
public record Jypls(OptionalInt components, OptionalDouble weight) implements TransferMethod {
    private static final int MOST = 10;

    public Jypls {
        if (components.orElse(1) < 1 || !(weight.orElse(1) > 0)) {
            throw new IllegalArgumentException("jypls: components must be 1 or more and the weight positive, found " + components + " and "
                + weight);
        }
    }

    @Override
    public String name() {
        return "jypls";
    }

    @Override
    public String title() {
        return "Joint-Y PLS";
    }

    @Override
    public String reference() {
        return "García-Muñoz et al. 2005, doi 10.1016/j.chemolab.2005.04.009";
    }

    @Override
    public int minimumStandards() {
        return 3;
    }

    @Override
    public Prepared prepare(TransferData data) {
        Centred.check(this, data);
        double[] ms = Matrices.columnMeans(data.source());
        double[] mt = Matrices.columnMeans(data.targetStandards());
        DMatrixRMaj source = Span.of(Matrices.centred(data.source(), ms)).coordinates();
        Span target = Span.of(Matrices.centred(data.targetStandards(), mt));
        double[] weights = weight.isPresent() ? new double[] {weight.getAsDouble()}
            : new double[] {1, (double) source.numRows / data.count()};
        int most = components.orElse(Math.min(MOST, data.count() - 2));
        return labels -> {
            int[] best = {components.orElse(1), 0};
            if (weights.length > 1 || components.isEmpty()) {
                best = choose(source, target.coordinates(), data.standards(), labels, weights, most);
            }
            double[] ys = labels.source().clone();
            double[] yt = labels.standards().clone();
            centre(ys);
            double level = centre(yt);
            JyplsFit fit = JyplsFit.of(source, ys, target.coordinates(), yt, weights[best[1]], best[0]);
            double[] b = fit.target().isEmpty() ? new double[mt.length] : target.channels(fit.target().getLast());
            return new LinearModel(b, level - Algebra.dot(mt, b));
        };
    }

    /// Number of components and position of the weight.
    private int[] choose(DMatrixRMaj source, DMatrixRMaj target, int[] standards, Labels labels, double[] weights, int most) {
        double[][] error = new double[weights.length][most];
        for (int i = 0; i < standards.length; i++) {
            int[] rows = Centred.without(standards[i], source.numRows);
            int[] kept = Centred.without(i, standards.length);
            DMatrixRMaj xs = Matrices.rows(source, rows);
            DiplsFit.centre(xs);
            DMatrixRMaj xt = Matrices.rows(target, kept);
            double[] mt = DiplsFit.centre(xt);
            double[] ys = Matrices.pick(labels.source(), rows);
            centre(ys);
            double[] yt = Matrices.pick(labels.standards(), kept);
            double expected = labels.standards()[i] - centre(yt);
            double[] x = Matrices.row(target, i);
            for (int j = 0; j < x.length; j++) {
                x[j] -= mt[j];
            }
            for (int k = 0; k < weights.length; k++) {
                JyplsFit fit = JyplsFit.of(xs, ys, xt, yt, weights[k], most);
                for (int a = 0; a < most; a++) {
                    int available = Math.min(a, fit.target().size() - 1);
                    double e = (available < 0 ? 0 : Algebra.dot(x, fit.target().get(available))) - expected;
                    error[k][a] += e * e;
                }
            }
        }
        return smallest(error);
    }

    private int[] smallest(double[][] error) {
        int[] best = {components.orElse(1), 0};
        double least = Double.POSITIVE_INFINITY;
        for (int a = components.orElse(1); a <= error[0].length; a++) {
            for (int k = 0; k < error.length; k++) {
                if (error[k][a - 1] < least * (1 - 1e-9)) {
                    least = error[k][a - 1];
                    best = new int[] {a, k};
                }
            }
        }
        return best;
    }

    private static double centre(double[] y) {
        double mean = Arrays.stream(y).average().orElseThrow();
        for (int i = 0; i < y.length; i++) {
            y[i] -= mean;
        }
        return mean;
    }
}
