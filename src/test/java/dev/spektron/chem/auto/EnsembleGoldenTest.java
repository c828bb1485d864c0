package dev.spektron.chem.auto;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.Gson;
import dev.spektron.spectra.Axis;
import dev.spektron.spectra.AxisUnit;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Against the same search written with eigendecompositions in NumPy (`scripts/make_ensemble_golden.py`).
class EnsembleGoldenTest {
    private static final double RELATIVE = 1e-6;

    /// One problem and what is expected of it.
    record Case(String name, double[][] source, double[][] y, int[] standards, double[][] targetStandards, double[][] test,
                Expected[] properties) {}

    /// Expected values of one property.
    record Expected(double[] ensemble, int best, double[] auto, int[] candidates, double[] scores, double[] weights, double[] shares,
                    double[] residuals, double[] autoResiduals, double low, double high) {}

    private static Case[] cases() {
        try (Reader in = new InputStreamReader(EnsembleGoldenTest.class.getResourceAsStream("/golden/auto/ensemble.json"),
            StandardCharsets.UTF_8)) {
            return new Gson().fromJson(in, Case[].class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TransferProblem problem(Case c) {
        Axis axis = Axis.linear(AxisUnit.NANOMETRE, 1100, 2, c.source()[0].length);
        return new TransferProblem(axis, new DMatrixRMaj(c.source()), c.y(), c.standards(), new DMatrixRMaj(c.targetStandards()));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void scoresAndWeights(int number) {
        Case c = cases()[number];
        Scores scores = Search.run(problem(c)).scores();
        for (int k = 0; k < c.properties().length; k++) {
            Expected e = c.properties()[k];
            double[] score = scores.scores(k, Scores.NONE);
            double[] weight = scores.weights(k, Scores.NONE);
            for (int i = 0; i < e.candidates().length; i++) {
                String where = c.name() + ", property " + k + ", candidate " + e.candidates()[i];
                assertEquals(e.scores()[i], score[e.candidates()[i]], RELATIVE * e.scores()[i], "score, " + where);
                assertEquals(e.weights()[i], weight[e.candidates()[i]], RELATIVE * e.weights()[i] + 1e-12, "weight, " + where);
            }
            assertEquals(e.best(), scores.typical(k, Scores.NONE), c.name() + ", property " + k);
            assertEquals(e.low(), scores.low(k), 1e-12);
            assertEquals(e.high(), scores.high(k), 1e-12);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void predictionsAndResiduals(int number) {
        Case c = cases()[number];
        Strategy.Fit ensemble = new Ensemble().fit(problem(c));
        Strategy.Fit auto = new BestCombination().fit(problem(c));
        for (int k = 0; k < c.properties().length; k++) {
            Expected e = c.properties()[k];
            String where = c.name() + ", property " + k;
            close("ensemble, " + where, e.ensemble(), ensemble.predictors().get(k).predict(new DMatrixRMaj(c.test())));
            close("auto, " + where, e.auto(), auto.predictors().get(k).predict(new DMatrixRMaj(c.test())));
            close("residuals of ensemble, " + where, e.residuals(), ensemble.residuals()[k]);
            close("residuals of auto, " + where, e.autoResiduals(), auto.residuals()[k]);
            double[] shares = ensemble.predictors().get(k).weights();
            close("weights of groups, " + where, e.shares(), shares);
        }
    }

    private static void close(String what, double[] expected, double[] found) {
        assertEquals(expected.length, found.length, what);
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], found[i], RELATIVE * Math.max(0.1, Math.abs(expected[i])), what + ", entry " + i);
        }
    }
}
