package dev.spektron.chem.auto;

import dev.spektron.chem.Matrices;
import dev.spektron.chem.auto.InnerFolds.Part;
import dev.spektron.chem.preprocess.FittedPipeline;
import dev.spektron.chem.preprocess.Pipeline;
import dev.spektron.chem.regress.LinearModel;
import dev.spektron.chem.transfer.BandedMap;
import dev.spektron.chem.transfer.ChainModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/// Scores all combinations of preprocessing, alignment, target weight, difference penalty and regression by inner validation, and folds
/// any weighted sum of them into deployable chains. Everything that properties can share is computed once.
final class Search {
    /// A group with less weight than this cannot change a prediction.
    private static final double NEGLIGIBLE = 1e-9;

    private final TransferProblem problem;
    private final Recipes recipes;
    private final List<Prepared> prepared = new ArrayList<>();
    private final Scores scores;

    private Search(TransferProblem problem) {
        this.problem = problem;
        recipes = Recipes.forAxis(problem.axis());
        recipes.pipelines().forEach(p -> prepared.add(new Prepared(problem, p, recipes.axis())));
        scores = new Scores(problem, prepared.size());
    }

    /// Runs the inner validation.
    ///
    /// @throws IllegalArgumentException with fewer than two standards
    static Search run(TransferProblem problem) {
        if (problem.count() < 2) {
            throw new IllegalArgumentException("expected at least 2 standards, found " + problem.count()
                + "; the choice rests on predicting each from the others");
        }
        Search search = new Search(problem);
        search.validate();
        return search;
    }

    Scores scores() {
        return scores;
    }

    Recipes recipes() {
        return recipes;
    }

    private void validate() {
        InnerFolds folds = InnerFolds.of(problem.source().numRows, problem.standards());
        int[] standardOf = new int[problem.source().numRows];
        Arrays.fill(standardOf, Scores.NONE);
        for (int i = 0; i < problem.count(); i++) {
            standardOf[problem.standards()[i]] = i;
        }
        double[] out = new double[problem.y().length * Grid.DEPTH];
        for (int p = 0; p < prepared.size(); p++) {
            scores.weights(p, prepared.get(p).weights);
            CellSolver solver = new CellSolver(prepared.get(p), problem);
            for (int f = 0; f < folds.count(); f++) {
                validate(p, folds.part(f), solver, standardOf, out);
            }
        }
    }

    private void validate(int p, Part part, CellSolver solver, int[] standardOf, double[] out) {
        Prepared data = prepared.get(p);
        int r = data.coordinates.size;
        solver.solve(part, scores::possible, (cell, map, held) -> {
            for (int i = 0; i < part.heldStandards().length; i++) {
                solver.predictTarget(held, i * r, out);
                scores.target(p, cell, part.heldStandards()[i], out);
            }
            for (int s : part.heldPool()) {
                solver.predictSource(data.coordinates.rows, s * r, out);
                scores.source(p, cell, s, standardOf[s], data.weights[s], out);
            }
        });
    }

    /// Fits the weighted sum of candidates on all training data: one linear model for each preprocessing and alignment, so that a chain
    /// of the sum is as cheap as a single regression. Each chain is limited to the range of the reference values and a margin.
    ///
    /// @param weights `[property][candidate]`
    List<WeightedChains> fit(double[][] weights) {
        List<List<ChainModel>> chains = new ArrayList<>();
        List<List<Double>> shares = new ArrayList<>();
        for (int k = 0; k < weights.length; k++) {
            chains.add(new ArrayList<>());
            shares.add(new ArrayList<>());
        }
        Part all = InnerFolds.of(problem.source().numRows, problem.standards()).everything();
        for (int p = 0; p < prepared.size(); p++) {
            Group[][] groups = groups(p, all, weights);
            FittedPipeline after = Pipeline.raw().fit(new DMatrixRMaj(0, prepared.get(p).mean.length), prepared.get(p).pipeline.axis());
            for (int k = 0; k < weights.length; k++) {
                for (Group g : groups[k]) {
                    if (g != null && g.share > NEGLIGIBLE) {
                        chains.get(k).add(new ChainModel(prepared.get(p).pipeline, Optional.empty(), after, g.model(prepared.get(p))));
                        shares.get(k).add(g.share);
                    }
                }
            }
        }
        List<WeightedChains> out = new ArrayList<>();
        for (int k = 0; k < weights.length; k++) {
            double total = shares.get(k).stream().mapToDouble(d -> d).sum();
            double[] w = shares.get(k).stream().mapToDouble(d -> d / total).toArray();
            out.add(new WeightedChains(chains.get(k), w, scores.low(k), scores.high(k)));
        }
        return out;
    }

    /// `[property][alignment]`
    private Group[][] groups(int p, Part all, double[][] weights) {
        Group[][] groups = new Group[weights.length][Alignment.values().length];
        int size = prepared.get(p).coordinates.size;
        CellSolver solver = new CellSolver(prepared.get(p), problem);
        solver.solve(all, cell -> Arrays.stream(weights).anyMatch(w -> share(w, p, cell) > 0), (cell, map, held) -> {
            int a = Grid.mode(cell).alignment().ordinal();
            for (int k = 0; k < weights.length; k++) {
                double share = share(weights[k], p, cell);
                if (share > 0) {
                    if (groups[k][a] == null) {
                        groups[k][a] = new Group(map, size);
                    }
                    groups[k][a].share += share;
                    groups[k][a].intercept += solver.addTo(groups[k][a].coefficients, weights[k], Scores.candidate(p, cell, 0), k);
                }
            }
        });
        return groups;
    }

    private static double share(double[] weights, int p, int cell) {
        double s = 0;
        for (int c = Scores.candidate(p, cell, 0); c < Scores.candidate(p, cell, Grid.DEPTH); c++) {
            s += weights[c];
        }
        return s;
    }

    /// Weighted sum of the regressions of one preprocessing and alignment, on aligned coordinates.
    private static final class Group {
        private final Optional<BandedMap> map;
        private final double[] coefficients;
        private double intercept;
        private double share;

        Group(Optional<BandedMap> map, int size) {
            this.map = map;
            coefficients = new double[size];
        }

        /// The weighted mean as a model of preprocessed target spectra.
        LinearModel model(Prepared p) {
            double[] c = coefficients.clone();
            for (int j = 0; j < c.length; j++) {
                c[j] /= share;
            }
            LinearModel aligned = new LinearModel(p.coordinates.channelCoefficients(c), intercept / share);
            LinearModel centred = map.isPresent() ? map.get().pullBack(aligned) : aligned;
            double atMean = Matrices.dot(centred.coefficients(), 0, p.mean, 0, p.mean.length);
            return new LinearModel(centred.coefficients(), centred.intercept() - atMean);
        }
    }
}
