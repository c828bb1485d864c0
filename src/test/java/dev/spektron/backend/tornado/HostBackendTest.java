package dev.spektron.backend.tornado;

import dev.spektron.backend.Backend;
import dev.spektron.backend.scalar.ScalarBackend;
import dev.spektron.testing.OpCheck;
import dev.spektron.testing.OpSample;
import dev.spektron.testing.OpSamples;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import uk.ac.manchester.tornado.api.enums.TornadoDeviceType;

/// Every operation through task graphs, launchers and transfers, on the host double of TornadoVM: the bits of the scalar backend, which is
/// held to the double evaluator. As on a CPU, without kernels in groups: some of those add up in another order and have tests of their own.
class HostBackendTest {
    private static final Backend SCALAR = new ScalarBackend(1);
    private static final Backend TORNADO = HostTornado.backend(TornadoDeviceType.CPU);

    @AfterAll
    static void close() {
        SCALAR.close();
        TORNADO.close();
    }

    static Stream<OpSample> samples() {
        return OpSamples.all().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void computesResultsAndGradients(OpSample sample) {
        OpCheck.same(sample, SCALAR, TORNADO, 0, true);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void computesTheFirstResultAlone(OpSample sample) {
        OpCheck.same(sample, SCALAR, TORNADO, 0, false);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void computesAtOddPlaces(OpSample sample) {
        OpCheck.same(sample, SCALAR, TORNADO, 3, true);
    }
}
