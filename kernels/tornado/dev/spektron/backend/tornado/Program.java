package dev.spektron.backend.tornado;

import dev.spektron.backend.NonFiniteException;
import dev.spektron.backend.Plan;
import dev.spektron.backend.Slot;
import dev.spektron.backend.Space;
import dev.spektron.backend.Step;
import dev.spektron.backend.op.Effect;
import dev.spektron.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A plan among those that share a device's memory: its kernels, and what crosses the border of the device.
final class Program {
    /// Lanes that look at a result.
    private static final int CHECKS = 256;

    /// Kernels that belong together.
    ///
    /// @param step number of the step of the plan, -1 for what surrounds the steps
    record Group(int step, List<Launch> launches) {}

    /// A result that is looked at.
    private record Checked(Step step, int result) {}

    private final Plan plan;
    private final boolean check;
    private final boolean writes;
    private final Gathered inputs = new Gathered();
    private final Gathered scalars = new Gathered();
    private final Gathered tensors = new Gathered();
    private final List<Checked> checked = new ArrayList<>();
    /// Of each result that is looked at, how many numbers are not finite; it stands behind the work of the plan.
    private final Gathered counts = new Gathered();

    Program(Plan plan, boolean check) {
        this.plan = plan;
        this.check = check;
        writes = plan.steps().stream().anyMatch(Program::writes);
        plan.inputs().forEach(inputs::add);
        plan.outputs().forEach((name, slot) -> (slot.size() == 1 ? scalars : tensors).add(name, slot));
        if (check) {
            for (Step s : plan.steps()) {
                for (int k = 0; k < s.out().size(); k++) {
                    if (s.out().get(k).exists()) {
                        checked.add(new Checked(s, k));
                    }
                }
            }
        }
        if (!checked.isEmpty()) {
            counts.add("counts", new Slot(Space.WORK, plan.workSize(), Shape.of(CHECKS * checked.size())));
        }
    }

    /// Effects change variables; other steps may compute a gradient right where it is stored.
    private static boolean writes(Step s) {
        return s.op() instanceof Effect && !(s.op() instanceof Effect.GradientNorm)
            || s.out().stream().anyMatch(o -> o.exists() && o.space() == Space.VARIABLES);
    }

    Plan plan() {
        return plan;
    }

    /// Elements of the memory of all plans that are its own.
    long workSize() {
        return (long) plan.workSize() + counts.numbers().length;
    }

    /// True if a run changes variables.
    boolean writes() {
        return writes;
    }

    Gathered inputs() {
        return inputs;
    }

    /// The array of the device's results that holds an output.
    Gathered outputs(String name) {
        return scalars.contains(name) ? scalars : tensors;
    }

    /// Arrays that come back to the host when they are asked for.
    List<float[]> results() {
        List<float[]> out = new ArrayList<>();
        for (Gathered r : List.of(scalars, tensors, counts)) {
            if (!r.isEmpty()) {
                out.add(r.numbers());
            }
        }
        return out;
    }

    /// Bytes on the device beside the work of the plan: what crosses the border, and where it goes.
    long borderBytes() {
        return Stream.of(inputs, scalars, tensors, counts).mapToLong(g -> 8L * g.numbers().length).sum();
    }

    /// All kernels in order.
    List<Group> lower(float[] memory, int[] words, int base, Tuning tuning) {
        List<Group> out = new ArrayList<>();
        if (!inputs.isEmpty()) {
            int[] places = inputs.places(s -> place(s, base));
            int n = places.length;
            out.add(new Group(-1, List.of(Launch.of("kScatter", (g, id) -> g.task(id, TransferKernels::kScatter, memory, places,
                inputs.numbers(), n, Launch.padded(n)), places))));
        }
        int results = 0;
        for (int i = 0; i < plan.steps().size(); i++) {
            Step step = plan.steps().get(i);
            List<Launch> launches = isEmpty(step) ? new ArrayList<>()
                : new ArrayList<>(TornadoLowering.lower(new Site(step, memory, words, base, tuning)));
            for (Slot s : check ? step.out() : List.<Slot>of()) {
                if (s.exists()) {
                    launches.add(look(memory, place(s, base), s.size(), base + plan.workSize() + CHECKS * results++));
                }
            }
            out.add(new Group(i, launches));
        }
        out.add(new Group(-1, Stream.of(scalars, tensors, counts).filter(r -> !r.isEmpty()).map(r -> gather(r, memory, base)).toList()));
        return out;
    }

    /// True if no result has a number. Kernels over no items do not all compile.
    private static boolean isEmpty(Step step) {
        return !step.out().isEmpty() && step.out().stream().allMatch(s -> !s.exists() || s.size() == 0);
    }

    private static Launch look(float[] memory, int at, int n, int counts) {
        return Launch.of("kNotFinite", (g, id) -> g.task(id, CheckKernels::kNotFinite, memory, at, n, counts, CHECKS,
            Launch.padded(CHECKS)));
    }

    private static Launch gather(Gathered from, float[] memory, int base) {
        int[] places = from.places(s -> place(s, base));
        int n = places.length;
        return Launch.of("kGather", (g, id) -> g.task(id, TransferKernels::kGather, memory, places, from.numbers(), n, Launch.padded(n)),
            places);
    }

    static int place(Slot s, int base) {
        return s.space() == Space.VARIABLES ? s.offset() : base + s.offset();
    }

    boolean isChecked() {
        return !counts.isEmpty();
    }

    float[] counts() {
        return counts.numbers();
    }

    /// Looks at what the device has counted.
    ///
    /// @throws NonFiniteException naming the first step with a result that is not finite
    void judge() {
        for (int k = 0; k < checked.size(); k++) {
            long bad = 0;
            for (int lane = 0; lane < CHECKS; lane++) {
                bad += (long) counts.numbers()[CHECKS * k + lane];
            }
            if (bad > 0) {
                Step s = checked.get(k).step;
                Slot slot = s.out().get(checked.get(k).result);
                throw new NonFiniteException(s.place(), s.place() + ": " + bad + " of " + slot.size() + " numbers of result "
                    + checked.get(k).result + " " + slot.shape() + " are not finite, expected none; operands: " + s.inShapes());
            }
        }
    }
}
