package dev.spektron.chem.preprocess;

import dev.spektron.spectra.Axis;
import java.util.Map;

/// Range normalisation, notation `minmax`: each spectrum mapped linearly onto 0..1 by its own smallest and largest value.
public record MinMax() implements Stateless {
    @Override
    public String notation() {
        return "minmax";
    }

    @Override
    public Fitted on(Axis axis) {
        int p = axis.size();
        return Rows.keeping(this, axis, Map.of(), (x, at, out, to, row) -> {
            double min = x[at];
            double max = x[at];
            for (int j = 1; j < p; j++) {
                min = Math.min(min, x[at + j]);
                max = Math.max(max, x[at + j]);
            }
            Rows.refuseFlat("minmax", row, max - min, Math.max(Math.abs(min), Math.abs(max)));
            for (int j = 0; j < p; j++) {
                out[to + j] = (x[at + j] - min) / (max - min);
            }
        });
    }
}
