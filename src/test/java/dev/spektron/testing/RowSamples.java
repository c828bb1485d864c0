package dev.spektron.testing;

import static dev.spektron.testing.OpSample.any;
import static dev.spektron.testing.OpSample.fixed;
import static dev.spektron.testing.OpSample.given;
import static dev.spektron.testing.OpSample.normal;

import dev.spektron.backend.op.CrossEntropy;
import dev.spektron.backend.op.LayerNorm;
import dev.spektron.backend.op.LogSumExp;
import dev.spektron.backend.op.Normalize;
import dev.spektron.backend.op.Softmax;
import dev.spektron.backend.op.TopKGate;
import dev.spektron.tensor.Shape;
import dev.spektron.testing.OpSample.Numbers;
import java.util.ArrayList;
import java.util.List;

/// Samples of normalisations, softmax and what goes with it.
final class RowSamples {
    private static final float EPS = 1e-5f;

    private RowSamples() {}

    static List<OpSample> all() {
        List<OpSample> out = new ArrayList<>();
        for (int n : PrimitiveSamples.SIZES) {
            out.add(OpSample.of("rows", new Softmax(), normal(3, n)));
            if (n > 0) {
                out.add(OpSample.of("rows", new LogSumExp(), normal(3, n)));
                out.add(OpSample.of("rows", new LayerNorm(true, EPS), normal(3, n), normal(n), normal(n)).results(0));
                out.add(OpSample.of("rows", new LayerNorm(false, EPS), n == 1 ? fixed(Numbers.NORMAL, 3, n) : normal(3, n), normal(n),
                    normal(n)).results(0));
                out.add(OpSample.of("labels", new CrossEntropy(), normal(5, n), given(Shape.of(5), 0, n - 1, -1, n / 2, n / 3)).results(0));
            }
        }
        softmax(out);
        gates(out);
        layers(out);
        axes(out);
        return out;
    }

    private static void softmax(List<OpSample> out) {
        out.add(OpSample.of("many", new Softmax(), normal(7, 31, 33)));
        out.add(OpSample.of("one row", new Softmax(), normal(19)));
        out.add(OpSample.of("ties", new Softmax(), any(Numbers.TIES, 5, 13)));
        out.add(OpSample.of("no rows", new Softmax(), normal(0, 4)));
        out.add(OpSample.of("many", new LogSumExp(), normal(7, 31, 33)));
        out.add(OpSample.of("one row", new LogSumExp(), normal(19)));
        out.add(OpSample.of("no rows", new LogSumExp(), normal(0, 4)));
        out.add(OpSample.of("left out", new CrossEntropy(), normal(4, 13), given(Shape.of(4), -1, -100, -1, -3)).results(0));
        out.add(OpSample.of("ranks", new CrossEntropy(), normal(2, 3, 8), given(Shape.of(2, 3), 0, 1, -1, 7, 3, 2)).results(0));
        out.add(OpSample.of("both", new CrossEntropy(), fixed(Numbers.NORMAL, 3, 17), given(Shape.of(3), 16, 1, -1)).results(0, 1).rough());
    }

    private static void gates(List<OpSample> out) {
        for (int n : new int[] {1, 4, 7, 8, 16, 33}) {
            for (int k : new int[] {1, 2, n / 2, n}) {
                if (k > 0 && k <= n) {
                    out.add(OpSample.of("gates", new TopKGate(k), normal(6, n)));
                    out.add(OpSample.of("ties", new TopKGate(k), any(Numbers.TIES, 6, n)).rough());
                }
            }
        }
        out.add(OpSample.of("ranks", new TopKGate(2), normal(3, 5, 8)));
    }

    private static void layers(List<OpSample> out) {
        for (boolean centre : new boolean[] {true, false}) {
            LayerNorm op = new LayerNorm(centre, EPS);
            out.add(OpSample.of("one row", op, normal(19), normal(19), normal(19)).results(0));
            out.add(OpSample.of("ranks", op, normal(2, 3, 33), normal(33), normal(33)).results(0));
            out.add(OpSample.of("many", op, normal(300, 65), normal(65), normal(65)).results(0));
            out.add(OpSample.of("positive", op, any(Numbers.POSITIVE, 9, 256), normal(256), normal(256)).results(0));
            out.add(OpSample.of("no rows", op, normal(0, 4), normal(4), normal(4)).results(0));
            out.add(OpSample.of("saved", op, fixed(Numbers.NORMAL, 4, 50), fixed(Numbers.NORMAL, 50),
                fixed(Numbers.NORMAL, 50)).rough());
        }
    }

    private static void axes(List<OpSample> out) {
        for (int n : new int[] {1, 7, 16, 129, 700}) {
            out.add(OpSample.of("columns", new Normalize(0, 1, EPS), normal(n, 5)).results(0));
            out.add(OpSample.of("rows", new Normalize(1, 2, EPS), normal(3, n)).results(0));
        }
        for (int inner : new int[] {1, 3, 8, 16, 17, 33, 70, 130}) {
            out.add(OpSample.of("instances", new Normalize(1, 2, EPS), normal(3, 21, inner)).results(0));
        }
        out.add(OpSample.of("batch", new Normalize(0, 2, EPS), normal(4, 13, 7)).results(0));
        out.add(OpSample.of("batch", new Normalize(0, 2, EPS), normal(16, 129, 35)).results(0));
        out.add(OpSample.of("positive", new Normalize(0, 2, EPS), any(Numbers.POSITIVE, 8, 50, 16)).results(0));
        out.add(OpSample.of("all", new Normalize(0, 3, EPS), normal(4, 13, 7)).results(0));
        out.add(OpSample.of("all", new Normalize(0, 1, EPS), normal(9000)).results(0));
        out.add(OpSample.of("leading", new Normalize(0, 1, 0.1f), normal(9, 3, 4)).results(0));
        out.add(OpSample.of("last two", new Normalize(1, 3, EPS), normal(3, 50, 41)).results(0));
        out.add(OpSample.of("none", new Normalize(1, 2, EPS), normal(0, 5, 4)).results(0));
        out.add(OpSample.of("saved", new Normalize(0, 1, EPS), fixed(Numbers.NORMAL, 40, 21)).rough());
    }
}
