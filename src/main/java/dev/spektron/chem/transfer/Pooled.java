package dev.spektron.chem.transfer;

import dev.spektron.chem.regress.LinearModel;
import java.util.Arrays;
import java.util.OptionalDouble;
import org.ejml.data.DMatrixRMaj;

/// Pooled calibration (model updating): one calibration on all source rows and the mean-aligned target standards x - m_t + m_s, which
/// count ω times as much as a source row; applied to aligned target spectra. Rows are centred on the weighted mean and scaled by the
/// square root of their weight, so that the calibrator needs no weights of its own; it runs in the coordinates of [Span] and must not
/// depend on the orientation of the axes.
///
/// Unless given, ω is chosen from {1, n/N, 4 n/N, 16 n/N} by leave-one-standard-out with ridge regression ([BlockRidge]; source and
/// target row of the standard are left out together, the alignment is kept).
///
/// Capron, Walczak, de Noord, Massart, Chemom. Intell. Lab. Syst. 76 (2005) 205 (weighted
/// augmentation).
///
/// @param weight ω > 0
public record Pooled(OptionalDouble weight) implements TransferMethod {
    private static final double[] SHARES = {1, 4, 16};
    private static final double[] PENALTIES = {1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9};

    public Pooled {
        if (!(weight.orElse(1) > 0)) {
            throw new IllegalArgumentException("pooled: the weight of a target standard must be positive, found " + weight.getAsDouble());
        }
    }

    @Override
    public String name() {
        return "pooled";
    }

    @Override
    public String title() {
        return "Pooled calibration";
    }

    @Override
    public String reference() {
        return "Capron et al. 2005; Chemom. Intell. Lab. Syst. 76, 205";
    }

    @Override
    public int minimumStandards() {
        return 3;
    }

    @Override
    public Prepared prepare(TransferData data) {
        Centred.check(this, data);
        Aligned rows = data.aligned();
        double[] weights = weights(rows);
        if (weights.length == 1) {
            return labels -> fit(rows, weights[0], labels);
        }
        BlockRidge[][] systems = systems(rows, weights);
        return labels -> fit(rows, weights[choose(rows, systems, labels)], labels);
    }

    private double[] weights(Aligned rows) {
        if (weight.isPresent()) {
            return new double[] {weight.getAsDouble()};
        }
        double ratio = (double) rows.sources() / rows.count();
        double[] out = new double[SHARES.length + 1];
        out[0] = 1;
        for (int k = 0; k < SHARES.length; k++) {
            out[k + 1] = SHARES[k] * ratio;
        }
        return out;
    }

    private static BlockRidge[][] systems(Aligned rows, double[] weights) {
        DMatrixRMaj x = rows.span().coordinates();
        DMatrixRMaj gram = Algebra.gram(x, x);
        double trace = Math.max(Algebra.squares(x), Double.MIN_NORMAL);
        int[] block = new int[x.numRows];
        BlockRidge[][] out = new BlockRidge[weights.length][PENALTIES.length];
        for (int k = 0; k < weights.length; k++) {
            double[] scale = rows.scale(Math.sqrt(weights[k]));
            for (int l = 0; l < PENALTIES.length; l++) {
                out[k][l] = BlockRidge.of(gram, scale, block, 1, PENALTIES[l] * trace);
            }
        }
        return out;
    }

    private static int choose(Aligned rows, BlockRidge[][] systems, Labels labels) {
        double[] y = rows.values(labels);
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int k = 0; k < systems.length; k++) {
            for (BlockRidge system : systems[k]) {
                double[] alpha = system.alpha(y);
                double error = 0;
                for (int i = 0; i < rows.count(); i++) {
                    double e = system.leftOut(alpha, rows.sources() + i, rows.standards()[i])[0];
                    error += e * e;
                }
                if (error < least * (1 - 1e-9)) {
                    least = error;
                    best = k;
                }
            }
        }
        return best;
    }

    private static LinearModel fit(Aligned rows, double weight, Labels labels) {
        double[] y = rows.values(labels);
        double[] scale = rows.scale(Math.sqrt(weight));
        DMatrixRMaj x = rows.span().coordinates().copy();
        double[] mx = weightedMean(x, scale);
        double my = weightedMean(DMatrixRMaj.wrap(y.length, 1, y), scale)[0];
        for (int i = 0, at = 0; i < x.numRows; i++) {
            y[i] = scale[i] * (y[i] - my);
            for (int j = 0; j < x.numCols; j++, at++) {
                x.data[at] = scale[i] * (x.data[at] - mx[j]);
            }
        }
        double[] b = labels.calibrator().fit(x, y).coefficients();
        return rows.model(b, my - Algebra.dot(mx, b));
    }

    private static double[] weightedMean(DMatrixRMaj x, double[] scale) {
        double[] weights = Arrays.stream(scale).map(s -> s * s).toArray();
        double total = Arrays.stream(weights).sum();
        double[] mean = Algebra.combine(weights, x);
        for (int j = 0; j < mean.length; j++) {
            mean[j] /= total;
        }
        return mean;
    }
}
