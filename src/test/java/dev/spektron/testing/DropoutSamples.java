package dev.spektron.testing;

import static dev.spektron.testing.OpSample.given;
import static dev.spektron.testing.OpSample.normal;

import dev.spektron.backend.op.Dropout;
import dev.spektron.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/// Samples of dropout.
final class DropoutSamples {
    private DropoutSamples() {}

    static List<OpSample> all() {
        List<OpSample> out = new ArrayList<>();
        for (int n : PrimitiveSamples.SIZES) {
            out.add(OpSample.of("n=" + n, new Dropout(0.3f, 42, 7), normal(n), given(Shape.SCALAR, 5)));
        }
        out.add(OpSample.of("all kept", new Dropout(0, 1, 2), normal(3, 129), given(Shape.SCALAR, 0)));
        out.add(OpSample.of("few kept", new Dropout(0.9f, -1, 3), normal(3, 129), given(Shape.SCALAR, 1)));
        out.add(OpSample.of("late step", new Dropout(0.1f, Long.MIN_VALUE, -1), normal(2, 7, 13), given(Shape.SCALAR, (1 << 24) - 1)));
        return out;
    }
}
