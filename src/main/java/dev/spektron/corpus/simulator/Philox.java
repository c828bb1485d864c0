package dev.spektron.corpus.simulator;

/// The counter-based generator Philox 4x32-10 as a stream of uniform and normal numbers.
///
/// A stream is a pure function of (seed, purpose, index, sub): whoever wants sample 7 need not draw samples 0 to 6 first, so a set of 100
/// samples begins with the set of 10. Normal numbers come from the Box-Muller transform with [StrictMath], whose results are the same
/// on every machine.
///
/// Source: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011, doi:10.1145/2063384.2063405.
final class Philox {
    /// What a stream is for. The position in this list is part of the random numbers: append, never reorder.
    enum Purpose { COMPOSITION, LABORATORY, SAMPLE, PACKING, NOISE, INSTRUMENT, PATTERN }

    private static final double TWO_PI = 2 * Math.PI;

    private final int[] out = new int[4];
    private final int key0;
    private final int key1;
    private final int index;
    private final int sub;
    private final int purpose;
    private int block;
    private double spare = Double.NaN;

    Philox(long seed, Purpose purpose, int index, int sub) {
        this.key0 = (int) seed;
        this.key1 = (int) (seed >>> 32);
        this.purpose = purpose.ordinal();
        this.index = index;
        this.sub = sub;
    }

    /// Ten rounds over the counter (c0, c1, c2, c3) with the key (k0, k1).
    static void block(int c0, int c1, int c2, int c3, int k0, int k1, int[] out) {
        dev.spektron.kernels.Philox.block(c0, c1, c2, c3, k0, k1, out, 0);
    }

    private void next() {
        block(block++, index, sub, purpose, key0, key1, out);
    }

    /// 52 random bits, centred in their interval: strictly between 0 and 1, so that its logarithm is finite.
    private static double unit(int high, int low) {
        return ((((high & 0xFFFFFFFFL) << 20) | (low >>> 12)) + 0.5) * 0x1p-52;
    }

    /// The next standard normal number.
    double gaussian() {
        if (!Double.isNaN(spare)) {
            double g = spare;
            spare = Double.NaN;
            return g;
        }
        next();
        double r = Math.sqrt(-2 * StrictMath.log(unit(out[0], out[1])));
        double angle = TWO_PI * unit(out[2], out[3]);
        spare = r * StrictMath.sin(angle);
        return r * StrictMath.cos(angle);
    }

    /// `n` standard normal numbers.
    double[] gaussians(int n) {
        double[] g = new double[n];
        for (int i = 0; i < n; i++) {
            g[i] = gaussian();
        }
        return g;
    }
}
