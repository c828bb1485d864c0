package dev.spektron.backend.vector;

import dev.spektron.backend.cpu.CpuBackend;

/// Kernels with the JDK's Vector API.
public final class VectorBackend extends CpuBackend {
    public VectorBackend(int threads) {
        super("vector", Lanes.F.vectorBitSize() + "-bit vectors, " + threads + (threads == 1 ? " thread" : " threads"),
            new VectorLowering(), threads);
    }
}
