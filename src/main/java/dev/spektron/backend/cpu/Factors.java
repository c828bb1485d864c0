package dev.spektron.backend.cpu;

import dev.spektron.backend.op.Primitive;
import dev.spektron.tensor.Shape;

/// A matrix product as loops: `batch` products of (m, k) by (k, n). Strides tell how the factors are stored; a factor that all products
/// share has batch stride 0.
public record Factors(int batch, int m, int n, int k, boolean transposeA, boolean transposeB, int batchA, int batchB) {
    public static Factors of(Primitive.MatMul op, Shape a, Shape b) {
        int r = a.rank();
        int rows = a.dim(r - 2);
        int columns = a.dim(r - 1);
        int k = op.transposeA() ? rows : columns;
        int m = op.transposeA() ? columns : rows;
        int n = b.dim(op.transposeB() ? b.rank() - 2 : b.rank() - 1);
        int batch = a.count(0, r - 2);
        if (b.rank() == 2 && !op.transposeA()) {
            // All rows of a meet the same b: one tall product.
            return new Factors(1, batch * m, n, k, false, op.transposeB(), 0, 0);
        }
        return new Factors(batch, m, n, k, op.transposeA(), op.transposeB(), m * k, k * n);
    }

    /// The product of a layer: rows x by the weight W (out, in), transposed.
    public static Factors linear(Shape x, Shape w) {
        return new Factors(1, x.rows(), w.dim(0), x.last(), false, true, 0, 0);
    }

    public int rowStrideA() {
        return transposeA ? 1 : k;
    }

    public int innerStrideA() {
        return transposeA ? m : 1;
    }

    public int innerStrideB() {
        return transposeB ? 1 : n;
    }

    public int columnStrideB() {
        return transposeB ? k : 1;
    }
}
