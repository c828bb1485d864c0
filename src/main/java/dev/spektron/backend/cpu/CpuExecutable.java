package dev.spektron.backend.cpu;

import dev.spektron.backend.Executable;
import dev.spektron.backend.Plan;
import dev.spektron.backend.Slot;
import dev.spektron.backend.Space;
import dev.spektron.backend.Step;
import dev.spektron.backend.Variables;
import dev.spektron.tensor.ShapeException;
import java.util.List;

/// A plan as arrays of parallel loops over one work array.
final class CpuExecutable implements Executable {
    private final Plan plan;
    private final WorkerPool pool;
    private final float[] work;
    private final Variables variables;
    private final Task[][] tasks;
    private final boolean checkNumerics;

    CpuExecutable(Plan plan, Variables variables, Lowering lowering, WorkerPool pool, boolean checkNumerics) {
        plan.check(variables);
        this.plan = plan;
        this.pool = pool;
        this.variables = variables;
        this.checkNumerics = checkNumerics;
        work = new float[plan.workSize()];
        plan.constants().forEach((slot, value) -> System.arraycopy(value.data(), 0, work, slot.offset(), slot.size()));
        List<Step> steps = plan.steps();
        tasks = new Task[steps.size()][];
        for (int i = 0; i < tasks.length; i++) {
            tasks[i] = lowering.lower(new Bound(steps.get(i), variables.data(), work)).toArray(Task[]::new);
        }
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public void write(String input, float... values) {
        Slot s = plan.input(input);
        if (values.length != s.size()) {
            throw new ShapeException("input " + input + s.shape() + ": expected " + s.size() + " numbers, found " + values.length);
        }
        System.arraycopy(values, 0, work, s.offset(), values.length);
    }

    @Override
    public void run() {
        run(null);
    }

    @Override
    public void run(long[] nanos) {
        long before = nanos == null ? 0 : System.nanoTime();
        for (int i = 0; i < tasks.length; i++) {
            for (Task task : tasks[i]) {
                pool.run(task);
            }
            if (checkNumerics) {
                Numerics.check(plan.steps().get(i), variables.data(), work);
            }
            if (nanos != null) {
                long now = System.nanoTime();
                nanos[i] += now - before;
                before = now;
            }
        }
    }

    @Override
    public void read(String output, float[] into) {
        Slot s = plan.output(output);
        if (into.length != s.size()) {
            throw new ShapeException("output " + output + s.shape() + ": expected room for " + s.size() + " numbers, found " + into.length);
        }
        System.arraycopy(array(s), s.offset(), into, 0, into.length);
    }

    @Override
    public float scalar(String output) {
        Slot s = plan.output(output);
        if (s.size() != 1) {
            throw new ShapeException("output " + output + ": expected a single number, found shape " + s.shape());
        }
        return array(s)[s.offset()];
    }

    private float[] array(Slot s) {
        return s.space() == Space.WORK ? work : variables.data();
    }

    @Override
    public void close() {
        // The threads belong to the backend, the arrays to the collector.
    }
}
