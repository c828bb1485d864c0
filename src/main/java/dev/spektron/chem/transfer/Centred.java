package dev.spektron.chem.transfer;

import dev.spektron.chem.Matrices;
import org.ejml.data.DMatrixRMaj;

/// The standards of both instruments, each centred on its own mean.
record Centred(DMatrixRMaj source, DMatrixRMaj target, double[] sourceMean, double[] targetMean) {

    static Centred of(DMatrixRMaj source, DMatrixRMaj target) {
        double[] ms = Matrices.columnMeans(source);
        double[] mt = Matrices.columnMeans(target);
        return new Centred(Matrices.centred(source, ms), Matrices.centred(target, mt), ms, mt);
    }

    /// As [#of(DMatrixRMaj, DMatrixRMaj)] after checking what a method needs.
    static Centred of(TransferMethod method, DMatrixRMaj source, DMatrixRMaj target) {
        check(method, source, target);
        return of(source, target);
    }

    /// @throws IllegalArgumentException for too few standards, different shapes or a non-finite value
    static void check(TransferMethod method, DMatrixRMaj source, DMatrixRMaj target) {
        if (source.numRows != target.numRows || source.numCols != target.numCols) {
            throw new IllegalArgumentException(method.name() + ": the standards on the source instrument are " + source.numRows + " x "
                + source.numCols + ", on the target instrument " + target.numRows + " x " + target.numCols
                + "; they must be the same samples");
        }
        if (source.numRows < method.minimumStandards()) {
            throw new IllegalArgumentException(method.name() + " needs at least " + method.minimumStandards() + " standards, found "
                + source.numRows);
        }
        finite(method, "source standard", source);
        finite(method, "target standard", target);
    }

    static void check(TransferMethod method, TransferData data) {
        check(method, data.sourceStandards(), data.targetStandards());
        finite(method, "source spectrum", data.source());
    }

    private static void finite(TransferMethod method, String what, DMatrixRMaj x) {
        for (int at = 0; at < x.numRows * x.numCols; at++) {
            if (!Double.isFinite(x.data[at])) {
                throw new IllegalArgumentException(method.name() + ": " + what + " " + at / x.numCols + ", channel " + at % x.numCols
                    + " is " + x.data[at] + "; remove or mend it before the transfer");
            }
        }
    }

    int count() {
        return source.numRows;
    }

    /// target - source, centred: the part of the instrument difference that varies between samples.
    DMatrixRMaj differences() {
        return Algebra.minus(target, source);
    }

    /// All positions 0..n-1 but `left`.
    static int[] without(int left, int n) {
        int[] out = new int[n - 1];
        for (int i = 0, at = 0; i < n; i++) {
            if (i != left) {
                out[at++] = i;
            }
        }
        return out;
    }
}
