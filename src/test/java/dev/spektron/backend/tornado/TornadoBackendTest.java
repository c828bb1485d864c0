package dev.spektron.backend.tornado;

import dev.spektron.backend.Backend;
import dev.spektron.backend.BackendContractTest;
import dev.spektron.backend.scalar.ScalarBackend;
import dev.spektron.testing.OpCheck;
import dev.spektron.testing.OpSample;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every operation through task graphs, launchers and transfers, on the host double of TornadoVM.
class TornadoBackendTest extends BackendContractTest {
    @Override
    protected Backend create(int threads) {
        return HostTornado.backend();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void computesTheBitsOfTheScalarBackend(OpSample sample) {
        try (Backend scalar = new ScalarBackend(1); Backend tornado = HostTornado.backend()) {
            OpCheck.same(sample, scalar, tornado);
        }
    }
}
