package uk.ac.manchester.tornado.api;

/// A way to the results of an execution.
public class TornadoExecutionResult {
    TornadoExecutionResult() {
        throw Declared.only();
    }

    public TornadoExecutionResult transferToHost(Object... objects) {
        throw Declared.only();
    }
}
