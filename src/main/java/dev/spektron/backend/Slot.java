package dev.spektron.backend;

import dev.spektron.tensor.Shape;

/// The place of a tensor: its space and the offset of its first element there.
public record Slot(Space space, int offset, Shape shape) {
    public int size() {
        return shape.size();
    }

    /// True if the two share memory.
    public boolean overlaps(Slot other) {
        return space == other.space && offset < other.offset + other.size() && other.offset < offset + size();
    }

    @Override
    public String toString() {
        return (space == Space.VARIABLES ? "v" : "w") + offset + shape;
    }
}
