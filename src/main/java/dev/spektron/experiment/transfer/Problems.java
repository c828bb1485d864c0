package dev.spektron.experiment.transfer;

import dev.spektron.chem.Matrices;
import dev.spektron.chem.auto.TransferProblem;
import java.util.Arrays;

/// Cuts the training part of a split out of the data of a pair.
final class Problems {
    private Problems() {}

    static TransferProblem of(PairData data, Split split) {
        return new TransferProblem(data.axis(), Matrices.rows(data.source(), split.pool()), pick(data.sourceY(), split.pool()),
            split.standards(), Matrices.rows(data.target(), split.targetStandards()));
    }

    static double[][] pick(double[][] y, int[] rows) {
        return Arrays.stream(y).map(v -> Matrices.pick(v, rows)).toArray(double[][]::new);
    }
}
