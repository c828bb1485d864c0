package dev.spektron.experiment.transfer;

/// The permutation that NumPy's legacy generator `RandomState(seed).permutation(n)` gives, which published splits were drawn with:
/// MT19937 (Matsumoto and Nishimura 1998, doi 10.1145/272991.272995) seeded by one 32-bit word, then Fisher-Yates from the end with
/// masked rejection.
final class LegacyPermutation {
    private static final int N = 624;
    private static final int M = 397;
    private final int[] state = new int[N];
    private int at = N;

    private LegacyPermutation(int seed) {
        state[0] = seed;
        for (int i = 1; i < N; i++) {
            state[i] = 1812433253 * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
        }
    }

    /// Positions 0..n-1 in the order of `RandomState(seed).permutation(n)`.
    static int[] of(int n, int seed) {
        LegacyPermutation random = new LegacyPermutation(seed);
        int[] p = new int[n];
        for (int i = 0; i < n; i++) {
            p[i] = i;
        }
        for (int i = n - 1; i > 0; i--) {
            int j = random.upTo(i);
            int t = p[i];
            p[i] = p[j];
            p[j] = t;
        }
        return p;
    }

    private int upTo(int max) {
        int mask = -1 >>> Integer.numberOfLeadingZeros(max);
        int value;
        do {
            value = next() & mask;
        } while (value > max);
        return value;
    }

    private int next() {
        if (at == N) {
            for (int i = 0; i < N; i++) {
                int y = (state[i] & 0x80000000) | (state[(i + 1) % N] & 0x7fffffff);
                state[i] = state[(i + M) % N] ^ (y >>> 1) ^ ((y & 1) == 0 ? 0 : 0x9908b0df);
            }
            at = 0;
        }
        int y = state[at++];
        y ^= y >>> 11;
        y ^= (y << 7) & 0x9d2c5680;
        y ^= (y << 15) & 0xefc60000;
        return y ^ (y >>> 18);
    }
}
