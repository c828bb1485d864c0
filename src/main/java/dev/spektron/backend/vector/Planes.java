package dev.spektron.backend.vector;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/// Copies between rows of channels, (steps, channels), and planes of one vector of channels each, (blocks, steps, [Lanes#N]).
///
/// A scan runs through time with one vector of channels at a time. In rows, its steps lie a row apart: they fall into few sets of the
/// first-level cache and into a page each. Copied in groups of neighbouring blocks they are read and written in whole stretches.
///
/// Kernels with many vectors call methods of the Vector API only and no helpers of their own: C2 stops inlining those once a method has
/// grown to 18,000 nodes, some 30 vector operations, and every vector would then be an object on the heap.
final class Planes {
    /// Blocks that are copied together: 256 bytes of a row.
    static final int GROUP = 64 / Lanes.N;

    private Planes() {}

    /// Rows to planes; lanes behind the last channel are 0.
    ///
    /// @param from  first element in x, `stride` elements from one row to the next
    /// @param width channels
    /// @param to    first plane in w, `plane` elements from one plane to the next
    static void pack(float[] x, int from, int stride, int width, float[] w, int to, int plane, int steps) {
        int whole = width / Lanes.N;
        for (int t = 0; t < steps; t++) {
            for (int k = 0; k < whole; k++) {
                FloatVector.fromArray(Lanes.F, x, from + t * stride + k * Lanes.N).intoArray(w, to + k * plane + t * Lanes.N);
            }
        }
        if (whole * Lanes.N < width) {
            VectorMask<Float> rest = Lanes.F.indexInRange(whole * Lanes.N, width);
            for (int t = 0; t < steps; t++) {
                FloatVector.fromArray(Lanes.F, x, from + t * stride + whole * Lanes.N, rest).intoArray(w, to + whole * plane + t * Lanes.N);
            }
        }
    }

    /// Planes to rows.
    static void unpack(float[] w, int from, int plane, float[] x, int to, int stride, int width, int steps) {
        int whole = width / Lanes.N;
        for (int t = 0; t < steps; t++) {
            for (int k = 0; k < whole; k++) {
                FloatVector.fromArray(Lanes.F, w, from + k * plane + t * Lanes.N).intoArray(x, to + t * stride + k * Lanes.N);
            }
        }
        if (whole * Lanes.N < width) {
            VectorMask<Float> rest = Lanes.F.indexInRange(whole * Lanes.N, width);
            for (int t = 0; t < steps; t++) {
                FloatVector.fromArray(Lanes.F, w, from + whole * plane + t * Lanes.N).intoArray(x, to + t * stride + whole * Lanes.N, rest);
            }
        }
    }

    /// (rows, columns) to (columns, `padded` rows); the pad is not written.
    static void transpose(float[] x, int from, int rows, int columns, float[] w, int to, int padded) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                w[to + j * padded + i] = x[from + i * columns + j];
            }
        }
    }

    static void fill(float[] w, int from, int n, float value) {
        Arrays.fill(w, from, from + n, value);
    }

    /// The sum of the lanes of a vector in memory, always in the same order.
    static float lanes(float[] w, int at) {
        float even = 0;
        float odd = 0;
        for (int k = at; k < at + Lanes.N; k += 2) {
            even += w[k];
            odd += w[k + 1];
        }
        return even + odd;
    }

    /// The sum of `count` numbers `stride` elements apart, in blocks, so that many of them lose little.
    static float sum(float[] w, int at, int stride, int count) {
        float total = 0;
        for (int from = 0; from < count; from += 64) {
            float part = 0;
            for (int i = from; i < Math.min(count, from + 64); i++) {
                part += w[at + i * stride];
            }
            total += part;
        }
        return total;
    }
}
