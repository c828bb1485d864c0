package dev.spektron.chem.preprocess;

import dev.spektron.chem.Matrices;
import dev.spektron.spectra.Axis;
import java.util.Map;

/// Detrending, notation `detrend(order)`: each spectrum minus its own least-squares polynomial over the channel number.
///
/// x - Q Q'x, the columns of Q (p x (order + 1)) an orthonormal basis of the polynomials. Barnes et al. use order 2 after SNV:
/// `snv|detrend(2)`.
/// Source: Barnes, Dhanoa, Lister, Appl. Spectrosc. 43 (1989) 772, doi:10.1366/0003702894202201.
///
/// @param order degree of the polynomial, 0 to 9
public record Detrend(int order) implements Stateless {
    public Detrend {
        Arguments.range("detrend", "order", order, 0, 9);
    }

    @Override
    public String notation() {
        return "detrend(" + order + ")";
    }

    @Override
    public Fitted on(Axis axis) {
        int p = axis.size();
        if (p <= order) {
            throw new IllegalArgumentException(notation() + ": expected more than " + order + " channels, found " + p);
        }
        double[][] q = Polynomials.orthonormal(p, order);
        return Rows.keeping(this, axis, Map.of(), (x, at, out, to, row) -> {
            System.arraycopy(x, at, out, to, p);
            for (double[] basis : q) {
                double c = Matrices.dot(basis, 0, out, to, p);
                for (int j = 0; j < p; j++) {
                    out[to + j] -= c * basis[j];
                }
            }
        });
    }
}
