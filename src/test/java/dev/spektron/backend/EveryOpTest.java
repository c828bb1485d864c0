package dev.spektron.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.spektron.autograd.Node;
import dev.spektron.backend.op.Elementary;
import dev.spektron.backend.op.Primitive;
import dev.spektron.testing.OpSample;
import dev.spektron.testing.OpSamples;
import dev.spektron.testing.Trace;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// An operation without a sample is an operation that nobody tests: every record of the sealed hierarchy must have one. (That each has a
/// reference, a gradient rule and a scalar body, the compiler checks: those tables are exhaustive.)
class EveryOpTest {
    private static Set<String> names(Iterable<Class<?>> kinds) {
        Set<String> out = new TreeSet<>();
        kinds.forEach(k -> out.add(k.getName()));
        return out;
    }

    private static Set<String> missing(List<Class<?>> kinds, Set<Class<?>> seen) {
        Set<String> out = names(kinds);
        out.removeAll(names(new HashSet<>(seen)));
        return out;
    }

    @Test
    void everyPrimitiveAndFusedOperationHasSamples() {
        Set<Class<?>> seen = new HashSet<>();
        OpSamples.all().forEach(s -> seen.add(s.op().getClass()));
        assertEquals(Set.of(), missing(OpSamples.primitives(), seen));
        assertEquals(Set.of(), missing(OpSamples.fused(), seen));
    }

    @Test
    void everyElementaryFunctionHasSamples() {
        Set<Elementary> seen = EnumSet.noneOf(Elementary.class);
        for (OpSample s : OpSamples.all()) {
            if (s.op() instanceof Primitive.Elementwise e) {
                seen.add(e.f());
            }
        }
        assertEquals(EnumSet.allOf(Elementary.class), seen);
    }

    @Test
    void everyBackwardPassStandsInTheGradientOfASample() {
        Set<Class<?>> seen = new HashSet<>();
        for (OpSample s : OpSamples.all()) {
            for (Node n : Trace.of(s, false, 0, true).graph().nodes()) {
                seen.add(n.op().getClass());
            }
        }
        assertEquals(Set.of(), missing(OpSamples.adjoints(), seen));
    }
}
