package dev.spektron.chem.preprocess;

import dev.spektron.chem.Matrices;
import dev.spektron.spectra.Axis;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;

/// Autoscaling, notation `autoscale`: each channel minus its training mean, divided by its training standard deviation (divisor n - 1).
/// State: `mean`, `sd`. A channel that is constant over the training spectra is an error: crop it away.
public record Autoscale() implements Step {
    @Override
    public String notation() {
        return "autoscale";
    }

    @Override
    public Fitted fit(DMatrixRMaj x, Axis axis) {
        Rows.checkTraining(this, x, axis);
        if (x.numRows < 2) {
            throw new IllegalArgumentException("autoscale: expected at least two training spectra, found " + x.numRows);
        }
        int p = x.numCols;
        double[] mean = Matrices.columnMeans(x);
        double[] sd = new double[p];
        for (int i = 0; i < x.numRows; i++) {
            for (int j = 0; j < p; j++) {
                double d = x.data[i * p + j] - mean[j];
                sd[j] += d * d;
            }
        }
        for (int j = 0; j < p; j++) {
            sd[j] = Math.sqrt(sd[j] / (x.numRows - 1));
            if (sd[j] <= 1e-12 * Math.abs(mean[j])) {
                throw new IllegalArgumentException("autoscale: channel " + j + " (" + axis.get(j) + " " + axis.unit().symbol()
                    + ", counted from 0) has the same value " + mean[j] + " in all training spectra; crop it away or use center");
            }
        }
        return restore(Map.of("mean", mean, "sd", sd), axis);
    }

    @Override
    public Fitted restore(Map<String, double[]> state, Axis axis) {
        int p = axis.size();
        double[] mean = Rows.saved(this, state, "mean", p);
        double[] sd = Rows.saved(this, state, "sd", p);
        return Rows.keeping(this, axis, Map.of("mean", mean, "sd", sd), (x, at, out, to, row) -> {
            for (int j = 0; j < p; j++) {
                out[to + j] = (x[at + j] - mean[j]) / sd[j];
            }
        });
    }
}
