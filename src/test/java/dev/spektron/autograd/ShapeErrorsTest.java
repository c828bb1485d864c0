package dev.spektron.autograd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.spektron.backend.op.Op;
import dev.spektron.tensor.Shape;
import dev.spektron.tensor.ShapeException;
import dev.spektron.testing.OpSample;
import dev.spektron.testing.OpSamples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Operands that do not fit get one message, with what was expected and what was found, from every operation.
class ShapeErrorsTest {
    /// The first sample of every kind of operation.
    static Stream<OpSample> kinds() {
        List<Class<?>> seen = new ArrayList<>();
        return OpSamples.all().stream().filter(s -> !seen.contains(s.op().getClass())).peek(s -> seen.add(s.op().getClass())).toList()
            .stream();
    }

    private static List<Shape> shapes(OpSample s) {
        return new ArrayList<>(s.operands().stream().map(OpSample.Operand::shape).toList());
    }

    /// Every rank but its own, every extent but its own.
    private static List<Shape> others(Shape s) {
        List<Shape> out = new ArrayList<>();
        for (int rank = 0; rank <= s.rank() + 1; rank++) {
            if (rank != s.rank()) {
                int[] dims = Arrays.copyOf(s.dims(), rank);
                Arrays.fill(dims, Math.min(rank, s.rank()), rank, 3);
                out.add(Shape.of(dims));
            }
        }
        for (int axis = 0; axis < s.rank(); axis++) {
            int[] dims = s.dims().clone();
            dims[axis] += 1;
            out.add(Shape.of(dims));
        }
        return out;
    }

    /// An operation takes other operands, or says what it expected; it never stumbles.
    @ParameterizedTest
    @MethodSource("kinds")
    void operandsThatDoNotFitAreNamed(OpSample sample) {
        for (int i = 0; i < sample.operands().size(); i++) {
            for (Shape other : others(sample.operands().get(i).shape())) {
                List<Shape> in = shapes(sample);
                in.set(i, other);
                refusedOrTaken(sample.op(), in);
            }
        }
        List<Shape> fewer = shapes(sample);
        fewer.removeLast();
        refusedOrTaken(sample.op(), fewer);
        List<Shape> more = shapes(sample);
        for (int i = 0; i < 9; i++) {
            more.add(Shape.of(2));
        }
        refusedOrTaken(sample.op(), more);
    }

    private static void refusedOrTaken(Op op, List<Shape> in) {
        try {
            op.infer(in);
        } catch (ShapeException e) {
            assertTrue(e.getMessage().contains("expected ") && e.getMessage().contains("found ") && e.getMessage().lines().count() == 1,
                op.label() + " " + in + ": " + e.getMessage());
        } catch (RuntimeException e) {
            fail(op.label() + " of " + in + ": " + e, e);
        }
    }

    @Test
    void messagesNameScopeOperationAndBothShapes() {
        Graph g = new Graph();
        Value x = g.input("x", Shape.of(16, 700));
        try (Graph.Scope _ = g.scope("head")) {
            Value y = g.input("y", Shape.of(16, 701));
            String message = assertThrows(ShapeException.class, () -> x.add(y)).getMessage();
            for (String part : List.of("head", "add", "(16, 700)", "(16, 701)")) {
                assertTrue(message.contains(part), message);
            }
            message = assertThrows(ShapeException.class, () -> x.matmul(y)).getMessage();
            for (String part : List.of("head", "MatMul", "700", "16")) {
                assertTrue(message.contains(part), message);
            }
            message = assertThrows(ShapeException.class, () -> Fn.attention(x, x, x, 2)).getMessage();
            assertEquals("head: Attention", message.substring(0, 15), message);
            assertTrue(message.contains("of rank 3, found rank 2 (16, 700)"), message);
        }
    }
}
