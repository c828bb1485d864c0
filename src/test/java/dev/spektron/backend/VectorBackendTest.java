package dev.spektron.backend;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.spektron.backend.vector.VectorBackend;
import jdk.incubator.vector.FloatVector;

class VectorBackendTest extends BackendContractTest {
    @Override
    protected Backend create(int threads) {
        int bits = Integer.getInteger("spektron.vector.bits", 0);
        int widest = FloatVector.SPECIES_PREFERRED.vectorBitSize();
        assumeTrue(bits <= widest, "vectors of " + bits + " bits: this processor has " + widest);
        return new VectorBackend(threads);
    }
}
