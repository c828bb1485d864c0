package dev.spektron.backend.vector;

import dev.spektron.backend.cpu.Bound.Ref;
import dev.spektron.backend.cpu.Task;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// Products C = A B^T of few rows or few columns as inner products: both factors are read along the sum, where their numbers lie next to
/// one another, so nothing is packed.
final class GemmDots {
    private static final VectorSpecies<Float> F = Lanes.F;
    private static final int N = Lanes.N;
    /// Multiplications of a part.
    private static final int WORK = 1 << 19;
    /// Terms that are added up before they join the total: two short sums lose less than one long one.
    private static final int DEEP = 256 * N;

    /// Lanes change places with those so far away.
    private static final VectorShuffle<Float> HALF = VectorShuffle.fromOp(F, i -> i ^ N / 2);
    private static final VectorShuffle<Float> QUARTER = VectorShuffle.fromOp(F, i -> i ^ N / 4);
    private static final VectorShuffle<Float> EIGHTH = VectorShuffle.fromOp(F, i -> i ^ N / 8);
    private static final VectorShuffle<Float> SIXTEENTH = VectorShuffle.fromOp(F, i -> i ^ N / 16);
    private static final VectorMask<Float> UPPER_HALF = lanes(N / 2);
    private static final VectorMask<Float> ODD_QUARTERS = lanes(N / 4);

    private GemmDots() {}

    /// The lanes whose number has this bit.
    private static VectorMask<Float> lanes(int bit) {
        boolean[] set = new boolean[N];
        for (int i = 0; i < N; i++) {
            set[i] = (i & bit) != 0;
        }
        return VectorMask.fromArray(F, set, 0);
    }

    /// True if inner products are faster than blocks: with few rows packing does not pay, few columns fill no vector. Short sums lose more
    /// by adding up their lanes.
    static boolean suit(int m, int n, int k) {
        return Math.min(m, n) <= 8 || m <= 16 && k >= 128;
    }

    /// How the longer of both factors is cut: strips of `grain` rows, `strips` of them; a part has `group` strips.
    private record Strips(int lines, int grain, int strips, int group) {
        static Strips of(int batch, int m, int n, int k) {
            int lines = Math.max(m, n);
            long each = Math.max(1, (long) Math.min(m, n) * k);
            int grain = Math.clamp(WORK / each / 4, 1, 1 + lines / 4) * 4;
            int group = Math.clamp(WORK / Math.max(1, each * lines), 1, Math.max(1, batch));
            return new Strips(lines, grain, GemmBlocks.parts(lines, grain), group);
        }

        int parts(int batch) {
            return GemmBlocks.parts(batch * strips, group);
        }
    }

    /// Elements of scratch: a vector for each part.
    static int scratch(int batch, int m, int n, int k) {
        return Strips.of(batch, m, n, k).parts(batch) * N;
    }

    /// Products of factors with rows of k numbers.
    ///
    /// @param batchB distance of the right factors, 0 if there is one for all
    static Task task(int batch, int m, int n, int k, Ref a, Ref b, int batchB, Gemm.Target target, Ref scratch) {
        Strips cut = Strips.of(batch, m, n, k);
        return Task.range(batch * cut.strips, cut.group, (first, last, worker) -> {
            int pad = scratch.at() + first / cut.group * N;
            for (int i = first; i < last; i++) {
                int product = i / cut.strips;
                int from = i % cut.strips * cut.grain;
                int to = Math.min(cut.lines, from + cut.grain);
                int at = a.at() + product * m * k;
                int bt = b.at() + product * batchB;
                int c = target.at() + product * target.batchStride();
                int top = m >= n ? from : 0;
                int bottom = m >= n ? to : m;
                int left = m >= n ? 0 : from;
                int right = m >= n ? n : to;
                int p = 0;
                do {
                    int terms = Math.min(DEEP, k - p);
                    block(top, bottom, left, right, terms, k, a.data(), at + p, b.data(), bt + p, p > 0, target.c(), c, target.stride());
                    p += terms;
                } while (p < k);
                finish(top, bottom, left, right, target, c, scratch.data(), pad);
            }
        });
    }

    /// `terms` terms of the rows from `top` to `bottom` by the columns from `left` to `right`; rows of the factors are k apart.
    private static void block(int top, int bottom, int left, int right, int terms, int k, float[] a, int ao, float[] b, int bo, boolean add,
        float[] c, int co, int ldc) {
        int pairs = top + (bottom - top) / 2 * 2;
        int fours = left + (right - left) / 4 * 4;
        for (int i = top; i < pairs; i += 2) {
            for (int j = left; j < fours; j += 4) {
                twoByFour(terms, k, a, ao + i * k, b, bo + j * k, add, c, co + i * ldc + j, ldc);
            }
        }
        for (int j = left; j < fours && pairs < bottom; j += 4) {
            oneByFour(terms, k, a, ao + pairs * k, b, bo + j * k, add, c, co + pairs * ldc + j, 1);
        }
        int rows = top + (bottom - top) / 4 * 4;
        for (int j = fours; j < right; j++) {
            for (int i = top; i < rows; i += 4) {
                oneByFour(terms, k, b, bo + j * k, a, ao + i * k, add, c, co + i * ldc + j, ldc);
            }
            for (int i = rows; i < bottom; i++) {
                one(terms, a, ao + i * k, b, bo + j * k, add, c, co + i * ldc + j);
            }
        }
    }

    private static void finish(int top, int bottom, int left, int right, Gemm.Target target, int c, float[] pad,
        int po) {
        for (int i = top; i < bottom; i++) {
            int at = c + i * target.stride() + left;
            if (target.bias() != null) {
                float[] bias = target.bias().data();
                int bo = target.bias().at() + left;
                for (int j = 0; j < right - left; j++) {
                    target.c()[at + j] += bias[bo + j];
                }
            }
            if (target.finish() != null) {
                target.finish().run(at, right - left, pad, po);
            }
        }
    }

    /// c[i, j] = sum_p a[i, p] b[j, p] over n terms for two rows of a and four of b, added to what is there if `add`; rows are k apart,
    /// those of c `ldc`. Eight sums keep the multipliers busy; with sixteen C2 gives up on inlining before it comes to the end of adding
    /// up their lanes.
    private static void twoByFour(int n, int k, float[] a, int ao, float[] b, int bo, boolean add, float[] c, int co, int ldc) {
        FloatVector zero = FloatVector.zero(F);
        FloatVector s00 = zero, s01 = zero, s02 = zero, s03 = zero;
        FloatVector s10 = zero, s11 = zero, s12 = zero, s13 = zero;
        int a1 = ao + k;
        int b1 = bo + k;
        int b2 = b1 + k;
        int b3 = b2 + k;
        int whole = F.loopBound(n);
        for (int p = 0; p < whole; p += N) {
            FloatVector x0 = FloatVector.fromArray(F, a, ao + p);
            FloatVector x1 = FloatVector.fromArray(F, a, a1 + p);
            FloatVector y = FloatVector.fromArray(F, b, bo + p);
            s00 = x0.fma(y, s00);
            s10 = x1.fma(y, s10);
            y = FloatVector.fromArray(F, b, b1 + p);
            s01 = x0.fma(y, s01);
            s11 = x1.fma(y, s11);
            y = FloatVector.fromArray(F, b, b2 + p);
            s02 = x0.fma(y, s02);
            s12 = x1.fma(y, s12);
            y = FloatVector.fromArray(F, b, b3 + p);
            s03 = x0.fma(y, s03);
            s13 = x1.fma(y, s13);
        }
        s00 = s00.blend(s01, UPPER_HALF).add(s01.blend(s00, UPPER_HALF).rearrange(HALF));
        s02 = s02.blend(s03, UPPER_HALF).add(s03.blend(s02, UPPER_HALF).rearrange(HALF));
        s00 = s00.blend(s02, ODD_QUARTERS).add(s02.blend(s00, ODD_QUARTERS).rearrange(QUARTER));
        if (N >= 8) {
            s00 = s00.add(s00.rearrange(EIGHTH));
        }
        if (N >= 16) {
            s00 = s00.add(s00.rearrange(SIXTEENTH));
        }
        c[co] = s00.lane(0) + (add ? c[co] : 0);
        c[co + 1] = s00.lane(N / 2) + (add ? c[co + 1] : 0);
        c[co + 2] = s00.lane(N / 4) + (add ? c[co + 2] : 0);
        c[co + 3] = s00.lane(3 * N / 4) + (add ? c[co + 3] : 0);
        s10 = s10.blend(s11, UPPER_HALF).add(s11.blend(s10, UPPER_HALF).rearrange(HALF));
        s12 = s12.blend(s13, UPPER_HALF).add(s13.blend(s12, UPPER_HALF).rearrange(HALF));
        s10 = s10.blend(s12, ODD_QUARTERS).add(s12.blend(s10, ODD_QUARTERS).rearrange(QUARTER));
        if (N >= 8) {
            s10 = s10.add(s10.rearrange(EIGHTH));
        }
        if (N >= 16) {
            s10 = s10.add(s10.rearrange(SIXTEENTH));
        }
        c[co + ldc] = s10.lane(0) + (add ? c[co + ldc] : 0);
        c[co + ldc + 1] = s10.lane(N / 2) + (add ? c[co + ldc + 1] : 0);
        c[co + ldc + 2] = s10.lane(N / 4) + (add ? c[co + ldc + 2] : 0);
        c[co + ldc + 3] = s10.lane(3 * N / 4) + (add ? c[co + ldc + 3] : 0);
        if (whole < n) {
            addRest(2, 4, whole, n, k, a, ao, b, bo, c, co, ldc, 1);
        }
    }

    /// One row of a by four of b; the results are `sc` apart.
    private static void oneByFour(int n, int k, float[] a, int ao, float[] b, int bo, boolean add, float[] c, int co, int sc) {
        FloatVector zero = FloatVector.zero(F);
        FloatVector s0 = zero, s1 = zero, s2 = zero, s3 = zero;
        int b1 = bo + k;
        int b2 = b1 + k;
        int b3 = b2 + k;
        int whole = F.loopBound(n);
        for (int p = 0; p < whole; p += N) {
            FloatVector x = FloatVector.fromArray(F, a, ao + p);
            s0 = x.fma(FloatVector.fromArray(F, b, bo + p), s0);
            s1 = x.fma(FloatVector.fromArray(F, b, b1 + p), s1);
            s2 = x.fma(FloatVector.fromArray(F, b, b2 + p), s2);
            s3 = x.fma(FloatVector.fromArray(F, b, b3 + p), s3);
        }
        s0 = s0.blend(s1, UPPER_HALF).add(s1.blend(s0, UPPER_HALF).rearrange(HALF));
        s2 = s2.blend(s3, UPPER_HALF).add(s3.blend(s2, UPPER_HALF).rearrange(HALF));
        s0 = s0.blend(s2, ODD_QUARTERS).add(s2.blend(s0, ODD_QUARTERS).rearrange(QUARTER));
        if (N >= 8) {
            s0 = s0.add(s0.rearrange(EIGHTH));
        }
        if (N >= 16) {
            s0 = s0.add(s0.rearrange(SIXTEENTH));
        }
        c[co] = s0.lane(0) + (add ? c[co] : 0);
        c[co + sc] = s0.lane(N / 2) + (add ? c[co + sc] : 0);
        c[co + 2 * sc] = s0.lane(N / 4) + (add ? c[co + 2 * sc] : 0);
        c[co + 3 * sc] = s0.lane(3 * N / 4) + (add ? c[co + 3 * sc] : 0);
        if (whole < n) {
            addRest(1, 4, whole, n, k, a, ao, b, bo, c, co, 0, sc);
        }
    }

    private static void one(int n, float[] a, int ao, float[] b, int bo, boolean add, float[] c, int co) {
        FloatVector s0 = FloatVector.zero(F);
        FloatVector s1 = s0;
        int whole = F.loopBound(n);
        int pairs = whole / (2 * N) * 2 * N;
        for (int p = 0; p < pairs; p += 2 * N) {
            s0 = FloatVector.fromArray(F, a, ao + p).fma(FloatVector.fromArray(F, b, bo + p), s0);
            s1 = FloatVector.fromArray(F, a, ao + p + N).fma(FloatVector.fromArray(F, b, bo + p + N), s1);
        }
        if (pairs < whole) {
            s0 = FloatVector.fromArray(F, a, ao + pairs).fma(FloatVector.fromArray(F, b, bo + pairs), s0);
        }
        s0 = s0.add(s1);
        s0 = s0.add(s0.rearrange(HALF));
        s0 = s0.add(s0.rearrange(QUARTER));
        if (N >= 8) {
            s0 = s0.add(s0.rearrange(EIGHTH));
        }
        if (N >= 16) {
            s0 = s0.add(s0.rearrange(SIXTEENTH));
        }
        c[co] = s0.lane(0) + (add ? c[co] : 0);
        if (whole < n) {
            addRest(1, 1, whole, n, 0, a, ao, b, bo, c, co, 0, 0);
        }
    }

    /// Adds the terms from `from` to `to`, which fill no vector; c[i, j] stands at co + i si + j sj.
    private static void addRest(int rows, int columns, int from, int to, int k, float[] a, int ao, float[] b, int bo, float[] c, int co,
        int si, int sj) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                float sum = 0;
                for (int p = from; p < to; p++) {
                    sum += a[ao + i * k + p] * b[bo + j * k + p];
                }
                c[co + i * si + j * sj] += sum;
            }
        }
    }
}
