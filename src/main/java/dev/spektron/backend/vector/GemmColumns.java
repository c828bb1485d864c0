package dev.spektron.backend.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Products of panels whose columns lie one after another, as rows of a transposed matrix do; column p begins at ao + p lda.
///
/// Each method computes h rows and v vectors of columns: c[r, j] = z[j] + sum_p a[p, r] b[p, j], added to what is there if `add`. Row p
/// of b begins at bo + p ldb, row r of c at co + r ldc. The sums stay in registers; per p there are v loads of b and h spread numbers of a
/// for h v multiplications. Written by `make_gemm_kernels.py`.
final class GemmColumns {
    private static final VectorSpecies<Float> F = Lanes.F;
    private static final int N = Lanes.N;

    private GemmColumns() {}

    /// The block of `height` rows and `vectors` vectors of columns.
    static void block(int height, int vectors, int k, float[] a, int ao, int lda, float[] b, int bo, int ldb, float[] z, int zo,
        boolean add, float[] c, int co, int ldc) {
        switch (4 * height + vectors) {
            case 5 -> block1x1(k, a, ao, lda, b, bo, ldb, z, zo, add, c, co, ldc);
            case 6 -> block1x2(k, a, ao, lda, b, bo, ldb, z, zo, add, c, co, ldc);
            case 7 -> block1x3(k, a, ao, lda, b, bo, ldb, z, zo, add, c, co, ldc);
            case 9 -> block2x1(k, a, ao, lda, b, bo, ldb, z, zo, add, c, co, ldc);
            case 10 -> block2x2(k, a, ao, lda, b, bo, ldb, z, zo, add, c, co, ldc);
            case 11 -> block2x3(k, a, ao, lda, b, bo, ldb, z, zo, add, c, co, ldc);
            case 13 -> block3x1(k, a, ao, lda, b, bo, ldb, z, zo, add, c, co, ldc);
            case 14 -> block3x2(k, a, ao, lda, b, bo, ldb, z, zo, add, c, co, ldc);
            case 15 -> block3x3(k, a, ao, lda, b, bo, ldb, z, zo, add, c, co, ldc);
            case 17 -> block4x1(k, a, ao, lda, b, bo, ldb, z, zo, add, c, co, ldc);
            case 18 -> block4x2(k, a, ao, lda, b, bo, ldb, z, zo, add, c, co, ldc);
            case 19 -> block4x3(k, a, ao, lda, b, bo, ldb, z, zo, add, c, co, ldc);
            case 29 -> block7x1(k, a, ao, lda, b, bo, ldb, z, zo, add, c, co, ldc);
            case 30 -> block7x2(k, a, ao, lda, b, bo, ldb, z, zo, add, c, co, ldc);
            case 31 -> block7x3(k, a, ao, lda, b, bo, ldb, z, zo, add, c, co, ldc);
            case 33 -> block8x1(k, a, ao, lda, b, bo, ldb, z, zo, add, c, co, ldc);
            case 34 -> block8x2(k, a, ao, lda, b, bo, ldb, z, zo, add, c, co, ldc);
            case 37 -> block9x1(k, a, ao, lda, b, bo, ldb, z, zo, add, c, co, ldc);
            case 38 -> block9x2(k, a, ao, lda, b, bo, ldb, z, zo, add, c, co, ldc);
            default -> throw new IllegalArgumentException("no block of " + height + " by " + vectors);
        }
    }

    private static void block1x1(int k, float[] a, int ao, int lda, float[] b, int bo, int ldb, float[] z, int zo, boolean add,
        float[] c, int co, int ldc) {
        FloatVector z0 = FloatVector.fromArray(F, z, zo);
        FloatVector s00 = z0;
        for (int p = 0; p < k; p++) {
            FloatVector b0 = FloatVector.fromArray(F, b, bo);
            FloatVector a0 = FloatVector.broadcast(F, a[ao]);
            s00 = a0.fma(b0, s00);
            ao += lda;
            bo += ldb;
        }
        if (add) {
            s00 = s00.add(FloatVector.fromArray(F, c, co));
        }
        s00.intoArray(c, co);
    }

    private static void block1x2(int k, float[] a, int ao, int lda, float[] b, int bo, int ldb, float[] z, int zo, boolean add,
        float[] c, int co, int ldc) {
        FloatVector z0 = FloatVector.fromArray(F, z, zo);
        FloatVector z1 = FloatVector.fromArray(F, z, zo + N);
        FloatVector s00 = z0, s01 = z1;
        for (int p = 0; p < k; p++) {
            FloatVector b0 = FloatVector.fromArray(F, b, bo);
            FloatVector b1 = FloatVector.fromArray(F, b, bo + N);
            FloatVector a0 = FloatVector.broadcast(F, a[ao]);
            s00 = a0.fma(b0, s00);
            s01 = a0.fma(b1, s01);
            ao += lda;
            bo += ldb;
        }
        if (add) {
            s00 = s00.add(FloatVector.fromArray(F, c, co));
            s01 = s01.add(FloatVector.fromArray(F, c, co + N));
        }
        s00.intoArray(c, co);
        s01.intoArray(c, co + N);
    }

    private static void block1x3(int k, float[] a, int ao, int lda, float[] b, int bo, int ldb, float[] z, int zo, boolean add,
        float[] c, int co, int ldc) {
        FloatVector z0 = FloatVector.fromArray(F, z, zo);
        FloatVector z1 = FloatVector.fromArray(F, z, zo + N);
        FloatVector z2 = FloatVector.fromArray(F, z, zo + 2 * N);
        FloatVector s00 = z0, s01 = z1, s02 = z2;
        for (int p = 0; p < k; p++) {
            FloatVector b0 = FloatVector.fromArray(F, b, bo);
            FloatVector b1 = FloatVector.fromArray(F, b, bo + N);
            FloatVector b2 = FloatVector.fromArray(F, b, bo + 2 * N);
            FloatVector a0 = FloatVector.broadcast(F, a[ao]);
            s00 = a0.fma(b0, s00);
            s01 = a0.fma(b1, s01);
            s02 = a0.fma(b2, s02);
            ao += lda;
            bo += ldb;
        }
        if (add) {
            s00 = s00.add(FloatVector.fromArray(F, c, co));
            s01 = s01.add(FloatVector.fromArray(F, c, co + N));
            s02 = s02.add(FloatVector.fromArray(F, c, co + 2 * N));
        }
        s00.intoArray(c, co);
        s01.intoArray(c, co + N);
        s02.intoArray(c, co + 2 * N);
    }

    private static void block2x1(int k, float[] a, int ao, int lda, float[] b, int bo, int ldb, float[] z, int zo, boolean add,
        float[] c, int co, int ldc) {
        FloatVector z0 = FloatVector.fromArray(F, z, zo);
        FloatVector s00 = z0;
        FloatVector s10 = z0;
        for (int p = 0; p < k; p++) {
            FloatVector b0 = FloatVector.fromArray(F, b, bo);
            FloatVector a0 = FloatVector.broadcast(F, a[ao]);
            s00 = a0.fma(b0, s00);
            FloatVector a1 = FloatVector.broadcast(F, a[ao + 1]);
            s10 = a1.fma(b0, s10);
            ao += lda;
            bo += ldb;
        }
        if (add) {
            s00 = s00.add(FloatVector.fromArray(F, c, co));
            s10 = s10.add(FloatVector.fromArray(F, c, co + ldc));
        }
        s00.intoArray(c, co);
        s10.intoArray(c, co + ldc);
    }

    private static void block2x2(int k, float[] a, int ao, int lda, float[] b, int bo, int ldb, float[] z, int zo, boolean add,
        float[] c, int co, int ldc) {
        FloatVector z0 = FloatVector.fromArray(F, z, zo);
        FloatVector z1 = FloatVector.fromArray(F, z, zo + N);
        FloatVector s00 = z0, s01 = z1;
        FloatVector s10 = z0, s11 = z1;
        for (int p = 0; p < k; p++) {
            FloatVector b0 = FloatVector.fromArray(F, b, bo);
            FloatVector b1 = FloatVector.fromArray(F, b, bo + N);
            FloatVector a0 = FloatVector.broadcast(F, a[ao]);
            s00 = a0.fma(b0, s00);
            s01 = a0.fma(b1, s01);
            FloatVector a1 = FloatVector.broadcast(F, a[ao + 1]);
            s10 = a1.fma(b0, s10);
            s11 = a1.fma(b1, s11);
            ao += lda;
            bo += ldb;
        }
        if (add) {
            s00 = s00.add(FloatVector.fromArray(F, c, co));
            s01 = s01.add(FloatVector.fromArray(F, c, co + N));
            s10 = s10.add(FloatVector.fromArray(F, c, co + ldc));
            s11 = s11.add(FloatVector.fromArray(F, c, co + ldc + N));
        }
        s00.intoArray(c, co);
        s01.intoArray(c, co + N);
        s10.intoArray(c, co + ldc);
        s11.intoArray(c, co + ldc + N);
    }

    private static void block2x3(int k, float[] a, int ao, int lda, float[] b, int bo, int ldb, float[] z, int zo, boolean add,
        float[] c, int co, int ldc) {
        FloatVector z0 = FloatVector.fromArray(F, z, zo);
        FloatVector z1 = FloatVector.fromArray(F, z, zo + N);
        FloatVector z2 = FloatVector.fromArray(F, z, zo + 2 * N);
        FloatVector s00 = z0, s01 = z1, s02 = z2;
        FloatVector s10 = z0, s11 = z1, s12 = z2;
        for (int p = 0; p < k; p++) {
            FloatVector b0 = FloatVector.fromArray(F, b, bo);
            FloatVector b1 = FloatVector.fromArray(F, b, bo + N);
            FloatVector b2 = FloatVector.fromArray(F, b, bo + 2 * N);
            FloatVector a0 = FloatVector.broadcast(F, a[ao]);
            s00 = a0.fma(b0, s00);
            s01 = a0.fma(b1, s01);
            s02 = a0.fma(b2, s02);
            FloatVector a1 = FloatVector.broadcast(F, a[ao + 1]);
            s10 = a1.fma(b0, s10);
            s11 = a1.fma(b1, s11);
            s12 = a1.fma(b2, s12);
            ao += lda;
            bo += ldb;
        }
        if (add) {
            s00 = s00.add(FloatVector.fromArray(F, c, co));
            s01 = s01.add(FloatVector.fromArray(F, c, co + N));
            s02 = s02.add(FloatVector.fromArray(F, c, co + 2 * N));
            s10 = s10.add(FloatVector.fromArray(F, c, co + ldc));
            s11 = s11.add(FloatVector.fromArray(F, c, co + ldc + N));
            s12 = s12.add(FloatVector.fromArray(F, c, co + ldc + 2 * N));
        }
        s00.intoArray(c, co);
        s01.intoArray(c, co + N);
        s02.intoArray(c, co + 2 * N);
        s10.intoArray(c, co + ldc);
        s11.intoArray(c, co + ldc + N);
        s12.intoArray(c, co + ldc + 2 * N);
    }

    private static void block3x1(int k, float[] a, int ao, int lda, float[] b, int bo, int ldb, float[] z, int zo, boolean add,
        float[] c, int co, int ldc) {
        FloatVector z0 = FloatVector.fromArray(F, z, zo);
        FloatVector s00 = z0;
        FloatVector s10 = z0;
        FloatVector s20 = z0;
        for (int p = 0; p < k; p++) {
            FloatVector b0 = FloatVector.fromArray(F, b, bo);
            FloatVector a0 = FloatVector.broadcast(F, a[ao]);
            s00 = a0.fma(b0, s00);
            FloatVector a1 = FloatVector.broadcast(F, a[ao + 1]);
            s10 = a1.fma(b0, s10);
            FloatVector a2 = FloatVector.broadcast(F, a[ao + 2]);
            s20 = a2.fma(b0, s20);
            ao += lda;
            bo += ldb;
        }
        if (add) {
            s00 = s00.add(FloatVector.fromArray(F, c, co));
            s10 = s10.add(FloatVector.fromArray(F, c, co + ldc));
            s20 = s20.add(FloatVector.fromArray(F, c, co + 2 * ldc));
        }
        s00.intoArray(c, co);
        s10.intoArray(c, co + ldc);
        s20.intoArray(c, co + 2 * ldc);
    }

    private static void block3x2(int k, float[] a, int ao, int lda, float[] b, int bo, int ldb, float[] z, int zo, boolean add,
        float[] c, int co, int ldc) {
        FloatVector z0 = FloatVector.fromArray(F, z, zo);
        FloatVector z1 = FloatVector.fromArray(F, z, zo + N);
        FloatVector s00 = z0, s01 = z1;
        FloatVector s10 = z0, s11 = z1;
        FloatVector s20 = z0, s21 = z1;
        for (int p = 0; p < k; p++) {
            FloatVector b0 = FloatVector.fromArray(F, b, bo);
            FloatVector b1 = FloatVector.fromArray(F, b, bo + N);
            FloatVector a0 = FloatVector.broadcast(F, a[ao]);
            s00 = a0.fma(b0, s00);
            s01 = a0.fma(b1, s01);
            FloatVector a1 = FloatVector.broadcast(F, a[ao + 1]);
            s10 = a1.fma(b0, s10);
            s11 = a1.fma(b1, s11);
            FloatVector a2 = FloatVector.broadcast(F, a[ao + 2]);
            s20 = a2.fma(b0, s20);
            s21 = a2.fma(b1, s21);
            ao += lda;
            bo += ldb;
        }
        if (add) {
            s00 = s00.add(FloatVector.fromArray(F, c, co));
            s01 = s01.add(FloatVector.fromArray(F, c, co + N));
            s10 = s10.add(FloatVector.fromArray(F, c, co + ldc));
            s11 = s11.add(FloatVector.fromArray(F, c, co + ldc + N));
            s20 = s20.add(FloatVector.fromArray(F, c, co + 2 * ldc));
            s21 = s21.add(FloatVector.fromArray(F, c, co + 2 * ldc + N));
        }
        s00.intoArray(c, co);
        s01.intoArray(c, co + N);
        s10.intoArray(c, co + ldc);
        s11.intoArray(c, co + ldc + N);
        s20.intoArray(c, co + 2 * ldc);
        s21.intoArray(c, co + 2 * ldc + N);
    }

    private static void block3x3(int k, float[] a, int ao, int lda, float[] b, int bo, int ldb, float[] z, int zo, boolean add,
        float[] c, int co, int ldc) {
        FloatVector z0 = FloatVector.fromArray(F, z, zo);
        FloatVector z1 = FloatVector.fromArray(F, z, zo + N);
        FloatVector z2 = FloatVector.fromArray(F, z, zo + 2 * N);
        FloatVector s00 = z0, s01 = z1, s02 = z2;
        FloatVector s10 = z0, s11 = z1, s12 = z2;
        FloatVector s20 = z0, s21 = z1, s22 = z2;
        for (int p = 0; p < k; p++) {
            FloatVector b0 = FloatVector.fromArray(F, b, bo);
            FloatVector b1 = FloatVector.fromArray(F, b, bo + N);
            FloatVector b2 = FloatVector.fromArray(F, b, bo + 2 * N);
            FloatVector a0 = FloatVector.broadcast(F, a[ao]);
            s00 = a0.fma(b0, s00);
            s01 = a0.fma(b1, s01);
            s02 = a0.fma(b2, s02);
            FloatVector a1 = FloatVector.broadcast(F, a[ao + 1]);
            s10 = a1.fma(b0, s10);
            s11 = a1.fma(b1, s11);
            s12 = a1.fma(b2, s12);
            FloatVector a2 = FloatVector.broadcast(F, a[ao + 2]);
            s20 = a2.fma(b0, s20);
            s21 = a2.fma(b1, s21);
            s22 = a2.fma(b2, s22);
            ao += lda;
            bo += ldb;
        }
        if (add) {
            s00 = s00.add(FloatVector.fromArray(F, c, co));
            s01 = s01.add(FloatVector.fromArray(F, c, co + N));
            s02 = s02.add(FloatVector.fromArray(F, c, co + 2 * N));
            s10 = s10.add(FloatVector.fromArray(F, c, co + ldc));
            s11 = s11.add(FloatVector.fromArray(F, c, co + ldc + N));
            s12 = s12.add(FloatVector.fromArray(F, c, co + ldc + 2 * N));
            s20 = s20.add(FloatVector.fromArray(F, c, co + 2 * ldc));
            s21 = s21.add(FloatVector.fromArray(F, c, co + 2 * ldc + N));
            s22 = s22.add(FloatVector.fromArray(F, c, co + 2 * ldc + 2 * N));
        }
        s00.intoArray(c, co);
        s01.intoArray(c, co + N);
        s02.intoArray(c, co + 2 * N);
        s10.intoArray(c, co + ldc);
        s11.intoArray(c, co + ldc + N);
        s12.intoArray(c, co + ldc + 2 * N);
        s20.intoArray(c, co + 2 * ldc);
        s21.intoArray(c, co + 2 * ldc + N);
        s22.intoArray(c, co + 2 * ldc + 2 * N);
    }

    private static void block4x1(int k, float[] a, int ao, int lda, float[] b, int bo, int ldb, float[] z, int zo, boolean add,
        float[] c, int co, int ldc) {
        FloatVector z0 = FloatVector.fromArray(F, z, zo);
        FloatVector s00 = z0;
        FloatVector s10 = z0;
        FloatVector s20 = z0;
        FloatVector s30 = z0;
        for (int p = 0; p < k; p++) {
            FloatVector b0 = FloatVector.fromArray(F, b, bo);
            FloatVector a0 = FloatVector.broadcast(F, a[ao]);
            s00 = a0.fma(b0, s00);
            FloatVector a1 = FloatVector.broadcast(F, a[ao + 1]);
            s10 = a1.fma(b0, s10);
            FloatVector a2 = FloatVector.broadcast(F, a[ao + 2]);
            s20 = a2.fma(b0, s20);
            FloatVector a3 = FloatVector.broadcast(F, a[ao + 3]);
            s30 = a3.fma(b0, s30);
            ao += lda;
            bo += ldb;
        }
        if (add) {
            s00 = s00.add(FloatVector.fromArray(F, c, co));
            s10 = s10.add(FloatVector.fromArray(F, c, co + ldc));
            s20 = s20.add(FloatVector.fromArray(F, c, co + 2 * ldc));
            s30 = s30.add(FloatVector.fromArray(F, c, co + 3 * ldc));
        }
        s00.intoArray(c, co);
        s10.intoArray(c, co + ldc);
        s20.intoArray(c, co + 2 * ldc);
        s30.intoArray(c, co + 3 * ldc);
    }

    private static void block4x2(int k, float[] a, int ao, int lda, float[] b, int bo, int ldb, float[] z, int zo, boolean add,
        float[] c, int co, int ldc) {
        FloatVector z0 = FloatVector.fromArray(F, z, zo);
        FloatVector z1 = FloatVector.fromArray(F, z, zo + N);
        FloatVector s00 = z0, s01 = z1;
        FloatVector s10 = z0, s11 = z1;
        FloatVector s20 = z0, s21 = z1;
        FloatVector s30 = z0, s31 = z1;
        for (int p = 0; p < k; p++) {
            FloatVector b0 = FloatVector.fromArray(F, b, bo);
            FloatVector b1 = FloatVector.fromArray(F, b, bo + N);
            FloatVector a0 = FloatVector.broadcast(F, a[ao]);
            s00 = a0.fma(b0, s00);
            s01 = a0.fma(b1, s01);
            FloatVector a1 = FloatVector.broadcast(F, a[ao + 1]);
            s10 = a1.fma(b0, s10);
            s11 = a1.fma(b1, s11);
            FloatVector a2 = FloatVector.broadcast(F, a[ao + 2]);
            s20 = a2.fma(b0, s20);
            s21 = a2.fma(b1, s21);
            FloatVector a3 = FloatVector.broadcast(F, a[ao + 3]);
            s30 = a3.fma(b0, s30);
            s31 = a3.fma(b1, s31);
            ao += lda;
            bo += ldb;
        }
        if (add) {
            s00 = s00.add(FloatVector.fromArray(F, c, co));
            s01 = s01.add(FloatVector.fromArray(F, c, co + N));
            s10 = s10.add(FloatVector.fromArray(F, c, co + ldc));
            s11 = s11.add(FloatVector.fromArray(F, c, co + ldc + N));
            s20 = s20.add(FloatVector.fromArray(F, c, co + 2 * ldc));
            s21 = s21.add(FloatVector.fromArray(F, c, co + 2 * ldc + N));
            s30 = s30.add(FloatVector.fromArray(F, c, co + 3 * ldc));
            s31 = s31.add(FloatVector.fromArray(F, c, co + 3 * ldc + N));
        }
        s00.intoArray(c, co);
        s01.intoArray(c, co + N);
        s10.intoArray(c, co + ldc);
        s11.intoArray(c, co + ldc + N);
        s20.intoArray(c, co + 2 * ldc);
        s21.intoArray(c, co + 2 * ldc + N);
        s30.intoArray(c, co + 3 * ldc);
        s31.intoArray(c, co + 3 * ldc + N);
    }

    private static void block4x3(int k, float[] a, int ao, int lda, float[] b, int bo, int ldb, float[] z, int zo, boolean add,
        float[] c, int co, int ldc) {
        FloatVector z0 = FloatVector.fromArray(F, z, zo);
        FloatVector z1 = FloatVector.fromArray(F, z, zo + N);
        FloatVector z2 = FloatVector.fromArray(F, z, zo + 2 * N);
        FloatVector s00 = z0, s01 = z1, s02 = z2;
        FloatVector s10 = z0, s11 = z1, s12 = z2;
        FloatVector s20 = z0, s21 = z1, s22 = z2;
        FloatVector s30 = z0, s31 = z1, s32 = z2;
        for (int p = 0; p < k; p++) {
            FloatVector b0 = FloatVector.fromArray(F, b, bo);
            FloatVector b1 = FloatVector.fromArray(F, b, bo + N);
            FloatVector b2 = FloatVector.fromArray(F, b, bo + 2 * N);
            FloatVector a0 = FloatVector.broadcast(F, a[ao]);
            s00 = a0.fma(b0, s00);
            s01 = a0.fma(b1, s01);
            s02 = a0.fma(b2, s02);
            FloatVector a1 = FloatVector.broadcast(F, a[ao + 1]);
            s10 = a1.fma(b0, s10);
            s11 = a1.fma(b1, s11);
            s12 = a1.fma(b2, s12);
            FloatVector a2 = FloatVector.broadcast(F, a[ao + 2]);
            s20 = a2.fma(b0, s20);
            s21 = a2.fma(b1, s21);
            s22 = a2.fma(b2, s22);
            FloatVector a3 = FloatVector.broadcast(F, a[ao + 3]);
            s30 = a3.fma(b0, s30);
            s31 = a3.fma(b1, s31);
            s32 = a3.fma(b2, s32);
            ao += lda;
            bo += ldb;
        }
        if (add) {
            s00 = s00.add(FloatVector.fromArray(F, c, co));
            s01 = s01.add(FloatVector.fromArray(F, c, co + N));
            s02 = s02.add(FloatVector.fromArray(F, c, co + 2 * N));
            s10 = s10.add(FloatVector.fromArray(F, c, co + ldc));
            s11 = s11.add(FloatVector.fromArray(F, c, co + ldc + N));
            s12 = s12.add(FloatVector.fromArray(F, c, co + ldc + 2 * N));
            s20 = s20.add(FloatVector.fromArray(F, c, co + 2 * ldc));
            s21 = s21.add(FloatVector.fromArray(F, c, co + 2 * ldc + N));
            s22 = s22.add(FloatVector.fromArray(F, c, co + 2 * ldc + 2 * N));
            s30 = s30.add(FloatVector.fromArray(F, c, co + 3 * ldc));
            s31 = s31.add(FloatVector.fromArray(F, c, co + 3 * ldc + N));
            s32 = s32.add(FloatVector.fromArray(F, c, co + 3 * ldc + 2 * N));
        }
        s00.intoArray(c, co);
        s01.intoArray(c, co + N);
        s02.intoArray(c, co + 2 * N);
        s10.intoArray(c, co + ldc);
        s11.intoArray(c, co + ldc + N);
        s12.intoArray(c, co + ldc + 2 * N);
        s20.intoArray(c, co + 2 * ldc);
        s21.intoArray(c, co + 2 * ldc + N);
        s22.intoArray(c, co + 2 * ldc + 2 * N);
        s30.intoArray(c, co + 3 * ldc);
        s31.intoArray(c, co + 3 * ldc + N);
        s32.intoArray(c, co + 3 * ldc + 2 * N);
    }

    private static void block7x1(int k, float[] a, int ao, int lda, float[] b, int bo, int ldb, float[] z, int zo, boolean add,
        float[] c, int co, int ldc) {
        FloatVector z0 = FloatVector.fromArray(F, z, zo);
        FloatVector s00 = z0;
        FloatVector s10 = z0;
        FloatVector s20 = z0;
        FloatVector s30 = z0;
        FloatVector s40 = z0;
        FloatVector s50 = z0;
        FloatVector s60 = z0;
        for (int p = 0; p < k; p++) {
            FloatVector b0 = FloatVector.fromArray(F, b, bo);
            FloatVector a0 = FloatVector.broadcast(F, a[ao]);
            s00 = a0.fma(b0, s00);
            FloatVector a1 = FloatVector.broadcast(F, a[ao + 1]);
            s10 = a1.fma(b0, s10);
            FloatVector a2 = FloatVector.broadcast(F, a[ao + 2]);
            s20 = a2.fma(b0, s20);
            FloatVector a3 = FloatVector.broadcast(F, a[ao + 3]);
            s30 = a3.fma(b0, s30);
            FloatVector a4 = FloatVector.broadcast(F, a[ao + 4]);
            s40 = a4.fma(b0, s40);
            FloatVector a5 = FloatVector.broadcast(F, a[ao + 5]);
            s50 = a5.fma(b0, s50);
            FloatVector a6 = FloatVector.broadcast(F, a[ao + 6]);
            s60 = a6.fma(b0, s60);
            ao += lda;
            bo += ldb;
        }
        if (add) {
            s00 = s00.add(FloatVector.fromArray(F, c, co));
            s10 = s10.add(FloatVector.fromArray(F, c, co + ldc));
            s20 = s20.add(FloatVector.fromArray(F, c, co + 2 * ldc));
            s30 = s30.add(FloatVector.fromArray(F, c, co + 3 * ldc));
            s40 = s40.add(FloatVector.fromArray(F, c, co + 4 * ldc));
            s50 = s50.add(FloatVector.fromArray(F, c, co + 5 * ldc));
            s60 = s60.add(FloatVector.fromArray(F, c, co + 6 * ldc));
        }
        s00.intoArray(c, co);
        s10.intoArray(c, co + ldc);
        s20.intoArray(c, co + 2 * ldc);
        s30.intoArray(c, co + 3 * ldc);
        s40.intoArray(c, co + 4 * ldc);
        s50.intoArray(c, co + 5 * ldc);
        s60.intoArray(c, co + 6 * ldc);
    }

    private static void block7x2(int k, float[] a, int ao, int lda, float[] b, int bo, int ldb, float[] z, int zo, boolean add,
        float[] c, int co, int ldc) {
        FloatVector z0 = FloatVector.fromArray(F, z, zo);
        FloatVector z1 = FloatVector.fromArray(F, z, zo + N);
        FloatVector s00 = z0, s01 = z1;
        FloatVector s10 = z0, s11 = z1;
        FloatVector s20 = z0, s21 = z1;
        FloatVector s30 = z0, s31 = z1;
        FloatVector s40 = z0, s41 = z1;
        FloatVector s50 = z0, s51 = z1;
        FloatVector s60 = z0, s61 = z1;
        for (int p = 0; p < k; p++) {
            FloatVector b0 = FloatVector.fromArray(F, b, bo);
            FloatVector b1 = FloatVector.fromArray(F, b, bo + N);
            FloatVector a0 = FloatVector.broadcast(F, a[ao]);
            s00 = a0.fma(b0, s00);
            s01 = a0.fma(b1, s01);
            FloatVector a1 = FloatVector.broadcast(F, a[ao + 1]);
            s10 = a1.fma(b0, s10);
            s11 = a1.fma(b1, s11);
            FloatVector a2 = FloatVector.broadcast(F, a[ao + 2]);
            s20 = a2.fma(b0, s20);
            s21 = a2.fma(b1, s21);
            FloatVector a3 = FloatVector.broadcast(F, a[ao + 3]);
            s30 = a3.fma(b0, s30);
            s31 = a3.fma(b1, s31);
            FloatVector a4 = FloatVector.broadcast(F, a[ao + 4]);
            s40 = a4.fma(b0, s40);
            s41 = a4.fma(b1, s41);
            FloatVector a5 = FloatVector.broadcast(F, a[ao + 5]);
            s50 = a5.fma(b0, s50);
            s51 = a5.fma(b1, s51);
            FloatVector a6 = FloatVector.broadcast(F, a[ao + 6]);
            s60 = a6.fma(b0, s60);
            s61 = a6.fma(b1, s61);
            ao += lda;
            bo += ldb;
        }
        if (add) {
            s00 = s00.add(FloatVector.fromArray(F, c, co));
            s01 = s01.add(FloatVector.fromArray(F, c, co + N));
            s10 = s10.add(FloatVector.fromArray(F, c, co + ldc));
            s11 = s11.add(FloatVector.fromArray(F, c, co + ldc + N));
            s20 = s20.add(FloatVector.fromArray(F, c, co + 2 * ldc));
            s21 = s21.add(FloatVector.fromArray(F, c, co + 2 * ldc + N));
            s30 = s30.add(FloatVector.fromArray(F, c, co + 3 * ldc));
            s31 = s31.add(FloatVector.fromArray(F, c, co + 3 * ldc + N));
            s40 = s40.add(FloatVector.fromArray(F, c, co + 4 * ldc));
            s41 = s41.add(FloatVector.fromArray(F, c, co + 4 * ldc + N));
            s50 = s50.add(FloatVector.fromArray(F, c, co + 5 * ldc));
            s51 = s51.add(FloatVector.fromArray(F, c, co + 5 * ldc + N));
            s60 = s60.add(FloatVector.fromArray(F, c, co + 6 * ldc));
            s61 = s61.add(FloatVector.fromArray(F, c, co + 6 * ldc + N));
        }
        s00.intoArray(c, co);
        s01.intoArray(c, co + N);
        s10.intoArray(c, co + ldc);
        s11.intoArray(c, co + ldc + N);
        s20.intoArray(c, co + 2 * ldc);
        s21.intoArray(c, co + 2 * ldc + N);
        s30.intoArray(c, co + 3 * ldc);
        s31.intoArray(c, co + 3 * ldc + N);
        s40.intoArray(c, co + 4 * ldc);
        s41.intoArray(c, co + 4 * ldc + N);
        s50.intoArray(c, co + 5 * ldc);
        s51.intoArray(c, co + 5 * ldc + N);
        s60.intoArray(c, co + 6 * ldc);
        s61.intoArray(c, co + 6 * ldc + N);
    }

    private static void block7x3(int k, float[] a, int ao, int lda, float[] b, int bo, int ldb, float[] z, int zo, boolean add,
        float[] c, int co, int ldc) {
        FloatVector z0 = FloatVector.fromArray(F, z, zo);
        FloatVector z1 = FloatVector.fromArray(F, z, zo + N);
        FloatVector z2 = FloatVector.fromArray(F, z, zo + 2 * N);
        FloatVector s00 = z0, s01 = z1, s02 = z2;
        FloatVector s10 = z0, s11 = z1, s12 = z2;
        FloatVector s20 = z0, s21 = z1, s22 = z2;
        FloatVector s30 = z0, s31 = z1, s32 = z2;
        FloatVector s40 = z0, s41 = z1, s42 = z2;
        FloatVector s50 = z0, s51 = z1, s52 = z2;
        FloatVector s60 = z0, s61 = z1, s62 = z2;
        for (int p = 0; p < k; p++) {
            FloatVector b0 = FloatVector.fromArray(F, b, bo);
            FloatVector b1 = FloatVector.fromArray(F, b, bo + N);
            FloatVector b2 = FloatVector.fromArray(F, b, bo + 2 * N);
            FloatVector a0 = FloatVector.broadcast(F, a[ao]);
            s00 = a0.fma(b0, s00);
            s01 = a0.fma(b1, s01);
            s02 = a0.fma(b2, s02);
            FloatVector a1 = FloatVector.broadcast(F, a[ao + 1]);
            s10 = a1.fma(b0, s10);
            s11 = a1.fma(b1, s11);
            s12 = a1.fma(b2, s12);
            FloatVector a2 = FloatVector.broadcast(F, a[ao + 2]);
            s20 = a2.fma(b0, s20);
            s21 = a2.fma(b1, s21);
            s22 = a2.fma(b2, s22);
            FloatVector a3 = FloatVector.broadcast(F, a[ao + 3]);
            s30 = a3.fma(b0, s30);
            s31 = a3.fma(b1, s31);
            s32 = a3.fma(b2, s32);
            FloatVector a4 = FloatVector.broadcast(F, a[ao + 4]);
            s40 = a4.fma(b0, s40);
            s41 = a4.fma(b1, s41);
            s42 = a4.fma(b2, s42);
            FloatVector a5 = FloatVector.broadcast(F, a[ao + 5]);
            s50 = a5.fma(b0, s50);
            s51 = a5.fma(b1, s51);
            s52 = a5.fma(b2, s52);
            FloatVector a6 = FloatVector.broadcast(F, a[ao + 6]);
            s60 = a6.fma(b0, s60);
            s61 = a6.fma(b1, s61);
            s62 = a6.fma(b2, s62);
            ao += lda;
            bo += ldb;
        }
        if (add) {
            s00 = s00.add(FloatVector.fromArray(F, c, co));
            s01 = s01.add(FloatVector.fromArray(F, c, co + N));
            s02 = s02.add(FloatVector.fromArray(F, c, co + 2 * N));
            s10 = s10.add(FloatVector.fromArray(F, c, co + ldc));
            s11 = s11.add(FloatVector.fromArray(F, c, co + ldc + N));
            s12 = s12.add(FloatVector.fromArray(F, c, co + ldc + 2 * N));
            s20 = s20.add(FloatVector.fromArray(F, c, co + 2 * ldc));
            s21 = s21.add(FloatVector.fromArray(F, c, co + 2 * ldc + N));
            s22 = s22.add(FloatVector.fromArray(F, c, co + 2 * ldc + 2 * N));
            s30 = s30.add(FloatVector.fromArray(F, c, co + 3 * ldc));
            s31 = s31.add(FloatVector.fromArray(F, c, co + 3 * ldc + N));
            s32 = s32.add(FloatVector.fromArray(F, c, co + 3 * ldc + 2 * N));
            s40 = s40.add(FloatVector.fromArray(F, c, co + 4 * ldc));
            s41 = s41.add(FloatVector.fromArray(F, c, co + 4 * ldc + N));
            s42 = s42.add(FloatVector.fromArray(F, c, co + 4 * ldc + 2 * N));
            s50 = s50.add(FloatVector.fromArray(F, c, co + 5 * ldc));
            s51 = s51.add(FloatVector.fromArray(F, c, co + 5 * ldc + N));
            s52 = s52.add(FloatVector.fromArray(F, c, co + 5 * ldc + 2 * N));
            s60 = s60.add(FloatVector.fromArray(F, c, co + 6 * ldc));
            s61 = s61.add(FloatVector.fromArray(F, c, co + 6 * ldc + N));
            s62 = s62.add(FloatVector.fromArray(F, c, co + 6 * ldc + 2 * N));
        }
        s00.intoArray(c, co);
        s01.intoArray(c, co + N);
        s02.intoArray(c, co + 2 * N);
        s10.intoArray(c, co + ldc);
        s11.intoArray(c, co + ldc + N);
        s12.intoArray(c, co + ldc + 2 * N);
        s20.intoArray(c, co + 2 * ldc);
        s21.intoArray(c, co + 2 * ldc + N);
        s22.intoArray(c, co + 2 * ldc + 2 * N);
        s30.intoArray(c, co + 3 * ldc);
        s31.intoArray(c, co + 3 * ldc + N);
        s32.intoArray(c, co + 3 * ldc + 2 * N);
        s40.intoArray(c, co + 4 * ldc);
        s41.intoArray(c, co + 4 * ldc + N);
        s42.intoArray(c, co + 4 * ldc + 2 * N);
        s50.intoArray(c, co + 5 * ldc);
        s51.intoArray(c, co + 5 * ldc + N);
        s52.intoArray(c, co + 5 * ldc + 2 * N);
        s60.intoArray(c, co + 6 * ldc);
        s61.intoArray(c, co + 6 * ldc + N);
        s62.intoArray(c, co + 6 * ldc + 2 * N);
    }

    private static void block8x1(int k, float[] a, int ao, int lda, float[] b, int bo, int ldb, float[] z, int zo, boolean add,
        float[] c, int co, int ldc) {
        FloatVector z0 = FloatVector.fromArray(F, z, zo);
        FloatVector s00 = z0;
        FloatVector s10 = z0;
        FloatVector s20 = z0;
        FloatVector s30 = z0;
        FloatVector s40 = z0;
        FloatVector s50 = z0;
        FloatVector s60 = z0;
        FloatVector s70 = z0;
        for (int p = 0; p < k; p++) {
            FloatVector b0 = FloatVector.fromArray(F, b, bo);
            FloatVector a0 = FloatVector.broadcast(F, a[ao]);
            s00 = a0.fma(b0, s00);
            FloatVector a1 = FloatVector.broadcast(F, a[ao + 1]);
            s10 = a1.fma(b0, s10);
            FloatVector a2 = FloatVector.broadcast(F, a[ao + 2]);
            s20 = a2.fma(b0, s20);
            FloatVector a3 = FloatVector.broadcast(F, a[ao + 3]);
            s30 = a3.fma(b0, s30);
            FloatVector a4 = FloatVector.broadcast(F, a[ao + 4]);
            s40 = a4.fma(b0, s40);
            FloatVector a5 = FloatVector.broadcast(F, a[ao + 5]);
            s50 = a5.fma(b0, s50);
            FloatVector a6 = FloatVector.broadcast(F, a[ao + 6]);
            s60 = a6.fma(b0, s60);
            FloatVector a7 = FloatVector.broadcast(F, a[ao + 7]);
            s70 = a7.fma(b0, s70);
            ao += lda;
            bo += ldb;
        }
        if (add) {
            s00 = s00.add(FloatVector.fromArray(F, c, co));
            s10 = s10.add(FloatVector.fromArray(F, c, co + ldc));
            s20 = s20.add(FloatVector.fromArray(F, c, co + 2 * ldc));
            s30 = s30.add(FloatVector.fromArray(F, c, co + 3 * ldc));
            s40 = s40.add(FloatVector.fromArray(F, c, co + 4 * ldc));
            s50 = s50.add(FloatVector.fromArray(F, c, co + 5 * ldc));
            s60 = s60.add(FloatVector.fromArray(F, c, co + 6 * ldc));
            s70 = s70.add(FloatVector.fromArray(F, c, co + 7 * ldc));
        }
        s00.intoArray(c, co);
        s10.intoArray(c, co + ldc);
        s20.intoArray(c, co + 2 * ldc);
        s30.intoArray(c, co + 3 * ldc);
        s40.intoArray(c, co + 4 * ldc);
        s50.intoArray(c, co + 5 * ldc);
        s60.intoArray(c, co + 6 * ldc);
        s70.intoArray(c, co + 7 * ldc);
    }

    private static void block8x2(int k, float[] a, int ao, int lda, float[] b, int bo, int ldb, float[] z, int zo, boolean add,
        float[] c, int co, int ldc) {
        FloatVector z0 = FloatVector.fromArray(F, z, zo);
        FloatVector z1 = FloatVector.fromArray(F, z, zo + N);
        FloatVector s00 = z0, s01 = z1;
        FloatVector s10 = z0, s11 = z1;
        FloatVector s20 = z0, s21 = z1;
        FloatVector s30 = z0, s31 = z1;
        FloatVector s40 = z0, s41 = z1;
        FloatVector s50 = z0, s51 = z1;
        FloatVector s60 = z0, s61 = z1;
        FloatVector s70 = z0, s71 = z1;
        for (int p = 0; p < k; p++) {
            FloatVector b0 = FloatVector.fromArray(F, b, bo);
            FloatVector b1 = FloatVector.fromArray(F, b, bo + N);
            FloatVector a0 = FloatVector.broadcast(F, a[ao]);
            s00 = a0.fma(b0, s00);
            s01 = a0.fma(b1, s01);
            FloatVector a1 = FloatVector.broadcast(F, a[ao + 1]);
            s10 = a1.fma(b0, s10);
            s11 = a1.fma(b1, s11);
            FloatVector a2 = FloatVector.broadcast(F, a[ao + 2]);
            s20 = a2.fma(b0, s20);
            s21 = a2.fma(b1, s21);
            FloatVector a3 = FloatVector.broadcast(F, a[ao + 3]);
            s30 = a3.fma(b0, s30);
            s31 = a3.fma(b1, s31);
            FloatVector a4 = FloatVector.broadcast(F, a[ao + 4]);
            s40 = a4.fma(b0, s40);
            s41 = a4.fma(b1, s41);
            FloatVector a5 = FloatVector.broadcast(F, a[ao + 5]);
            s50 = a5.fma(b0, s50);
            s51 = a5.fma(b1, s51);
            FloatVector a6 = FloatVector.broadcast(F, a[ao + 6]);
            s60 = a6.fma(b0, s60);
            s61 = a6.fma(b1, s61);
            FloatVector a7 = FloatVector.broadcast(F, a[ao + 7]);
            s70 = a7.fma(b0, s70);
            s71 = a7.fma(b1, s71);
            ao += lda;
            bo += ldb;
        }
        if (add) {
            s00 = s00.add(FloatVector.fromArray(F, c, co));
            s01 = s01.add(FloatVector.fromArray(F, c, co + N));
            s10 = s10.add(FloatVector.fromArray(F, c, co + ldc));
            s11 = s11.add(FloatVector.fromArray(F, c, co + ldc + N));
            s20 = s20.add(FloatVector.fromArray(F, c, co + 2 * ldc));
            s21 = s21.add(FloatVector.fromArray(F, c, co + 2 * ldc + N));
            s30 = s30.add(FloatVector.fromArray(F, c, co + 3 * ldc));
            s31 = s31.add(FloatVector.fromArray(F, c, co + 3 * ldc + N));
            s40 = s40.add(FloatVector.fromArray(F, c, co + 4 * ldc));
            s41 = s41.add(FloatVector.fromArray(F, c, co + 4 * ldc + N));
            s50 = s50.add(FloatVector.fromArray(F, c, co + 5 * ldc));
            s51 = s51.add(FloatVector.fromArray(F, c, co + 5 * ldc + N));
            s60 = s60.add(FloatVector.fromArray(F, c, co + 6 * ldc));
            s61 = s61.add(FloatVector.fromArray(F, c, co + 6 * ldc + N));
            s70 = s70.add(FloatVector.fromArray(F, c, co + 7 * ldc));
            s71 = s71.add(FloatVector.fromArray(F, c, co + 7 * ldc + N));
        }
        s00.intoArray(c, co);
        s01.intoArray(c, co + N);
        s10.intoArray(c, co + ldc);
        s11.intoArray(c, co + ldc + N);
        s20.intoArray(c, co + 2 * ldc);
        s21.intoArray(c, co + 2 * ldc + N);
        s30.intoArray(c, co + 3 * ldc);
        s31.intoArray(c, co + 3 * ldc + N);
        s40.intoArray(c, co + 4 * ldc);
        s41.intoArray(c, co + 4 * ldc + N);
        s50.intoArray(c, co + 5 * ldc);
        s51.intoArray(c, co + 5 * ldc + N);
        s60.intoArray(c, co + 6 * ldc);
        s61.intoArray(c, co + 6 * ldc + N);
        s70.intoArray(c, co + 7 * ldc);
        s71.intoArray(c, co + 7 * ldc + N);
    }

    private static void block9x1(int k, float[] a, int ao, int lda, float[] b, int bo, int ldb, float[] z, int zo, boolean add,
        float[] c, int co, int ldc) {
        FloatVector z0 = FloatVector.fromArray(F, z, zo);
        FloatVector s00 = z0;
        FloatVector s10 = z0;
        FloatVector s20 = z0;
        FloatVector s30 = z0;
        FloatVector s40 = z0;
        FloatVector s50 = z0;
        FloatVector s60 = z0;
        FloatVector s70 = z0;
        FloatVector s80 = z0;
        for (int p = 0; p < k; p++) {
            FloatVector b0 = FloatVector.fromArray(F, b, bo);
            FloatVector a0 = FloatVector.broadcast(F, a[ao]);
            s00 = a0.fma(b0, s00);
            FloatVector a1 = FloatVector.broadcast(F, a[ao + 1]);
            s10 = a1.fma(b0, s10);
            FloatVector a2 = FloatVector.broadcast(F, a[ao + 2]);
            s20 = a2.fma(b0, s20);
            FloatVector a3 = FloatVector.broadcast(F, a[ao + 3]);
            s30 = a3.fma(b0, s30);
            FloatVector a4 = FloatVector.broadcast(F, a[ao + 4]);
            s40 = a4.fma(b0, s40);
            FloatVector a5 = FloatVector.broadcast(F, a[ao + 5]);
            s50 = a5.fma(b0, s50);
            FloatVector a6 = FloatVector.broadcast(F, a[ao + 6]);
            s60 = a6.fma(b0, s60);
            FloatVector a7 = FloatVector.broadcast(F, a[ao + 7]);
            s70 = a7.fma(b0, s70);
            FloatVector a8 = FloatVector.broadcast(F, a[ao + 8]);
            s80 = a8.fma(b0, s80);
            ao += lda;
            bo += ldb;
        }
        if (add) {
            s00 = s00.add(FloatVector.fromArray(F, c, co));
            s10 = s10.add(FloatVector.fromArray(F, c, co + ldc));
            s20 = s20.add(FloatVector.fromArray(F, c, co + 2 * ldc));
            s30 = s30.add(FloatVector.fromArray(F, c, co + 3 * ldc));
            s40 = s40.add(FloatVector.fromArray(F, c, co + 4 * ldc));
            s50 = s50.add(FloatVector.fromArray(F, c, co + 5 * ldc));
            s60 = s60.add(FloatVector.fromArray(F, c, co + 6 * ldc));
            s70 = s70.add(FloatVector.fromArray(F, c, co + 7 * ldc));
            s80 = s80.add(FloatVector.fromArray(F, c, co + 8 * ldc));
        }
        s00.intoArray(c, co);
        s10.intoArray(c, co + ldc);
        s20.intoArray(c, co + 2 * ldc);
        s30.intoArray(c, co + 3 * ldc);
        s40.intoArray(c, co + 4 * ldc);
        s50.intoArray(c, co + 5 * ldc);
        s60.intoArray(c, co + 6 * ldc);
        s70.intoArray(c, co + 7 * ldc);
        s80.intoArray(c, co + 8 * ldc);
    }

    private static void block9x2(int k, float[] a, int ao, int lda, float[] b, int bo, int ldb, float[] z, int zo, boolean add,
        float[] c, int co, int ldc) {
        FloatVector z0 = FloatVector.fromArray(F, z, zo);
        FloatVector z1 = FloatVector.fromArray(F, z, zo + N);
        FloatVector s00 = z0, s01 = z1;
        FloatVector s10 = z0, s11 = z1;
        FloatVector s20 = z0, s21 = z1;
        FloatVector s30 = z0, s31 = z1;
        FloatVector s40 = z0, s41 = z1;
        FloatVector s50 = z0, s51 = z1;
        FloatVector s60 = z0, s61 = z1;
        FloatVector s70 = z0, s71 = z1;
        FloatVector s80 = z0, s81 = z1;
        for (int p = 0; p < k; p++) {
            FloatVector b0 = FloatVector.fromArray(F, b, bo);
            FloatVector b1 = FloatVector.fromArray(F, b, bo + N);
            FloatVector a0 = FloatVector.broadcast(F, a[ao]);
            s00 = a0.fma(b0, s00);
            s01 = a0.fma(b1, s01);
            FloatVector a1 = FloatVector.broadcast(F, a[ao + 1]);
            s10 = a1.fma(b0, s10);
            s11 = a1.fma(b1, s11);
            FloatVector a2 = FloatVector.broadcast(F, a[ao + 2]);
            s20 = a2.fma(b0, s20);
            s21 = a2.fma(b1, s21);
            FloatVector a3 = FloatVector.broadcast(F, a[ao + 3]);
            s30 = a3.fma(b0, s30);
            s31 = a3.fma(b1, s31);
            FloatVector a4 = FloatVector.broadcast(F, a[ao + 4]);
            s40 = a4.fma(b0, s40);
            s41 = a4.fma(b1, s41);
            FloatVector a5 = FloatVector.broadcast(F, a[ao + 5]);
            s50 = a5.fma(b0, s50);
            s51 = a5.fma(b1, s51);
            FloatVector a6 = FloatVector.broadcast(F, a[ao + 6]);
            s60 = a6.fma(b0, s60);
            s61 = a6.fma(b1, s61);
            FloatVector a7 = FloatVector.broadcast(F, a[ao + 7]);
            s70 = a7.fma(b0, s70);
            s71 = a7.fma(b1, s71);
            FloatVector a8 = FloatVector.broadcast(F, a[ao + 8]);
            s80 = a8.fma(b0, s80);
            s81 = a8.fma(b1, s81);
            ao += lda;
            bo += ldb;
        }
        if (add) {
            s00 = s00.add(FloatVector.fromArray(F, c, co));
            s01 = s01.add(FloatVector.fromArray(F, c, co + N));
            s10 = s10.add(FloatVector.fromArray(F, c, co + ldc));
            s11 = s11.add(FloatVector.fromArray(F, c, co + ldc + N));
            s20 = s20.add(FloatVector.fromArray(F, c, co + 2 * ldc));
            s21 = s21.add(FloatVector.fromArray(F, c, co + 2 * ldc + N));
            s30 = s30.add(FloatVector.fromArray(F, c, co + 3 * ldc));
            s31 = s31.add(FloatVector.fromArray(F, c, co + 3 * ldc + N));
            s40 = s40.add(FloatVector.fromArray(F, c, co + 4 * ldc));
            s41 = s41.add(FloatVector.fromArray(F, c, co + 4 * ldc + N));
            s50 = s50.add(FloatVector.fromArray(F, c, co + 5 * ldc));
            s51 = s51.add(FloatVector.fromArray(F, c, co + 5 * ldc + N));
            s60 = s60.add(FloatVector.fromArray(F, c, co + 6 * ldc));
            s61 = s61.add(FloatVector.fromArray(F, c, co + 6 * ldc + N));
            s70 = s70.add(FloatVector.fromArray(F, c, co + 7 * ldc));
            s71 = s71.add(FloatVector.fromArray(F, c, co + 7 * ldc + N));
            s80 = s80.add(FloatVector.fromArray(F, c, co + 8 * ldc));
            s81 = s81.add(FloatVector.fromArray(F, c, co + 8 * ldc + N));
        }
        s00.intoArray(c, co);
        s01.intoArray(c, co + N);
        s10.intoArray(c, co + ldc);
        s11.intoArray(c, co + ldc + N);
        s20.intoArray(c, co + 2 * ldc);
        s21.intoArray(c, co + 2 * ldc + N);
        s30.intoArray(c, co + 3 * ldc);
        s31.intoArray(c, co + 3 * ldc + N);
        s40.intoArray(c, co + 4 * ldc);
        s41.intoArray(c, co + 4 * ldc + N);
        s50.intoArray(c, co + 5 * ldc);
        s51.intoArray(c, co + 5 * ldc + N);
        s60.intoArray(c, co + 6 * ldc);
        s61.intoArray(c, co + 6 * ldc + N);
        s70.intoArray(c, co + 7 * ldc);
        s71.intoArray(c, co + 7 * ldc + N);
        s80.intoArray(c, co + 8 * ldc);
        s81.intoArray(c, co + 8 * ldc + N);
    }
}
