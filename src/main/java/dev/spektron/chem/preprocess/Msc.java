package dev.spektron.chem.preprocess;

import dev.spektron.chem.Matrices;
import dev.spektron.spectra.Axis;
import java.util.Locale;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;

/// Multiplicative scatter correction, notation `msc` or `msc(median)`: each spectrum is regressed on a reference spectrum,
/// x = a + b r + e, and becomes (x - a)/b. The reference is the mean (or the channel-wise median) of the training
/// spectra. State: `reference`.
///
/// Source: Geladi, MacDougall, Martens, Appl. Spectrosc. 39 (1985) 491, doi:10.1366/0003702854248656.
///
/// @param centre how the reference comes from the training spectra
public record Msc(Centre centre) implements Step {
    /// Centre of the training spectra, channel by channel.
    public enum Centre { MEAN, MEDIAN }

    @Override
    public String notation() {
        return centre == Centre.MEAN ? "msc" : "msc(" + centre.name().toLowerCase(Locale.ROOT) + ")";
    }

    @Override
    public Fitted fit(DMatrixRMaj x, Axis axis) {
        Rows.checkTraining(this, x, axis);
        return restore(Map.of("reference", References.of(x, centre)), axis);
    }

    @Override
    public Fitted restore(Map<String, double[]> state, Axis axis) {
        int p = axis.size();
        double[] reference = Rows.saved(this, state, "reference", p);
        double[] centred = References.centred(notation(), reference);
        double mean = RowMath.mean(reference, 0, p);
        double sum = Matrices.dot(centred, 0, centred, 0, p);
        String name = notation();
        return Rows.keeping(this, axis, Map.of("reference", reference), (x, at, out, to, row) -> {
            double b = Matrices.dot(centred, 0, x, at, p) / sum;
            Rows.refuseFlat(name, row, Math.abs(b) * Math.sqrt(sum / p), RowMath.level(x, at, p));
            double a = RowMath.mean(x, at, p) - b * mean;
            for (int j = 0; j < p; j++) {
                out[to + j] = (x[at + j] - a) / b;
            }
        });
    }
}
