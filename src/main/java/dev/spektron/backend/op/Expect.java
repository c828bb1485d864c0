package dev.spektron.backend.op;

import dev.spektron.tensor.Shape;
import dev.spektron.tensor.ShapeException;
import java.util.List;

/// Checks of operand shapes; every message says what was expected and what was found.
final class Expect {
    private Expect() {}

    static void operands(List<Shape> in, int n) {
        if (in.size() != n) {
            throw new ShapeException("expected " + n + " operands, found " + in.size() + " " + in);
        }
    }

    static void operands(List<Shape> in, int least, int most) {
        if (in.size() < least || in.size() > most) {
            throw new ShapeException("expected " + least + " to " + most + " operands, found " + in.size() + " " + in);
        }
    }

    static Shape rank(String name, Shape found, int rank) {
        if (found.rank() != rank) {
            throw new ShapeException("expected " + name + " of rank " + rank + ", found rank " + found.rank() + " " + found);
        }
        return found;
    }

    static Shape rankAtLeast(String name, Shape found, int rank) {
        if (found.rank() < rank) {
            throw new ShapeException("expected " + name + " of rank " + rank + " at least, found rank " + found.rank() + " " + found);
        }
        return found;
    }

    static void shape(String name, Shape found, Shape expected) {
        if (!found.equals(expected)) {
            throw new ShapeException("expected " + name + " of shape " + expected + ", found " + found);
        }
    }

    static void shape(String name, Shape found, int... expected) {
        shape(name, found, Shape.of(expected));
    }

    static void extent(String name, int found, int expected) {
        if (found != expected) {
            throw new ShapeException("expected " + name + " " + expected + ", found " + found);
        }
    }

    static void axes(Shape s, int from, int to) {
        if (from < 0 || to > s.rank() || from > to) {
            throw new ShapeException("expected axes inside " + s + ", found " + from + " up to " + to);
        }
    }

    static void argument(boolean ok, String message) {
        if (!ok) {
            throw new ShapeException(message);
        }
    }
}
