package dev.spektron.chem.preprocess;

import dev.spektron.spectra.Axis;
import java.util.Map;

/// Standard normal variate, notation `snv`: each spectrum minus its mean, divided by its standard deviation over the channels.
///
/// The deviation has the divisor p (population), so the result has mean square 1. Barnes et al. write p - 1; that differs by the constant
/// factor sqrt((p - 1)/p), the same for all spectra, and changes no mean-centred linear calibration.
/// Source: Barnes, Dhanoa, Lister, Appl. Spectrosc. 43 (1989) 772, doi:10.1366/0003702894202201.
public record Snv() implements Stateless {
    @Override
    public String notation() {
        return "snv";
    }

    @Override
    public Fitted on(Axis axis) {
        int p = axis.size();
        return Rows.keeping(this, axis, Map.of(), (x, at, out, to, row) -> {
            double mean = RowMath.mean(x, at, p);
            double sum = 0;
            for (int j = 0; j < p; j++) {
                double d = x[at + j] - mean;
                out[to + j] = d;
                sum += d * d;
            }
            double sd = Math.sqrt(sum / p);
            Rows.refuseFlat("snv", row, sd, RowMath.level(x, at, p));
            for (int j = 0; j < p; j++) {
                out[to + j] /= sd;
            }
        });
    }
}
