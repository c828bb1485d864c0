package dev.spektron.chem.auto;

import java.util.ArrayList;
import java.util.List;

/// The one combination that predicts the held-out standards most like the weighted mean of all combinations ([Ensemble]), among those
/// whose inner error is near the smallest; refitted on all training data. Taking the smallest inner error itself picks, out of thousands,
/// the combination that was luckiest with few standards.
public final class BestCombination implements Strategy {
    @Override
    public String name() {
        return "auto";
    }

    @Override
    public String title() {
        return "Best combination by inner validation";
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
        double[][] weights = new double[m][scores.candidates];
        double[][] residuals = new double[m][problem.count()];
        List<String> descriptions = new ArrayList<>();
        for (int k = 0; k < m; k++) {
            int best = scores.typical(k, Scores.NONE);
            weights[k][best] = 1;
            descriptions.add(search.recipes().describe(best));
            for (int q = 0; q < problem.count(); q++) {
                // the standard has no say in the choice of what predicts it
                residuals[k][q] = scores.residual(k, q, scores.typical(k, q));
            }
        }
        return new Fit(search.fit(weights), residuals, descriptions);
    }
}
