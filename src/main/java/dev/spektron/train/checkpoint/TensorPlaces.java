package dev.spektron.train.checkpoint;

import dev.spektron.backend.Slot;
import dev.spektron.backend.VariableLayout;
import dev.spektron.backend.VariableLayout.Entry;
import dev.spektron.backend.Variables;
import dev.spektron.backend.op.Section;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Which tensor stands where in the array of all variables.
final class TensorPlaces {
    /// Gradients are not kept: checkpoints stand between steps.
    private static final List<Section> KEPT = List.of(Section.MOMENT1, Section.MOMENT2, Section.AVERAGE);

    private TensorPlaces() {}

    static Map<String, Slot> model(VariableLayout layout) {
        Map<String, Slot> out = new LinkedHashMap<>();
        for (Entry e : layout.entries()) {
            out.put(e.name(), layout.slot(e.name()));
        }
        return out;
    }

    static Map<String, Slot> optimizer(Variables variables) {
        Map<String, Slot> out = new LinkedHashMap<>();
        for (Section section : KEPT) {
            if (section.compareTo(variables.last()) <= 0) {
                for (Entry e : variables.layout().entries()) {
                    if (e.trained()) {
                        out.put(section.name().toLowerCase(Locale.ROOT) + "." + e.name(), variables.layout().slot(section, e.name()));
                    }
                }
            }
        }
        return out;
    }
}
