package dev.spektron.train.log;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// Several sinks as one that never throws: the first failure of each is told once, and what fails is left out while the others go on.
public final class SafeSinks implements MetricSink {
    private final List<MetricSink> sinks;
    private final Consumer<String> warn;
    private final Set<MetricSink> warned = new HashSet<>();

    /// @param warn takes the warnings, one line each
    public SafeSinks(Consumer<String> warn, MetricSink... sinks) {
        this(warn, List.of(sinks));
    }

    public SafeSinks(Consumer<String> warn, List<MetricSink> sinks) {
        this.sinks = new ArrayList<>(sinks);
        this.warn = warn;
    }

    private void each(Consumer<MetricSink> call) {
        for (MetricSink sink : sinks) {
            try {
                call.accept(sink);
            } catch (RuntimeException e) {
                if (warned.add(sink)) {
                    warn.accept("measurements are not written: " + e.getMessage() + "; the training goes on without them");
                }
            }
        }
    }

    @Override
    public void header(Map<String, ?> facts) {
        each(s -> s.header(facts));
    }

    @Override
    public void log(long step, Map<String, Double> metrics) {
        each(s -> s.log(step, metrics));
    }

    @Override
    public void summary(Map<String, ?> facts) {
        each(s -> s.summary(facts));
    }

    @Override
    public void flush() {
        each(MetricSink::flush);
    }

    @Override
    public void close() {
        each(MetricSink::close);
    }
}
