package dev.spektron.experiment.bench;

import dev.spektron.backend.Backend;
import dev.spektron.backend.vector.VectorCeilings;
import java.util.function.IntToDoubleFunction;

/// What the processor with so many threads, or a device, can do at most, measured: the roofline (Williams, Waterman, Patterson 2009,
/// doi:10.1145/1498765.1498785).
///
/// @param flops   floating-point operations a second
/// @param cached  bytes a second, moving what fits into the caches
/// @param memory  bytes a second, moving what does not
/// @param product operations a second of the engine's own best square matrix product; 0 where it is not measured
/// @param launch  seconds of a run of next to nothing; 0 where it is not measured
public record Ceilings(double flops, double cached, double memory, double product, double launch) {
    /// Bytes above which a step cannot find its data in a cache.
    private static final long CACHE = 24L << 20;
    private static final double SECONDS = 0.25;
    /// Seconds of warming up at most, once there were calls enough, and without a better time.
    private static final double WARM = 5;
    private static final double STEADY = 0.5;
    /// The compiler comes late on a busy machine: so many calls at least, which take no time once it has come, or so many seconds.
    private static final int CALLS = 50;
    private static final double MOST = 15;

    /// Of what a backend runs on: a device of TornadoVM is measured on itself, all others are the processor.
    public static Ceilings of(Backend backend, int threads) {
        return backend.name().equals("tornado") ? DeviceCeilings.measure(backend) : measure(threads, backend.name().equals("vector"));
    }

    /// Measures the processor for a few seconds.
    ///
    /// @param vectors with the Vector API; else scalar operations
    public static Ceilings measure(int threads, boolean vectors) {
        double flops = best(threads, t -> vectors ? vectorFlops() : scalarFlops());
        return new Ceilings(flops, best(threads, t -> copied(1 << 19)), best(threads, t -> copied(1 << 24)), 0, 0);
    }

    /// Seconds that an operation takes at least.
    public double floor(long operations, long bytes) {
        return Math.max(operations / flops, bytes / (bytes < CACHE ? cached : memory));
    }

    private static double vectorFlops() {
        int n = 1 << 12;
        float sink = VectorCeilings.run(n, 1) + 1;
        return sink > 0 ? VectorCeilings.flops(n) : 0;
    }

    private static double scalarFlops() {
        int n = 1 << 18;
        float a = 1;
        float b = 1;
        float c = 1;
        float d = 1;
        for (int i = 0; i < n; i++) {
            a = a * 0.5f + 1;
            b = b * 0.5f + 1;
            c = c * 0.5f + 1;
            d = d * 0.5f + 1;
        }
        return a + b + c + d > 0 ? 8.0 * n : 0;
    }

    private static final ThreadLocal<float[][]> ARRAYS = ThreadLocal.withInitial(() -> new float[2][1 << 24]);

    private static double copied(int n) {
        float[][] a = ARRAYS.get();
        System.arraycopy(a[0], 0, a[1], 0, n);
        return 8.0 * n;
    }

    /// Until calls do not get faster: the interpreter takes a thousand times as long as compiled vector code.
    private static void warmUp(IntToDoubleFunction work) {
        long start = System.nanoTime();
        long improved = start;
        long best = Long.MAX_VALUE;
        long now = start;
        int calls = 0;
        while (calls < CALLS && now - start < MOST * 1e9 || now - start < WARM * 1e9 && now - improved < STEADY * 1e9) {
            calls++;
            work.applyAsDouble(0);
            long time = System.nanoTime() - now;
            now += time;
            improved = time < best - best / 5 ? now : improved;
            best = Math.min(best, time);
        }
    }

    /// The best rate of several stretches of time, all threads together.
    private static double best(int threads, IntToDoubleFunction work) {
        double[] rate = new double[threads];
        Thread[] all = new Thread[threads];
        for (int i = 0; i < threads; i++) {
            int me = i;
            all[i] = Thread.ofPlatform().start(() -> rate[me] = rate(work));
        }
        double sum = 0;
        for (int i = 0; i < threads; i++) {
            try {
                all[i].join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while measuring", e);
            }
            sum += rate[i];
        }
        return sum;
    }

    private static double rate(IntToDoubleFunction work) {
        warmUp(work);
        double best = 0;
        long end = System.nanoTime() + (long) (2 * SECONDS * 1e9);
        while (System.nanoTime() < end) {
            long from = System.nanoTime();
            double done = 0;
            do {
                done += work.applyAsDouble(0);
            } while (System.nanoTime() - from < SECONDS * 1e8);
            best = Math.max(best, done / (System.nanoTime() - from) * 1e9);
        }
        return best;
    }
}
