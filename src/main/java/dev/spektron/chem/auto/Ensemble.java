package dev.spektron.chem.auto;

import java.util.ArrayList;
import java.util.List;

/// All combinations, each weighted by a power of its inner error. With few standards the errors of the good combinations differ by less
/// than chance, so that an average loses nothing to a choice and gains what averaging gains.
public final class Ensemble implements Strategy {
    @Override
    public String name() {
        return "ensemble";
    }

    @Override
    public String title() {
        return "Weighted ensemble of combinations";
    }

    @Override
    public int minimumStandards() {
        return 2;
    }

    @Override
    public Fit fit(InnerValidation validation) {
        TransferProblem problem = validation.problem();
        Search search = validation.search();
        Scores scores = search.scores();
        int m = problem.y().length;
        double[][] weights = new double[m][];
        double[][] residuals = new double[m][problem.count()];
        List<String> descriptions = new ArrayList<>();
        for (int k = 0; k < m; k++) {
            weights[k] = scores.weights(k, Scores.NONE);
            descriptions.add(search.recipes().describeGroups(weights[k]));
            for (int q = 0; q < problem.count(); q++) {
                // the standard has no say in the weights of what predicts it
                double[] w = scores.weights(k, q);
                for (int c = 0; c < w.length; c++) {
                    residuals[k][q] += w[c] * scores.residual(k, q, c);
                }
            }
        }
        return new Fit(search.fit(weights), residuals, descriptions);
    }
}
