package dev.spektron.kernels;

/// The counter-based generator Philox 4x32-10: random words as a pure function of counter and key (Salmon, Moraes, Dror, Shaw 2011,
/// doi:10.1145/2063384.2063405). Written without `>>>`, which a GPU compiler may take for `>>`.
public final class Philox {
    private static final long M0 = 0xD2511F53L;
    private static final long M1 = 0xCD9E8D57L;
    private static final int W0 = 0x9E3779B9;
    private static final int W1 = 0xBB67AE85;
    private static final long LOW = 0xFFFFFFFFL;

    private Philox() {}

    /// Ten rounds over the counter (c0, c1, c2, c3) with the key (k0, k1); four words from `at` on.
    public static void block(int c0, int c1, int c2, int c3, int k0, int k1, int[] out, int at) {
        int a = c0;
        int b = c1;
        int c = c2;
        int d = c3;
        int p = k0;
        int q = k1;
        for (int round = 0; round < 10; round++) {
            long x = (a & LOW) * M0;
            long y = (c & LOW) * M1;
            a = (int) ((y >> 32) & LOW) ^ b ^ p;
            b = (int) y;
            c = (int) ((x >> 32) & LOW) ^ d ^ q;
            d = (int) x;
            p += W0;
            q += W1;
        }
        out[at] = a;
        out[at + 1] = b;
        out[at + 2] = c;
        out[at + 3] = d;
    }

    /// The upper 23 bits of a word as a number strictly between 0 and 1: (bits + 1/2) / 2^23, exact in float.
    public static float unit(int word) {
        return (((word >> 9) & 0x7FFFFF) + 0.5f) * 1.1920929E-7f;
    }
}
