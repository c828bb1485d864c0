package dev.spektron.backend.cpu;

import dev.spektron.backend.Backend;
import dev.spektron.backend.Executable;
import dev.spektron.backend.Plan;
import dev.spektron.backend.Variables;
import dev.spektron.backend.op.Op;
import dev.spektron.tensor.Shape;
import java.util.List;

/// A backend that runs plans as parallel loops on the processor.
public class CpuBackend implements Backend {
    private final String name;
    private final String description;
    private final Lowering lowering;
    private final WorkerPool pool;

    protected CpuBackend(String name, String description, Lowering lowering, int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads: expected at least 1, found " + threads);
        }
        this.name = name;
        this.description = description;
        this.lowering = lowering;
        pool = new WorkerPool(threads);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public int scratch(Op op, List<Shape> in, List<Shape> out) {
        return lowering.scratch(op, in, out);
    }

    @Override
    public Executable compile(Plan plan, Variables variables, boolean checkNumerics) {
        return new CpuExecutable(plan, variables, lowering, pool, checkNumerics);
    }

    @Override
    public void close() {
        pool.close();
    }
}
