package dev.spektron.chem.auto;

import dev.spektron.chem.Matrices;
import dev.spektron.spectra.Axis;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/// Everything that a transfer may be fitted on: source spectra with reference values, and the standards on both instruments.
///
/// @param axis common axis
/// @param source raw source spectra of the pool, n x p
/// @param y reference values of the pool, `[property][n]`
/// @param standards positions of the standards in the pool
/// @param targetStandards their raw spectra on the target instrument, N x p
public record TransferProblem(Axis axis, DMatrixRMaj source, double[][] y, int[] standards, DMatrixRMaj targetStandards) {

    /// Number of standards.
    public int count() {
        return standards.length;
    }

    /// Reference values of the standards.
    public double[] standardsY(int property) {
        return Matrices.pick(y[property], standards);
    }

    /// The problem without some of its standards: they leave the pool too, so that they are as unknown as a test sample.
    ///
    /// @param held positions among the standards
    public TransferProblem without(int[] held) {
        boolean[] out = new boolean[count()];
        boolean[] gone = new boolean[source.numRows];
        for (int h : held) {
            out[h] = true;
            gone[standards[h]] = true;
        }
        int[] keep = IntStream.range(0, source.numRows).filter(i -> !gone[i]).toArray();
        int[] position = new int[source.numRows];
        for (int i = 0; i < keep.length; i++) {
            position[keep[i]] = i;
        }
        int[] left = IntStream.range(0, count()).filter(i -> !out[i]).toArray();
        int[] newStandards = Arrays.stream(left).map(i -> position[standards[i]]).toArray();
        return new TransferProblem(axis, Matrices.rows(source, keep), pick(keep), newStandards, Matrices.rows(targetStandards, left));
    }

    private double[][] pick(int[] rows) {
        return Arrays.stream(y).map(v -> Matrices.pick(v, rows)).toArray(double[][]::new);
    }
}
