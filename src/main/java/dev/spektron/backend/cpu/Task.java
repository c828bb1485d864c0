package dev.spektron.backend.cpu;

/// A parallel loop. Its parts are independent, and there are as many whatever the number of threads, so results do not depend on it.
public interface Task {
    int parts();

    /// Computes one part.
    ///
    /// @param worker number of the thread, from 0, for buffers of its own
    void run(int part, int worker);

    /// A stretch of a loop.
    @FunctionalInterface
    interface Range {
        void run(int from, int to, int worker);
    }

    /// A loop over `n` items in parts of `grain` items.
    static Task range(int n, int grain, Range body) {
        int g = Math.max(1, grain);
        int parts = (n + g - 1) / g;
        return new Task() {
            @Override
            public int parts() {
                return parts;
            }

            @Override
            public void run(int part, int worker) {
                body.run(part * g, Math.min(n, (part + 1) * g), worker);
            }
        };
    }

    /// A loop over `n` items of `cost` elements each, in parts of about [#GRAIN] elements.
    static Task items(int n, int cost, Range body) {
        return range(n, Math.max(1, GRAIN / Math.max(1, cost)), body);
    }

    /// Elements of a part: large beside the cost of handing it out, small beside the work of a step.
    int GRAIN = 1 << 14;
}
