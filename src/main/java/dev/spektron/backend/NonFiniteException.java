package dev.spektron.backend;

/// The first step of a run that produced NaN or infinity, named by scope and operation.
public final class NonFiniteException extends ArithmeticException {
    private static final long serialVersionUID = 1;

    private final String place;

    public NonFiniteException(String place, String message) {
        super(message);
        this.place = place;
    }

    /// Scope and operation of the step.
    public String place() {
        return place;
    }
}
