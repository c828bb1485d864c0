package dev.spektron.backend;

import dev.spektron.backend.scalar.ScalarBackend;

class ScalarBackendTest extends BackendContractTest {
    @Override
    protected Backend create(int threads) {
        return new ScalarBackend(threads);
    }
}
