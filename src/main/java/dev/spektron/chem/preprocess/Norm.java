package dev.spektron.chem.preprocess;

import dev.spektron.chem.Matrices;
import dev.spektron.spectra.Axis;
import java.util.Map;

/// Unit vector normalisation, notation `norm`: each spectrum divided by its Euclidean length. A flat spectrum is refused as under
/// [Snv]: it holds no band, and its unit vector says nothing of the sample.
public record Norm() implements Stateless {
    @Override
    public String notation() {
        return "norm";
    }

    @Override
    public Fitted on(Axis axis) {
        int p = axis.size();
        return Rows.keeping(this, axis, Map.of(), (x, at, out, to, row) -> {
            Rows.refuseFlat("norm", row, RowMath.deviation(x, at, p), RowMath.level(x, at, p));
            double length = Math.sqrt(Matrices.dot(x, at, x, at, p));
            for (int j = 0; j < p; j++) {
                out[to + j] = x[at + j] / length;
            }
        });
    }
}
