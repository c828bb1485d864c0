package dev.spektron.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.spektron.autograd.Graph;
import dev.spektron.autograd.Planner;
import dev.spektron.autograd.Value;
import dev.spektron.backend.op.Attention;
import dev.spektron.backend.op.CrossEntropy;
import dev.spektron.backend.op.LayerNorm;
import dev.spektron.backend.op.LogSumExp;
import dev.spektron.backend.op.Normalize;
import dev.spektron.backend.op.Op;
import dev.spektron.backend.op.Section;
import dev.spektron.backend.op.Softmax;
import dev.spektron.backend.vector.VectorBackend;
import dev.spektron.tensor.Shape;
import dev.spektron.testing.Steady;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Row operations and attention allocate nothing once they are compiled: no vector leaves a kernel.
class RowAllocationTest {
    private record Case(Op op, Shape... operands) {
        @Override
        public String toString() {
            return op.label();
        }
    }

    static Stream<Case> cases() {
        Shape x = Shape.of(40, 70);
        Shape q = Shape.of(2, 30, 40);
        return Stream.of(new Case(new Softmax(), x), new Case(new LogSumExp(), x), new Case(new CrossEntropy(), x, Shape.of(40)),
            new Case(new LayerNorm(true, 1e-5f), x, Shape.of(70), Shape.of(70)),
            new Case(new LayerNorm(false, 1e-5f), x, Shape.of(70), Shape.of(70)), new Case(new Normalize(0, 1, 1e-5f), x),
            new Case(new Normalize(1, 2, 1e-5f), x), new Case(new Attention(2, 0.2f, true, true, 0.1f, 1, 2), q, q, q, Shape.of(2, 30, 30),
                Shape.SCALAR));
    }

    @Tag("allocation")
    @ParameterizedTest
    @MethodSource("cases")
    void allocatesNothingInTheSteadyState(Case c) {
        Graph g = new Graph();
        List<Value> in = new ArrayList<>();
        for (int i = 0; i < c.operands.length; i++) {
            in.add(g.input("x" + i, c.operands[i]));
        }
        Value y = g.apply(c.op, in).getFirst();
        List<Value> gradients = g.gradients(y.square().sum(), in);
        for (int i = 0; i < in.size(); i++) {
            if (gradients.get(i) != null) {
                g.output("g" + i, gradients.get(i));
            }
        }
        try (Backend backend = new VectorBackend(1)) {
            Plan plan = Planner.plan(g, backend);
            try (Executable run = backend.compile(plan, Variables.allocate(plan.layout(), Section.STATE), false)) {
                assertEquals(0, Steady.allocated(run), "bytes allocated in 100 runs");
            }
        }
    }
}
