package uk.ac.manchester.tornado.api;

import uk.ac.manchester.tornado.api.common.TornadoDevice;
import uk.ac.manchester.tornado.api.exceptions.TornadoExecutionPlanException;

/// Task graphs ready to be executed on a device.
public class TornadoExecutionPlan implements AutoCloseable {
    public TornadoExecutionPlan(ImmutableTaskGraph... immutableTaskGraphs) {
        throw Declared.only();
    }

    public TornadoExecutionPlan withGraph(int graphIndex) {
        throw Declared.only();
    }

    public TornadoExecutionPlan withDevice(TornadoDevice device) {
        throw Declared.only();
    }

    public TornadoExecutionPlan withGridScheduler(GridScheduler gridScheduler) {
        throw Declared.only();
    }

    public TornadoExecutionPlan withCUDAGraph() {
        throw Declared.only();
    }

    public TornadoExecutionPlan withPreCompilation() {
        throw Declared.only();
    }

    public TornadoExecutionPlan freeDeviceMemory() {
        throw Declared.only();
    }

    public TornadoExecutionResult execute() {
        throw Declared.only();
    }

    @Override
    public void close() throws TornadoExecutionPlanException {
        throw Declared.only();
    }
}
