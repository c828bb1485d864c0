package dev.spektron.chem.preprocess;

import dev.spektron.chem.Matrices;
import dev.spektron.spectra.Axis;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;

/// Mean centring, notation `center`: each channel minus its mean over the training spectra. State: `mean`.
public record Center() implements Step {
    @Override
    public String notation() {
        return "center";
    }

    @Override
    public Fitted fit(DMatrixRMaj x, Axis axis) {
        Rows.checkTraining(this, x, axis);
        return restore(Map.of("mean", Matrices.columnMeans(x)), axis);
    }

    @Override
    public Fitted restore(Map<String, double[]> state, Axis axis) {
        int p = axis.size();
        double[] mean = Rows.saved(this, state, "mean", p);
        return Rows.keeping(this, axis, Map.of("mean", mean), (x, at, out, to, row) -> {
            for (int j = 0; j < p; j++) {
                out[to + j] = x[at + j] - mean[j];
            }
        });
    }
}
