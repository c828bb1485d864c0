package dev.spektron.chem.transfer;

import dev.spektron.chem.regress.Distributions;
import dev.spektron.chem.regress.LinearModel;

/// Slope and bias correction of the predictions: y = a + b ŷ fitted by least squares over the target standards, ŷ from the source
/// calibration. The slope stays 1 (and a is the mean error) unless Student's t-test of b = 1,
/// t = (b - 1)/s_b with N - 2 degrees of freedom, s_b² = Σe²/((N - 2) Σ(ŷ - mean ŷ)²), rejects it at `level`.
///
/// Bouveresse, Hartmann, Massart, Last, Prebble, Anal. Chem. 68 (1996) 982, doi 10.1021/ac9510595.
///
/// @param level two-sided significance level, 0..1; 1 always uses the fitted slope, 0 never
public record Sbc(double level) implements TransferMethod {
    public Sbc {
        if (!(level >= 0 && level <= 1)) {
            throw new IllegalArgumentException("sbc: the significance level must lie between 0 and 1, found " + level);
        }
    }

    @Override
    public String name() {
        return "sbc";
    }

    @Override
    public String title() {
        return "Slope and bias correction";
    }

    @Override
    public String reference() {
        return "Bouveresse et al. 1996, doi 10.1021/ac9510595";
    }

    @Override
    public int minimumStandards() {
        return 3;
    }

    @Override
    public Prepared prepare(TransferData data) {
        Centred.check(this, data);
        return labels -> correct(labels.sourceModel(), labels.sourceModel().predict(data.targetStandards()), labels.standards());
    }

    private LinearModel correct(LinearModel model, double[] predicted, double[] y) {
        int n = y.length;
        double mp = 0;
        double my = 0;
        for (int i = 0; i < n; i++) {
            mp += predicted[i] / n;
            my += y[i] / n;
        }
        double pp = 0;
        double py = 0;
        double yy = 0;
        for (int i = 0; i < n; i++) {
            pp += (predicted[i] - mp) * (predicted[i] - mp);
            py += (predicted[i] - mp) * (y[i] - my);
            yy += (y[i] - my) * (y[i] - my);
        }
        if (pp <= 1e-24 * n * (mp * mp + my * my)) {
            return model.corrected(my - mp, 1);
        }
        double b = py / pp;
        double se = Math.sqrt(Math.max(0, yy - b * py) / (n - 2) / pp);
        double p = se > 0 ? Distributions.studentTwoSided((b - 1) / se, n - 2) : b == 1 ? 1 : 0;
        double slope = p <= level ? b : 1;
        return model.corrected(my - slope * mp, slope);
    }
}
