package dev.spektron.backend;

/// A plan made ready on a backend. Not for several threads at a time.
public interface Executable extends AutoCloseable {
    Plan plan();

    /// Fills an input. The numbers stay until they are written again.
    ///
    /// @throws IllegalArgumentException if there is no such input or the number of values is not that of its shape
    void write(String input, float... values);

    /// Runs every step once.
    ///
    /// @throws NonFiniteException if numerics are checked and a step produced a number that is not finite
    void run();

    /// Runs every step once and adds the nanoseconds of each to `nanos[step]`.
    void run(long[] nanos);

    /// Copies a result of the last run.
    void read(String output, float[] into);

    /// The one number of a result of the last run.
    float scalar(String output);

    @Override
    void close();
}
