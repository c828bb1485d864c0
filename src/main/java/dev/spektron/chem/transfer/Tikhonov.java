package dev.spektron.chem.transfer;

import dev.spektron.chem.Matrices;
import dev.spektron.chem.regress.LinearModel;
import java.util.Arrays;
import java.util.OptionalDouble;
import org.ejml.data.DMatrixRMaj;

/// Calibration updating by Tikhonov regularisation: minimise ‖y - a_s - X_s b‖² + λ²‖b‖² + τ²‖c + D b‖² + w²‖y_std - a_t - X_t b‖² with D
/// the target minus source spectra of the standards and all spectra divided by the Frobenius norm of the centred source spectra. The free
/// intercepts centre each block on its own mean; the model for target spectra is a_t + x b. Solved in the dual, n + 2N rows.
///
/// Unless given, λ, τ and w are chosen together from small grids by the sum of two exact leave-one-out mean squared errors
/// ([BlockRidge]): of the source rows, and of the target standards; a standard is left out of all three blocks at once.
///
/// Kalivas, Siano, Andries, Goicoechea, Appl. Spectrosc. 63 (2009) 800, doi 10.1366/000370209788701206 (w, λ); Andries, Kalivas, Gurung,
/// Sample and feature augmentation strategies for calibration updating, J. Chemometrics 33 (2019) (τ).
///
/// @param lambda λ > 0
/// @param tau τ > 0
/// @param weight w > 0
public record Tikhonov(OptionalDouble lambda, OptionalDouble tau, OptionalDouble weight) implements TransferMethod {
    private static final double[] LAMBDAS = {1e-1, 3e-2, 1e-2, 3e-3, 1e-3, 3e-4, 1e-4};
    private static final double[] TAUS = {1, 3, 10, 30};
    private static final double[] WEIGHTS = {0.3, 1, 3};

    public Tikhonov {
        if (!(lambda.orElse(1) > 0 && tau.orElse(1) > 0 && weight.orElse(1) > 0)) {
            throw new IllegalArgumentException("tikhonov: lambda, tau and weight must be positive, found " + lambda + ", " + tau + ", "
                + weight);
        }
    }

    @Override
    public String name() {
        return "tikhonov";
    }

    @Override
    public String title() {
        return "Tikhonov regularisation";
    }

    @Override
    public String reference() {
        return "Kalivas et al. 2009, doi 10.1366/000370209788701206";
    }

    @Override
    public int minimumStandards() {
        return 3;
    }

    @Override
    public Prepared prepare(TransferData data) {
        Centred.check(this, data);
        Aligned rows = data.aligned();
        DMatrixRMaj x = stacked(rows);
        DMatrixRMaj gram = Algebra.gram(x, x);
        int[] block = new int[x.numRows];
        Arrays.fill(block, rows.sources(), rows.sources() + rows.count(), 1);
        Arrays.fill(block, rows.sources() + rows.count(), block.length, 2);
        double[] lambdas = grid(lambda, LAMBDAS);
        double[] taus = grid(tau, TAUS);
        double[] weights = grid(weight, WEIGHTS);
        BlockRidge[] systems = new BlockRidge[lambdas.length * taus.length * weights.length];
        int at = 0;
        for (double l : lambdas) {
            for (double t : taus) {
                for (double w : weights) {
                    systems[at++] = BlockRidge.of(gram, scale(rows, w, t), block, 3, l * l);
                }
            }
        }
        return labels -> fit(rows, x, systems, labels);
    }

    /// Source, target and difference rows in the coordinates of the span, on the unit scale.
    private static DMatrixRMaj stacked(Aligned rows) {
        int n = rows.sources();
        DMatrixRMaj source = rows.span().rows(0, n);
        DMatrixRMaj target = rows.span().rows(n, n + rows.count());
        DMatrixRMaj differences = Algebra.minus(target, Matrices.rows(source, rows.standards()));
        DMatrixRMaj x = Matrices.stack(Matrices.stack(source, target), differences);
        double norm = norm(rows);
        for (int i = 0; i < x.getNumElements(); i++) {
            x.data[i] /= norm;
        }
        return x;
    }

    private static double norm(Aligned rows) {
        double norm = Math.sqrt(Algebra.squares(rows.span().rows(0, rows.sources())));
        return norm > 0 ? norm : 1;
    }

    private static double[] grid(OptionalDouble fixed, double[] grid) {
        return fixed.isPresent() ? new double[] {fixed.getAsDouble()} : grid;
    }

    private static double[] scale(Aligned rows, double weight, double tau) {
        int upper = rows.sources() + rows.count();
        double[] out = Arrays.copyOf(rows.scale(weight), upper + rows.count());
        Arrays.fill(out, upper, out.length, tau);
        return out;
    }

    private static LinearModel fit(Aligned rows, DMatrixRMaj x, BlockRidge[] systems, Labels labels) {
        double[] y = Arrays.copyOf(rows.values(labels), x.numRows);
        BlockRidge best = systems[0];
        double least = Double.POSITIVE_INFINITY;
        for (int k = 0; systems.length > 1 && k < systems.length; k++) {
            double error = error(rows, systems[k], y);
            if (error < least * (1 - 1e-9)) {
                least = error;
                best = systems[k];
            }
        }
        double[] b = Algebra.combine(best.dual(y), x);
        double norm = norm(rows);
        for (int j = 0; j < b.length; j++) {
            b[j] /= norm;
        }
        return rows.model(b, best.intercept(1, y));
    }

    private static double error(Aligned rows, BlockRidge system, double[] y) {
        int n = rows.sources();
        double[] alpha = system.alpha(y);
        boolean[] standard = new boolean[n];
        double source = 0;
        double target = 0;
        for (int i = 0; i < rows.count(); i++) {
            int s = rows.standards()[i];
            double[] e = system.leftOut(alpha, s, n + i, n + rows.count() + i);
            standard[s] = true;
            source += e[0] * e[0];
            target += e[1] * e[1];
        }
        for (int i = 0; i < n; i++) {
            if (!standard[i]) {
                double e = system.leftOut(alpha, i)[0];
                source += e * e;
            }
        }
        return source / n + target / rows.count();
    }
}
