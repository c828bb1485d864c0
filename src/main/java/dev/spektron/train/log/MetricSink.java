package dev.spektron.train.log;

import java.util.Map;

/// Takes the measurements of one run, from one thread.
///
/// Methods may throw [java.io.UncheckedIOException] if what they write to does not take it; [SafeSinks] keeps that from a training.
public interface MetricSink extends AutoCloseable {
    /// Says once, before all else, what is run: keys such as `config`, `version`, `data_hash`, `seed`. A resumed run says
    /// nothing again where the first header still stands.
    ///
    /// @param facts texts, numbers and booleans by name
    void header(Map<String, ?> facts);

    /// Measurements after a step. NaN and infinities are allowed.
    void log(long step, Map<String, Double> metrics);

    /// What came out in the end, such as best value and step.
    ///
    /// @param facts texts, numbers and booleans by name
    void summary(Map<String, ?> facts);

    /// Hands on what is still kept back.
    void flush();

    @Override
    void close();
}
