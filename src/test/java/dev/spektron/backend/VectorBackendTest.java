package dev.spektron.backend;

import dev.spektron.backend.vector.VectorBackend;

class VectorBackendTest extends BackendContractTest {
    @Override
    protected Backend create(int threads) {
        return new VectorBackend(threads);
    }
}
