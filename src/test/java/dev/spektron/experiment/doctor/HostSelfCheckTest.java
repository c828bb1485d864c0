package dev.spektron.experiment.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.backend.Backend;
import dev.spektron.backend.op.Op;
import dev.spektron.backend.scalar.ScalarBackend;
import dev.spektron.backend.tornado.HostTornado;
import dev.spektron.experiment.bench.KernelCase;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import uk.ac.manchester.tornado.api.ImmutableTaskGraph;
import uk.ac.manchester.tornado.api.enums.TornadoDeviceType;

/// The self-check on the host double of TornadoVM: it is passed, and it sees what does not compile.
class HostSelfCheckTest {
    private static List<SelfCheck> checks(TornadoDeviceType type) {
        List<SelfCheck> each = new ArrayList<>();
        try (Backend b = HostTornado.backend(type)) {
            assertEquals(SelfCheck.run(b, "double", each::add), each);
        }
        assertEquals(Families.all().stream().map(KernelCase::family).toList(), each.stream().map(SelfCheck::family).toList());
        return each;
    }

    /// A GPU's kernels in groups may add up in another order.
    @Test
    void everyFamilyIsRightAndWithoutGroupsHasTheBitsOfThePlainLoops() {
        for (SelfCheck c : checks(TornadoDeviceType.CPU)) {
            assertTrue(c.ok() && c.error() == 0, c.toString());
        }
        for (SelfCheck c : checks(TornadoDeviceType.GPU)) {
            assertTrue(c.ok(), c.toString());
        }
    }

    @Test
    void whatDoesNotCompileFailsAloneAndIsNamed() {
        ImmutableTaskGraph.BROKEN.add("kSinkhorn");
        try {
            for (SelfCheck c : checks(TornadoDeviceType.GPU)) {
                assertEquals(!c.family().equals("transport"), c.ok(), c.toString());
                assertTrue(c.ok() || c.failure().contains("kernel kSinkhorn of ") && c.failure().contains("TransportKernels.java:"),
                    c.failure());
            }
        } finally {
            ImmutableTaskGraph.BROKEN.clear();
        }
    }

    /// Forward and backward passes of every family are among the kernels that are checked.
    @Test
    void theFamiliesHaveGradients() {
        Set<Class<? extends Op>> ops;
        try (Backend scalar = new ScalarBackend(1)) {
            ops = Families.all().stream().flatMap(c -> {
                try (KernelCase.Prepared p = c.prepare(scalar)) {
                    return p.plan().steps().stream().map(s -> s.op().getClass()).toList().stream();
                }
            }).collect(Collectors.toSet());
        }
        Set<String> names = ops.stream().map(Class::getName).map(n -> n.substring(n.lastIndexOf('.') + 1)).collect(Collectors.toSet());
        for (String name : List.of("Chain", "Linear", "Softmax", "LayerNorm$Grad", "Attention$Grad", "SelectiveScan$Grad",
            "OscillatoryScan$Grad", "SpectralConv$Grad", "Dwt$Grad", "Sinkhorn", "Primitive$Random", "Effect$Adam")) {
            assertTrue(names.contains(name), name + " is not among " + names);
        }
    }
}
