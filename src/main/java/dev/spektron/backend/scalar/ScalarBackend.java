package dev.spektron.backend.scalar;

import dev.spektron.backend.cpu.CpuBackend;

/// The kernel bodies as they stand: the reference of all other backends, on any JVM.
public final class ScalarBackend extends CpuBackend {
    public ScalarBackend(int threads) {
        super("scalar", "plain loops, " + threads + (threads == 1 ? " thread" : " threads"), new ScalarLowering(), threads);
    }
}
