package dev.spektron.backend;

import dev.spektron.tensor.Shape;

/// The place of a tensor: its space and the offset of its first element there.
public record Slot(Space space, int offset, Shape shape) {
    /// The place of a result that nobody reads and that is not computed.
    public static Slot none(Shape shape) {
        return new Slot(Space.WORK, -1, shape);
    }

    /// False for a result that is not computed.
    public boolean exists() {
        return offset >= 0;
    }

    public int size() {
        return shape.size();
    }

    /// True if the two share memory.
    public boolean overlaps(Slot other) {
        return exists() && other.exists() && space == other.space && offset < other.offset + other.size() && other.offset < offset + size();
    }

    @Override
    public String toString() {
        return !exists() ? "none" + shape : (space == Space.VARIABLES ? "v" : "w") + offset + shape;
    }
}
