package dev.spektron.backend;

import dev.spektron.backend.op.Op;
import dev.spektron.backend.op.Primitive;
import dev.spektron.backend.scalar.ScalarBackend;
import dev.spektron.backend.vector.VectorBackend;
import dev.spektron.testing.GoldenCheck;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Sums, maxima, moves, selections, medians and products against PyTorch and NumPy.
class PrimitivesGoldenTest {
    private static Map<String, Op> cases() {
        Map<String, Op> c = new TreeMap<>();
        c.put("sum_all", new Primitive.Sum(0, 3));
        c.put("sum_rows", new Primitive.Sum(1, 2));
        c.put("sum_columns", new Primitive.Sum(0, 1));
        c.put("sum_middle", new Primitive.Sum(1, 3));
        c.put("max_rows", new Primitive.Max(1, 2));
        c.put("max_columns", new Primitive.Max(0, 1));
        c.put("max_middle", new Primitive.Max(1, 3));
        c.put("transpose", new Primitive.Permute(List.of(1, 0)));
        c.put("heads", new Primitive.Permute(List.of(0, 2, 1, 3)));
        c.put("backwards", new Primitive.Permute(List.of(3, 2, 1, 0)));
        c.put("slice", new Primitive.Slice(1, 1, 6, 2));
        c.put("place", new Primitive.Place(1, 3, 1, 14));
        c.put("concat", new Primitive.Concat(1));
        List<Integer> patches = new ArrayList<>();
        for (int k = 0; k < 5; k++) {
            patches.addAll(Primitive.indices(4 * k, 8));
        }
        c.put("take_reverse", new Primitive.Take(1, Primitive.indices(0, 13).reversed()));
        c.put("take_patches", new Primitive.Take(1, patches));
        c.put("put_patches", new Primitive.PutAdd(1, patches, 24));
        c.put("put_rows", new Primitive.PutAdd(0, List.of(2, 0, 2, 4, 2), 6));
        c.put("gather", new Primitive.Gather());
        c.put("scatter", new Primitive.ScatterAdd(4));
        for (String name : List.of("odd", "even", "ties", "two")) {
            c.put("median_" + name, new Primitive.Median());
        }
        c.put("matmul", new Primitive.MatMul(false, false));
        c.put("matmul_right", new Primitive.MatMul(false, true));
        c.put("matmul_left", new Primitive.MatMul(true, false));
        c.put("matmul_both", new Primitive.MatMul(true, true));
        c.put("matmul_batched", new Primitive.MatMul(false, true));
        c.put("matmul_shared", new Primitive.MatMul(false, false));
        return c;
    }

    @Test
    void scalarEqualsPyTorch() throws IOException {
        try (Backend b = new ScalarBackend(1)) {
            GoldenCheck.check("primitives", cases(), b);
        }
    }

    @Test
    void vectorEqualsPyTorch() throws IOException {
        try (Backend b = new VectorBackend(2)) {
            GoldenCheck.check("primitives", cases(), b);
        }
    }
}
