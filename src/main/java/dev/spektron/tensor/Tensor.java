package dev.spektron.tensor;

/// Numbers on the host: a row-major array and its shape. The array is shared, not copied.
public record Tensor(Shape shape, float[] data) {
    public Tensor {
        if (data.length != shape.size()) {
            throw new ShapeException("tensor of shape " + shape + ": expected " + shape.size() + " numbers, found " + data.length);
        }
    }

    public static Tensor of(Shape shape, float... data) {
        return new Tensor(shape, data);
    }

    public static Tensor zeros(Shape shape) {
        return new Tensor(shape, new float[shape.size()]);
    }

    public static Tensor scalar(float value) {
        return new Tensor(Shape.SCALAR, new float[] {value});
    }

    @Override
    public String toString() {
        return "tensor" + shape;
    }
}
