package dev.spektron.autograd;

/// A plan that needs more memory than it was given; known before anything runs.
public final class PlanTooLargeException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final long needed;
    private final long limit;

    PlanTooLargeException(long needed, long limit, String message) {
        super(message);
        this.needed = needed;
        this.limit = limit;
    }

    /// Bytes that the plan needs.
    public long needed() {
        return needed;
    }

    /// Bytes that it was given.
    public long limit() {
        return limit;
    }
}
