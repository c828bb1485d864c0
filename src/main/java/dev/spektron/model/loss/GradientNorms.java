package dev.spektron.model.loss;

import dev.spektron.autograd.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How strongly each term pulls at a value that all terms share, such as the last tokens of the backbone.
public final class GradientNorms {
    private GradientNorms() {}

    /// The Euclidean norm of the gradient of each term with respect to `trunk`: scalars, 0 for a term that does not depend on it. Each
    /// costs a backward pass of its own from the term to the trunk, so trace them in a graph that runs every n steps.
    public static Map<String, Value> of(Value trunk, Map<String, Value> terms) {
        Map<String, Value> out = new LinkedHashMap<>();
        terms.forEach((name, term) -> {
            Value gradient = trunk.graph().gradients(term, List.of(trunk)).getFirst();
            out.put(name, gradient == null ? trunk.graph().constant(0) : gradient.square().sum().sqrt());
        });
        return out;
    }
}
