package dev.spektron.chem.preprocess;

import dev.spektron.spectra.Axis;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ejml.data.DMatrixRMaj;

/// Preprocessing steps in their order, written in one line: `sg(15,2,1)|snv`. `raw` is the empty pipeline.
///
/// @param steps steps, applied from left to right
public record Pipeline(List<Step> steps) {
    public Pipeline {
        steps = List.copyOf(steps);
    }

    /// The pipeline that changes nothing.
    public static Pipeline raw() {
        return new Pipeline(List.of());
    }

    /// Reads the notation; blanks and case do not matter.
    ///
    /// @throws IllegalArgumentException naming the step, its position and what is allowed there
    public static Pipeline parse(String text) {
        return new Pipeline(StepParser.parse(text));
    }

    /// The pipeline in one line; [#parse(String)] gives an equal pipeline.
    public String notation() {
        return steps.isEmpty() ? "raw" : steps.stream().map(Step::notation).collect(Collectors.joining("|"));
    }

    /// Fits each step to the training spectra as the steps before it leave them.
    ///
    /// @param x training spectra, samples x channels; not changed
    /// @param axis their axis
    public FittedPipeline fit(DMatrixRMaj x, Axis axis) {
        Rows.checkChannels(notation(), x, axis.size());
        List<Step.Fitted> fitted = new ArrayList<>(steps.size());
        DMatrixRMaj now = x;
        Axis here = axis;
        for (int i = 0; i < steps.size(); i++) {
            Step.Fitted step = steps.get(i).fit(now, here);
            // the last step's result is not needed here
            now = i + 1 < steps.size() ? step.apply(now) : now;
            here = step.axis();
            fitted.add(step);
        }
        return new FittedPipeline(this, axis, fitted);
    }

    /// Rebuilds a fitted pipeline from what [FittedPipeline#state()] gave; its results are the same to the bit.
    ///
    /// @param states one map a step
    /// @param axis axis of the spectra that come in
    public FittedPipeline restore(List<Map<String, double[]>> states, Axis axis) {
        if (states.size() != steps.size()) {
            throw new IllegalArgumentException("preprocessing '" + notation() + "': expected " + steps.size() + " saved states, found "
                + states.size());
        }
        List<Step.Fitted> fitted = new ArrayList<>(steps.size());
        Axis here = axis;
        for (int i = 0; i < steps.size(); i++) {
            Step.Fitted step = steps.get(i).restore(states.get(i), here);
            here = step.axis();
            fitted.add(step);
        }
        return new FittedPipeline(this, axis, fitted);
    }
}
