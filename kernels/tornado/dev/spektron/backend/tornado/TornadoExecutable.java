package dev.spektron.backend.tornado;

import dev.spektron.backend.Executable;
import dev.spektron.backend.Plan;
import dev.spektron.backend.Slot;
import dev.spektron.tensor.ShapeException;

/// A plan on a device. Inputs wait on the host until the next run; outputs come back when they are asked for.
final class TornadoExecutable implements Executable {
    private final Program program;
    private final DeviceSession session;
    private final Runnable end;

    /// @param end what to do when nobody needs the plan any more
    TornadoExecutable(Program program, DeviceSession session, Runnable end) {
        this.program = program;
        this.session = session;
        this.end = end;
    }

    @Override
    public Plan plan() {
        return program.plan();
    }

    @Override
    public void write(String input, float... values) {
        Slot s = plan().input(input);
        if (values.length != s.size()) {
            throw new ShapeException("input " + input + s.shape() + ": expected " + s.size() + " numbers, found " + values.length);
        }
        System.arraycopy(values, 0, program.inputs().numbers(), program.inputs().offset(input), values.length);
    }

    @Override
    public void run() {
        session.run(program, null);
    }

    /// As in [Executable]. The first such run builds the task graphs anew, one for each step; what is measured is a step with the host's
    /// part of starting its graph.
    @Override
    public void run(long[] nanos) {
        session.run(program, nanos);
    }

    @Override
    public void read(String output, float[] into) {
        Slot s = plan().output(output);
        if (into.length != s.size()) {
            throw new ShapeException("output " + output + s.shape() + ": expected room for " + s.size() + " numbers, found " + into.length);
        }
        Gathered results = fetched(output);
        System.arraycopy(results.numbers(), results.offset(output), into, 0, into.length);
    }

    @Override
    public float scalar(String output) {
        Slot s = plan().output(output);
        if (s.size() != 1) {
            throw new ShapeException("output " + output + ": expected a single number, found shape " + s.shape());
        }
        Gathered results = fetched(output);
        return results.numbers()[results.offset(output)];
    }

    private Gathered fetched(String output) {
        Gathered results = program.outputs(output);
        session.fetch(program, results.numbers());
        return results;
    }

    @Override
    public void close() {
        end.run();
    }
}
