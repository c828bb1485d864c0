package dev.spektron.experiment.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.backend.Backend;
import dev.spektron.backend.Executable;
import dev.spektron.backend.Plan;
import dev.spektron.backend.Variables;
import dev.spektron.backend.op.Chain;
import dev.spektron.backend.op.Elementary;
import dev.spektron.backend.tornado.HostTornado;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The plans that a device's ceilings are measured with, on the host double of TornadoVM.
class HostDeviceCeilingsTest {
    private static final int N = 300;

    @Test
    void everyCeilingIsMeasuredOnTheDevice() {
        try (Backend device = HostTornado.backend()) {
            Ceilings c = DeviceCeilings.measure(device, 0.001, new int[] {256, 4096, 8192}, 16, 32);
            assertTrue(c.flops() >= c.product() && c.product() > 0 && c.cached() >= c.memory() && c.memory() > 0 && c.launch() > 0,
                c.toString());
            assertTrue(Double.isFinite(c.flops()) && Double.isFinite(c.cached()), c.toString());
        }
    }

    /// A compiler that found equal strands or constant results would leave most of the arithmetic out.
    @Test
    void noTwoStepsOfTheChainAreEqual() {
        Chain chain = DeviceCeilings.multiplyAdd(N);
        List<Chain.Instruction> steps = chain.code().stream().filter(i -> i.f() == Elementary.AFFINE).toList();
        assertEquals(320, steps.size());
        assertEquals(steps.size(), steps.stream().distinct().count());
        assertEquals(N * (2L * 320 + 7), chain.flops(List.of(), List.of()));
        assertTrue(chain.isFull(0));
    }

    @Test
    void theChainComputesWhatItSays() {
        Plan bare = DeviceCeilings.repeated(DeviceCeilings.multiplyAdd(N), 1, 3);
        assertEquals(4, bare.steps().size());
        Plan plan = new Plan(bare.steps(), bare.layout(), bare.lastSection(), bare.workSize(), bare.liveSize(), Map.of(),
            Map.of("y", bare.steps().getLast().out().getFirst()), bare.constants(), bare.memoryBytes());
        float[] y = new float[N];
        try (Backend device = HostTornado.backend(); Executable x = device.compile(plan, Variables.allocate(plan), true)) {
            assertEquals(0, device.scratch(bare.steps().getLast().op(), bare.steps().getLast().inShapes(), bare.steps().getLast()
                .outShapes()));
            x.run();
            x.read("y", y);
        }
        double sum = 0;
        for (int s = 0; s < 8; s++) {
            double v = 0.5;
            for (int j = 0; j < 40; j++) {
                v = v * (0.99 - 0.001 * s - 0.0001 * j) + 0.01 * (s + 1) + 0.001 * j;
            }
            sum += v;
        }
        assertEquals(sum, y[0], 1e-4);
        assertEquals(y[0], y[N - 1]);
    }
}
