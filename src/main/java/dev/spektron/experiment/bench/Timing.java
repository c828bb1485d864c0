package dev.spektron.experiment.bench;

import java.util.Arrays;

/// Times of repeated runs, in seconds.
///
/// @param runs   number of runs
/// @param median middle time
/// @param least  shortest time
/// @param most   longest time
public record Timing(int runs, double median, double least, double most) {
    /// Runs for `warmUp` seconds, then for `seconds`, three times at least.
    public static Timing of(Runnable work, double warmUp, double seconds) {
        return of(work, warmUp, 1, seconds, 3);
    }

    /// Runs for `warmUp` seconds, `warmRuns` times at least, then for `seconds`, `least` times at least.
    public static Timing of(Runnable work, double warmUp, int warmRuns, double seconds, int least) {
        long end = System.nanoTime() + (long) (warmUp * 1e9);
        for (int i = 0; i < warmRuns || System.nanoTime() < end; i++) {
            work.run();
        }
        double[] times = new double[64];
        int n = 0;
        end = System.nanoTime() + (long) (seconds * 1e9);
        while (n < least || System.nanoTime() < end) {
            long from = System.nanoTime();
            work.run();
            times = n < times.length ? times : Arrays.copyOf(times, 2 * n);
            times[n++] = (System.nanoTime() - from) / 1e9;
        }
        double[] sorted = Arrays.copyOf(times, n);
        Arrays.sort(sorted);
        return new Timing(n, sorted[n / 2], sorted[0], sorted[n - 1]);
    }
}
