package dev.spektron.testing;

import static dev.spektron.testing.OpSample.normal;

import dev.spektron.backend.op.Conv1d;
import dev.spektron.backend.op.Linear;
import dev.spektron.backend.op.Linear.Activation;
import dev.spektron.backend.op.Primitive;
import java.util.ArrayList;
import java.util.List;

/// Samples of layers, convolutions and matrix products.
final class DenseSamples {
    private DenseSamples() {}

    static List<OpSample> all() {
        List<OpSample> out = new ArrayList<>();
        for (Activation f : Activation.values()) {
            for (boolean bias : new boolean[] {true, false}) {
                out.add(linear("row", f, bias, 9, 13, 16));
                out.add(linear("matrix", f, bias, 9, 7, 70, 33));
                out.add(linear("tokens", f, bias, 40, 3, 7, 129));
            }
        }
        int[][] sizes = {{1, 1, 1}, {0, 8, 7}, {8, 0, 7}, {8, 7, 0}, {1, 129, 700}, {16, 16, 127}, {129, 1, 13}, {700, 8, 16},
            {13, 2050, 2}, {2, 2048, 40}, {127, 127, 127}, {60, 48, 513}, {300, 80, 1030}, {33, 700, 8}};
        for (int[] s : sizes) {
            out.add(linear("sizes", Activation.NONE, true, s[1], s[0], s[2]));
            out.add(linear("sizes", Activation.SILU, false, s[1], s[0], s[2]));
        }
        products(out);
        convolutions(out);
        return out;
    }

    /// x of the given extents, `outputs` outputs.
    private static OpSample linear(String name, Activation f, boolean bias, int outputs, int... x) {
        int in = x[x.length - 1];
        Linear op = new Linear(f, bias);
        return bias ? OpSample.of(name, op, normal(x), normal(outputs, in), normal(outputs))
            : OpSample.of(name, op, normal(x), normal(outputs, in));
    }

    /// Products that are cut up in every way: few rows, few columns, long sums, batches of small and of large ones.
    private static void products(List<OpSample> out) {
        int[][] shapes = {{1, 300, 40}, {5, 64, 48}, {40, 1100, 8}, {200, 33, 5}, {100, 48, 300}, {300, 520, 33}, {20, 16, 1500}};
        for (int[] s : shapes) {
            for (int q = 0; q < 4; q++) {
                Primitive op = new Primitive.MatMul((q & 1) != 0, (q & 2) != 0);
                out.add(OpSample.of("blocks", op, (q & 1) != 0 ? normal(s[1], s[0]) : normal(s[0], s[1]),
                    (q & 2) != 0 ? normal(s[2], s[1]) : normal(s[1], s[2])));
            }
        }
        for (int q = 0; q < 4; q++) {
            Primitive op = new Primitive.MatMul((q & 1) != 0, (q & 2) != 0);
            out.add(OpSample.of("many", op, normal(70, 17, 17), normal(70, 17, 17)));
            out.add(OpSample.of("large", op, normal(3, 66, 66), normal(3, 66, 66)));
        }
    }

    private static void convolutions(List<OpSample> out) {
        for (boolean bias : new boolean[] {true, false}) {
            out.add(conv("raw", new Conv1d(1, 1, 7, 7, bias), 2, 70, 1, 16, 15));
            out.add(conv("patches", new Conv1d(16, 1, 0, 0, bias), 2, 130, 1, 13, 32));
            out.add(conv("same", new Conv1d(1, 1, 3, 3, bias), 2, 33, 17, 20, 7));
        }
        out.add(conv("pointwise", new Conv1d(1, 1, 0, 0, true), 2, 13, 8, 7, 1));
        out.add(conv("dilated", new Conv1d(1, 2, 6, 6, true), 2, 29, 16, 7, 7));
        out.add(conv("dilated", new Conv1d(1, 4, 12, 12, true), 1, 40, 18, 40, 7));
        out.add(conv("causal", new Conv1d(1, 3, 9, 0, true), 2, 20, 5, 8, 4));
        out.add(conv("strided", new Conv1d(2, 1, 1, 2, true), 2, 30, 16, 8, 4));
        out.add(conv("strided and dilated", new Conv1d(3, 2, 4, 1, true), 2, 31, 17, 8, 5));
        out.add(conv("common divisor", new Conv1d(4, 2, 3, 3, true), 2, 41, 16, 8, 6));
        out.add(conv("common divisor", new Conv1d(4, 2, 3, 3, false), 2, 41, 3, 8, 6));
        out.add(conv("gaps", new Conv1d(5, 1, 0, 0, true), 2, 33, 16, 8, 2));
        out.add(conv("gaps", new Conv1d(5, 1, 0, 0, true), 2, 33, 2, 8, 2));
        out.add(conv("unequal ends", new Conv1d(1, 1, 0, 5, true), 2, 12, 3, 8, 5));
        out.add(conv("more than the input", new Conv1d(1, 1, 9, 9, true), 2, 4, 16, 8, 5));
        out.add(conv("one window", new Conv1d(1, 1, 0, 0, true), 2, 16, 4, 8, 16));
        out.add(conv("no window", new Conv1d(1, 1, 0, 0, true), 2, 3, 16, 8, 5));
        out.add(conv("no window", new Conv1d(2, 1, 0, 0, true), 2, 3, 2, 8, 5));
        out.add(conv("no member", new Conv1d(1, 1, 2, 2, true), 0, 9, 4, 8, 5));
        out.add(conv("no channel", new Conv1d(1, 1, 2, 2, true), 2, 9, 0, 8, 5));
        out.add(conv("no output", new Conv1d(1, 1, 2, 2, false), 2, 9, 4, 0, 5));
        out.add(conv("long", new Conv1d(1, 1, 2, 2, true), 3, 700, 2, 7, 5));
        out.add(conv("wide", new Conv1d(1, 1, 1, 1, true), 2, 65, 40, 129, 3));
    }

    /// x (batch, length, channels), weight (outputs, kernel, channels).
    private static OpSample conv(String name, Conv1d op, int batch, int length, int channels, int outputs, int kernel) {
        return op.bias() ? OpSample.of(name, op, normal(batch, length, channels), normal(outputs, kernel, channels), normal(outputs))
            : OpSample.of(name, op, normal(batch, length, channels), normal(outputs, kernel, channels));
    }
}
