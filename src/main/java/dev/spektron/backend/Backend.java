package dev.spektron.backend;

import dev.spektron.backend.op.Op;
import dev.spektron.tensor.Shape;
import java.util.List;

/// Something that runs plans.
public interface Backend extends AutoCloseable {
    String name();

    /// The name by which `--device` finds it again.
    default String device() {
        return name();
    }

    /// One line for people: what it runs on.
    String description();

    /// Elements of scratch that an operation needs beside its operands and results. For effects the touched parts of the variables follow
    /// the operands, as in [Step].
    int scratch(Op op, List<Shape> in, List<Shape> out);

    /// Makes a plan ready. The plan must have been made for this backend.
    ///
    /// @param checkNumerics look at every result for NaN and infinity (slow; finds the step that made the first)
    Executable compile(Plan plan, Variables variables, boolean checkNumerics);

    @Override
    void close();
}
