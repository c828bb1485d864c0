package dev.spektron.train.checkpoint;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What a run knows besides its tensors.
///
/// @param step       steps done
/// @param position   where the data stand
/// @param config     text of the configuration
/// @param metrics    last measurements
/// @param best       best validation so far, if there was one
/// @param counters   whole numbers by name: states of random streams and schedules, skipped batches
/// @param provenance versions, seeds, SHA-256 of inputs
public record TrainState(long step, Position position, String config, Map<String, Double> metrics, Optional<Best> best,
                         Map<String, Long> counters, Map<String, String> provenance) {
    /// Place in the data: passes done, samples taken in this one, and the seed of its order.
    public record Position(long epoch, long sample, long seed) {}

    /// Best value of the metric that selects, and its step.
    public record Best(String metric, double value, long step) {}

    public TrainState {
        if (step < 0) {
            throw new IllegalArgumentException("step: expected at least 0, found " + step);
        }
        metrics = copy(metrics);
        counters = copy(counters);
        provenance = copy(provenance);
    }

    private static <V> Map<String, V> copy(Map<String, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
