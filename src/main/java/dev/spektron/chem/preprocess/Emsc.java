package dev.spektron.chem.preprocess;

import dev.spektron.chem.Matrices;
import dev.spektron.spectra.Axis;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;

/// Extended multiplicative scatter correction, notation `emsc(order)`: least squares of each spectrum on the training mean r and a
/// polynomial over the channel number, x = sum_d c_d P_d + b r + e; the result is r + e/b = (x - sum_d c_d P_d)/b. With order 0 this is
/// [Msc]. State: `reference`.
///
/// Source: Martens, Stark, J. Pharm. Biomed. Anal. 9 (1991) 625, doi:10.1016/0731-7085(91)80188-F.
///
/// @param order degree of the polynomial baseline, 0 to 6
public record Emsc(int order) implements Step {
    public Emsc {
        Arguments.range("emsc", "order", order, 0, 6);
    }

    @Override
    public String notation() {
        return "emsc(" + order + ")";
    }

    @Override
    public Fitted fit(DMatrixRMaj x, Axis axis) {
        Rows.checkTraining(this, x, axis);
        return restore(Map.of("reference", Matrices.columnMeans(x)), axis);
    }

    @Override
    public Fitted restore(Map<String, double[]> state, Axis axis) {
        int p = axis.size();
        if (p <= order + 1) {
            throw new IllegalArgumentException(notation() + ": expected more than " + (order + 1) + " channels, found " + p);
        }
        double[] reference = Rows.saved(this, state, "reference", p);
        double[][] q = Polynomials.orthonormal(p, order);
        double[] rest = reference.clone();
        for (double[] basis : q) {
            subtract(basis, Matrices.dot(basis, 0, rest, 0, p), rest, 0);
        }
        double sum = Matrices.dot(rest, 0, rest, 0, p);
        if (Math.sqrt(sum / p) <= 1e-10 * RowMath.level(reference, 0, p)) {
            throw new IllegalArgumentException(notation() + ": the reference spectrum is itself a polynomial of order " + order
                + "; there is nothing left to scale by");
        }
        String name = notation();
        return Rows.keeping(this, axis, Map.of("reference", reference), (x, at, out, to, row) -> {
            // Frisch-Waugh: regressing on what the polynomial leaves of r gives the same b as the joint regression
            double b = Matrices.dot(rest, 0, x, at, p) / sum;
            Rows.refuseFlat(name, row, Math.abs(b) * Math.sqrt(sum / p), RowMath.level(x, at, p));
            for (int j = 0; j < p; j++) {
                out[to + j] = x[at + j] - b * reference[j];
            }
            for (double[] basis : q) {
                subtract(basis, Matrices.dot(basis, 0, out, to, p), out, to);
            }
            for (int j = 0; j < p; j++) {
                out[to + j] = reference[j] + out[to + j] / b;
            }
        });
    }

    private static void subtract(double[] basis, double c, double[] out, int to) {
        for (int j = 0; j < basis.length; j++) {
            out[to + j] -= c * basis[j];
        }
    }
}
