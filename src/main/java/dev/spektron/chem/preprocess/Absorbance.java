package dev.spektron.chem.preprocess;

import dev.spektron.spectra.Axis;
import java.util.Map;

/// Absorbance from reflectance or transmittance, notation `absorbance`: a = -log10(r), r as a fraction (1 = 100 %).
public record Absorbance() implements Stateless {
    @Override
    public String notation() {
        return "absorbance";
    }

    @Override
    public Fitted on(Axis axis) {
        int p = axis.size();
        return Rows.keeping(this, axis, Map.of(), (x, at, out, to, row) -> {
            for (int j = 0; j < p; j++) {
                double r = x[at + j];
                if (r <= 0) {
                    throw new IllegalArgumentException("absorbance: the value at row " + row + ", channel " + j + " (" + axis.get(j) + " "
                        + axis.unit().symbol() + ") is " + r + "; expected a positive fraction (rows and channels count from 0): are these "
                        + "spectra absorbance already, or is the channel dead?");
                }
                // 0.0 -, not unary minus: a reading of exactly 1 gives 0, not -0
                out[to + j] = 0.0 - Math.log10(r);
            }
        });
    }
}
