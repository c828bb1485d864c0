package dev.spektron.train.checkpoint;

import dev.spektron.backend.VariableLayout;
import dev.spektron.backend.Variables;
import dev.spektron.backend.op.Section;
import dev.spektron.tensor.Shape;
import dev.spektron.train.checkpoint.TrainState.Best;
import dev.spektron.train.checkpoint.TrainState.Position;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Variables and states whose every number follows from the step.
final class Runs {
    private Runs() {}

    static VariableLayout layout(int width) {
        VariableLayout layout = new VariableLayout();
        layout.parameter("net.w", Shape.of(width, 7), 0);
        layout.parameter("net.b", Shape.of(width), 1);
        layout.state("norm.mean", Shape.of(width));
        layout.parameter("net.scale", Shape.SCALAR, 1);
        return layout;
    }

    /// Bits of every kind, NaN with payloads among them; gaps stay 0.
    static Variables variables(int width, Section last, long step) {
        Variables v = Variables.allocate(layout(width), last);
        int i = 0;
        for (Section section : Section.values()) {
            for (VariableLayout.Entry e : v.layout().entries()) {
                boolean state = section == Section.STATE;
                if (section.compareTo(last) > 0 || e.trained() == state) {
                    continue;
                }
                float[] values = new float[e.shape().size()];
                for (int k = 0; k < values.length; k++) {
                    values[k] = Float.intBitsToFloat((int) ((i++ + 31 * step) * 0x9e3779b97f4a7c15L >>> 32));
                }
                if (state) {
                    v.set(e.name(), values);
                } else {
                    v.set(section, e.name(), values);
                }
            }
        }
        return v;
    }

    static TrainState state(long step) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("val/loss", 1.0 / (step + 1));
        metrics.put("train/loss", Double.NaN);
        metrics.put("train/lr", Double.NEGATIVE_INFINITY);
        Map<String, Long> counters = new LinkedHashMap<>();
        counters.put("skipped", step / 3);
        counters.put("stream.dropout", Long.MIN_VALUE + step);
        return new TrainState(step, new Position(step / 10, step % 10, -7), "model:\n  width: 3 # \u00e9\n", metrics,
            Optional.of(new Best("val/msrp", 0.1 + step, step)), counters, Map.of("data", "0".repeat(64)));
    }
}
