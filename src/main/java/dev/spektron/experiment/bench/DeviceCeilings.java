package dev.spektron.experiment.bench;

import dev.spektron.backend.Backend;
import dev.spektron.backend.DeviceException;
import dev.spektron.backend.Executable;
import dev.spektron.backend.Plan;
import dev.spektron.backend.Slot;
import dev.spektron.backend.Space;
import dev.spektron.backend.Step;
import dev.spektron.backend.VariableLayout;
import dev.spektron.backend.Variables;
import dev.spektron.backend.op.Chain;
import dev.spektron.backend.op.Elementary;
import dev.spektron.backend.op.Section;
import dev.spektron.tensor.Shape;
import dev.spektron.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/// The ceilings of a device, measured on it with the engine's own kernels.
///
/// Plans are written by hand here: the planner cuts chains after 24 operations, too few for arithmetic to outweigh the memory. A plan holds
/// the same step several times, and what a run of next to nothing takes is subtracted: it is the host's part, which on a GPU is as long as
/// a pass over 200 MB.
public final class DeviceCeilings {
    /// Independent strands of a chain, so that a step need not wait for the one before, and the steps of each.
    private static final int STRANDS = 8;
    private static final int LENGTH = 40;
    private static final int REPEATS = 8;
    /// Numbers of an array that lies in a cache, of one that does not, and of one that even a fast GPU takes a while for.
    private static final int SMALL = 1 << 18;
    private static final int LARGE = 1 << 24;
    private static final int HUGE = 1 << 26;
    private static final int LEAST_PRODUCT = 512;
    private static final int MOST_PRODUCT = 4096;
    /// Seconds of a step from which on it is not repeated with more numbers.
    private static final double LONG = 1e-3;
    private static final double SECONDS = 0.25;

    private final Backend backend;
    private final double seconds;
    private double launch;

    private DeviceCeilings(Backend backend, double seconds) {
        this.backend = backend;
        this.seconds = seconds;
    }

    /// Measures for some seconds, and as long again to compile a dozen kernels.
    public static Ceilings measure(Backend backend) {
        return measure(backend, SECONDS, new int[] {SMALL, LARGE, HUGE}, LEAST_PRODUCT, MOST_PRODUCT);
    }

    /// @param seconds for each measurement
    /// @param sizes   numbers of an array: in a cache, in memory, many
    /// @param least   rows of the smallest square product
    /// @param most    rows of the largest
    static Ceilings measure(Backend backend, double seconds, int[] sizes, int least, int most) {
        DeviceCeilings c = new DeviceCeilings(backend, seconds);
        c.launch = c.time(repeated(add(256), 2, 1));
        double product = c.products(least, most);
        double cached = c.rate(add(sizes[0]), 2, bytes(sizes[0]));
        double memory = c.larger(sizes[1], sizes[2], n -> c.rate(add(n), 2, bytes(n)), n -> 12L * n);
        Chain small = multiplyAdd(1);
        long flops = small.flops(List.of(), List.of());
        double chain = c.chain(sizes[1], n -> c.rate(multiplyAdd(n), 1, REPEATS * flops * n), flops);
        return new Ceilings(Math.max(chain, product), Math.max(cached, memory), memory, product, c.launch);
    }

    private interface Rate {
        double of(int n);
    }

    private interface Work {
        long of(int n);
    }

    /// The rate with `n` numbers, or with `more` where that went too fast to be sure.
    private double larger(int n, int more, Rate rate, Work work) {
        double r = rate.of(n);
        return work.of(n) / r > LONG || more <= n || 24L * more > Runtime.getRuntime().maxMemory() ? r : Math.max(r, rate.of(more));
    }

    /// No kernel of the engine is as long as this chain. A driver that does not take it leaves the best product as the ceiling, rather than
    /// nothing at all to measure by.
    private double chain(int more, Rate rate, long flops) {
        try {
            return larger(1 << 20, more, rate, n -> flops * n);
        } catch (DeviceException e) {
            return 0;
        }
    }

    /// Bytes that a plan of additions moves, the arrays that it fills first among them.
    private static long bytes(int n) {
        return (12L * REPEATS + 8) * n;
    }

    /// Work done in a second by a plan that does so much.
    private double rate(Chain chain, int operands, long work) {
        double t = time(repeated(chain, operands, REPEATS));
        return work / (t - Math.min(launch, t / 2));
    }

    /// Shortest time of a run.
    private double time(Plan plan) {
        try (Executable x = backend.compile(plan, Variables.allocate(plan), false)) {
            return Timing.of(x::run, seconds, seconds).least();
        }
    }

    /// Operations a second of the best square product; larger ones only as long as a product takes less time than a measurement.
    private double products(int least, int most) {
        double best = 0;
        double t = 0;
        for (int n = least; n <= most && t < seconds; n *= 2) {
            try (KernelCase.Prepared p = KernelCases.square(n).prepare(backend)) {
                t = Timing.of(p.run()::run, seconds, seconds).least();
                best = Math.max(best, p.plan().flops() / (t - Math.min(launch, t / 2)));
            }
        }
        return best;
    }

    /// A plan that fills one or two arrays and then does the same step again and again, for a device: chains need no scratch there.
    static Plan repeated(Chain chain, int operands, int times) {
        int n = chain.shape().size();
        Map<Slot, Tensor> constants = Map.of(new Slot(Space.WORK, 0, Shape.of(1)), Tensor.of(Shape.of(1), 0.5f));
        Slot one = constants.keySet().iterator().next();
        List<Slot> arrays = new ArrayList<>();
        List<Step> steps = new ArrayList<>();
        for (int k = 0; k <= operands; k++) {
            // Places at multiples of a cache line behind the one constant.
            arrays.add(new Slot(Space.WORK, 64 + k * n, chain.shape()));
        }
        Chain fill = new Chain(chain.shape(), List.of(new Chain.Access(List.of(0))),
            List.of(new Chain.Instruction(Elementary.COPY, 0, 0, 0, 0, 0)), List.of(1));
        arrays.subList(0, operands).forEach(a -> steps.add(new Step(fill, List.of(one), List.of(a), null, "")));
        steps.addAll(Collections.nCopies(times, new Step(chain, arrays.subList(0, operands), arrays.subList(operands, operands + 1), null,
            "")));
        int work = 64 + (operands + 1) * n;
        return new Plan(steps, new VariableLayout(), Section.STATE, work, work, Map.of(), Map.of(), constants, 4L * work);
    }

    private static Chain add(int n) {
        Chain.Access full = new Chain.Access(List.of(1));
        return new Chain(Shape.of(n), List.of(full, full), List.of(new Chain.Instruction(Elementary.ADD, 0, 1, 0, 0, 0)), List.of(2));
    }

    /// Strands of multiplications with additions, added up at the end. Every step has factors of its own: equal strands would be computed
    /// once. Factors just below 1 keep the numbers finite.
    static Chain multiplyAdd(int n) {
        List<Chain.Instruction> code = new ArrayList<>();
        for (int j = 0; j < LENGTH; j++) {
            for (int s = 0; s < STRANDS; s++) {
                int from = j == 0 ? 0 : 1 + (j - 1) * STRANDS + s;
                code.add(new Chain.Instruction(Elementary.AFFINE, from, 0, 0, 0.99f - 0.001f * s - 0.0001f * j, 0.01f * (s + 1)
                    + 0.001f * j));
            }
        }
        int sum = 1 + (LENGTH - 1) * STRANDS;
        for (int s = 1; s < STRANDS; s++) {
            code.add(new Chain.Instruction(Elementary.ADD, sum, 1 + (LENGTH - 1) * STRANDS + s, 0, 0, 0));
            sum = code.size();
        }
        return new Chain(Shape.of(n), List.of(new Chain.Access(List.of(1))), code, List.of(sum));
    }
}
