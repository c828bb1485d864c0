package dev.spektron.testing;

import static dev.spektron.testing.OpSample.normal;

import dev.spektron.backend.op.DepthwiseConv;
import java.util.ArrayList;
import java.util.List;

/// Samples of the depthwise convolution.
final class DepthwiseSamples {
    private DepthwiseSamples() {}

    static List<OpSample> all() {
        List<OpSample> out = new ArrayList<>();
        // Samples, steps, channels, taps.
        int[][] sizes = {{1, 0, 7, 4}, {0, 7, 7, 4}, {1, 1, 1, 1}, {2, 1, 13, 4}, {2, 3, 16, 4}, {2, 7, 7, 4}, {3, 16, 33, 4},
            {2, 129, 16, 4}, {1, 129, 70, 4}, {1, 2050, 3, 4}, {2, 7, 13, 2}, {2, 13, 33, 3}, {1, 129, 16, 5}, {2, 127, 7, 7},
            {1, 700, 1, 8}};
        for (int[] s : sizes) {
            out.add(sample("causal", new DepthwiseConv(1, s[3] - 1, 0), s));
            out.add(sample("dilated", new DepthwiseConv(3, 3 * (s[3] - 1), 0), s));
        }
        out.add(sample("same", new DepthwiseConv(1, 3, 3), 2, 129, 13, 7));
        out.add(sample("same, dilated", new DepthwiseConv(2, 4, 4), 2, 16, 33, 5));
        out.add(sample("valid", new DepthwiseConv(1, 0, 0), 2, 13, 16, 4));
        out.add(sample("looks ahead", new DepthwiseConv(1, 0, 3), 2, 13, 33, 4));
        out.add(sample("wide paddings", new DepthwiseConv(2, 9, 5), 2, 7, 13, 3));
        out.add(sample("wide paddings", new DepthwiseConv(1, 9, 11), 2, 7, 16, 4));
        out.add(sample("one result", new DepthwiseConv(1, 0, 0), 2, 4, 7, 4));
        out.add(sample("longer than the row", new DepthwiseConv(2, 1, 1), 2, 3, 7, 4));
        return out;
    }

    private static OpSample sample(String name, DepthwiseConv op, int... s) {
        return OpSample.of(name, op, normal(s[0], s[1], s[2]), normal(s[2], s[3]), normal(s[2]));
    }
}
