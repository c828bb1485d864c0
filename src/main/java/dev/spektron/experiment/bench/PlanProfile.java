package dev.spektron.experiment.bench;

import com.sun.management.ThreadMXBean;
import dev.spektron.backend.Executable;
import dev.spektron.backend.Step;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Where the time of a plan goes: for each step the median of its times beside what the machine needs at least.
///
/// @param steps   in the order of the plan
/// @param seconds median time of a whole run
/// @param floor   sum of the floors of the steps
/// @param timing  times of whole runs without looking at the steps
/// @param heap    bytes that a whole run allocates on the heap, all threads together, on average
public record PlanProfile(List<Row> steps, double seconds, double floor, Timing timing, double heap) {
    /// @param seconds median time
    /// @param floor   least time by the roofline
    public record Row(int index, Step step, double seconds, double floor) {}

    /// Runs of a step until the compiler has seen all of it.
    private static final int WARM = 20;
    private static final int LEAST = 7;
    private static final int ROUNDS = 5;
    /// In units of `warmUp`: how long the compiler must have rested, and how long that is waited for.
    private static final double REST = 5;
    private static final double MOST = 40;
    /// Milliseconds of compilation, for each second of `warmUp`, that are no rest.
    private static final double BUSY = 20;

    /// Runs 20 times at least, and on until the compiler has rested five times `warmUp` seconds; then whole runs for half of `warmUp`, then
    /// `repeats` runs step by step. Without repeats there are no steps, and `seconds` is the median of whole runs.
    public static PlanProfile of(Executable run, Ceilings ceilings, double warmUp, int repeats) {
        settle(run, warmUp);
        Timing timing = Timing.of(run::run, 0, 0, warmUp / 2, LEAST);
        List<Step> steps = run.plan().steps();
        if (repeats == 0) {
            double floors = steps.stream().mapToDouble(s -> ceilings.floor(s.flops(), s.bytes())).sum();
            return new PlanProfile(List.of(), timing.median(), floors, timing, allocated(run, 1));
        }
        long[][] nanos = new long[repeats][steps.size()];
        for (long[] n : nanos) {
            run.run(n);
        }
        List<Row> rows = new ArrayList<>();
        double total = 0;
        double floors = 0;
        for (int i = 0; i < steps.size(); i++) {
            long[] times = new long[repeats];
            for (int r = 0; r < repeats; r++) {
                times[r] = nanos[r][i];
            }
            Arrays.sort(times);
            double floor = ceilings.floor(steps.get(i).flops(), steps.get(i).bytes());
            rows.add(new Row(i, steps.get(i), times[repeats / 2] / 1e9, floor));
            total += times[repeats / 2] / 1e9;
            floors += floor;
        }
        return new PlanProfile(rows, total, floors, timing, allocated(run, repeats));
    }

    /// The compiler's threads take processor time from the step, and code that they have not reached is slow and allocates. Some operations
    /// are so small that it comes to them after hundreds of steps.
    private static void settle(Executable run, double warmUp) {
        CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
        long most = System.nanoTime() + (long) (MOST * warmUp * 1e9);
        long rest = System.nanoTime() + (long) (REST * warmUp * 1e9);
        long compiled = 0;
        for (int n = 0; n < WARM || System.nanoTime() < Math.min(most, rest); n++) {
            run.run();
            long sum = compiler.getTotalCompilationTime();
            if (sum > compiled + BUSY * warmUp) {
                compiled = sum;
                rest = System.nanoTime() + (long) (REST * warmUp * 1e9);
            }
        }
    }

    /// The least of a few rounds: until the compiler has seen everything, the Vector API allocates.
    private static double allocated(Executable run, int repeats) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS && least > 0; round++) {
            long before = threads.getTotalThreadAllocatedBytes();
            for (int i = 0; i < repeats; i++) {
                run.run();
            }
            least = Math.min(least, threads.getTotalThreadAllocatedBytes() - before);
        }
        return (double) least / repeats;
    }
}
