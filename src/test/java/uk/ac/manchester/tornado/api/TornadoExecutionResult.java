package uk.ac.manchester.tornado.api;

/// Host double of the class of this name.
public class TornadoExecutionResult {
    private final TornadoExecutionPlan plan;

    TornadoExecutionResult(TornadoExecutionPlan plan) {
        this.plan = plan;
    }

    /// Copies from the graphs that are selected now, as TornadoVM does.
    public TornadoExecutionResult transferToHost(Object... objects) {
        for (ImmutableTaskGraph g : plan.selected()) {
            for (Object o : objects) {
                g.transferToHost(o);
            }
        }
        return this;
    }
}
