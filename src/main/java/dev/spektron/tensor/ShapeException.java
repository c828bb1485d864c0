package dev.spektron.tensor;

/// Shapes that do not fit one another; the message names what was expected, what was found and, in a graph, the scope.
public final class ShapeException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    public ShapeException(String message) {
        super(message);
    }
}
