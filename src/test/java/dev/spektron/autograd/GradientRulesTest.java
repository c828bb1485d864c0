package dev.spektron.autograd;

import dev.spektron.testing.OpCheck;
import dev.spektron.testing.OpSample;
import dev.spektron.testing.OpSamples;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every gradient rule of a primitive, and every reference, against central differences in double precision.
class GradientRulesTest {
    static Stream<OpSample> samples() {
        return OpSamples.all().stream().filter(OpSample::smooth)
            .filter(s -> s.operands().stream().mapToInt(o -> o.shape().size()).sum() < 3000);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void gradientEqualsCentralDifference(OpSample sample) {
        OpCheck.centralDifferences(sample);
    }
}
