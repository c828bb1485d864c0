package dev.spektron.io.safetensors;

import dev.spektron.tensor.Shape;
import java.util.List;

/// What the header says of one tensor.
///
/// @param shape extents, outermost first; each at least 0
/// @param begin first byte, counted from the start of the numbers
/// @param end   byte behind the last
public record TensorInfo(String name, Dtype dtype, List<Long> shape, long begin, long end) {
    public TensorInfo {
        shape = List.copyOf(shape);
    }

    /// Number of elements.
    public long size() {
        return (end - begin) / dtype.bytes();
    }

    /// The shape as that of a tensor on the host.
    ///
    /// @throws dev.spektron.tensor.ShapeException if it has more elements than an array can hold
    public Shape hostShape() {
        return Shape.of(shape.stream().mapToInt(d -> (int) Math.min(d, Integer.MAX_VALUE)).toArray());
    }
}
