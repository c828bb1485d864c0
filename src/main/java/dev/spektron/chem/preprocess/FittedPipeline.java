package dev.spektron.chem.preprocess;

import dev.spektron.spectra.Axis;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;

/// A pipeline after fitting: applies the same arithmetic to every spectrum that comes. Thread-safe.
public final class FittedPipeline {
    private final Pipeline pipeline;
    private final Axis input;
    private final List<Step.Fitted> steps;

    FittedPipeline(Pipeline pipeline, Axis input, List<Step.Fitted> steps) {
        this.pipeline = pipeline;
        this.input = input;
        this.steps = List.copyOf(steps);
    }

    /// The pipeline that was fitted.
    public Pipeline pipeline() {
        return pipeline;
    }

    /// Axis of the spectra that come in.
    public Axis inputAxis() {
        return input;
    }

    /// Axis of the spectra that come out.
    public Axis axis() {
        return steps.isEmpty() ? input : steps.getLast().axis();
    }

    /// Transforms spectra, samples x channels; the argument is not changed, and the result is a matrix of its own.
    ///
    /// @throws IllegalArgumentException for a wrong number of channels, a value that is not finite, or a spectrum that a step is not
    ///     defined for; names the row
    public DMatrixRMaj apply(DMatrixRMaj x) {
        if (steps.isEmpty()) {
            Rows.checkChannels("raw", x, input.size());
            Rows.checkFinite("raw", x);
            return x.copy();
        }
        DMatrixRMaj now = x;
        for (Step.Fitted step : steps) {
            now = step.apply(now);
        }
        return now;
    }

    /// Everything that was learned, one map a step, for [Pipeline#restore(List, Axis)].
    public List<Map<String, double[]>> state() {
        return steps.stream().map(Step.Fitted::state).toList();
    }
}
