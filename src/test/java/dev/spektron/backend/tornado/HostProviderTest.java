package dev.spektron.backend.tornado;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.spektron.backend.Backend;
import dev.spektron.backend.Backends;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.ac.manchester.tornado.api.HostDevice;
import uk.ac.manchester.tornado.api.TornadoExecutionPlan;
import uk.ac.manchester.tornado.api.enums.TornadoDeviceType;
import uk.ac.manchester.tornado.api.enums.TornadoVMBackendType;
import uk.ac.manchester.tornado.api.exceptions.TornadoExecutionPlanException;
import uk.ac.manchester.tornado.api.runtime.TornadoRuntimeProvider;

/// Why a device cannot be used, and which one a name means.
class HostProviderTest {
    private static final Function<String, Optional<URI>> INSTALLED = jar("tornado-api-5.2.0-jdk25.jar");
    private static final Map<String, String> OPTIONS = Map.of(TornadoProvider.BAILOUT, "False", TornadoProvider.INLINING, "2000");

    @BeforeEach
    @AfterEach
    void clear() {
        assumeTrue(TornadoProvider.missing().isPresent(), "TornadoVM itself is there, not the host double");
        TornadoRuntimeProvider.clear();
    }

    private static Function<String, Optional<URI>> jar(String name) {
        return m -> Optional.of(URI.create("file:///sdk/share/java/tornado/" + name));
    }

    private static String missing(Function<String, Optional<URI>> modules, Map<String, String> properties) {
        return TornadoProvider.missing(modules, properties::get, null).orElse("");
    }

    private static HostDevice device(String name, TornadoDeviceType type) {
        return new HostDevice(name, type, 1 << 30, 1 << 30);
    }

    private static void drivers() {
        TornadoRuntimeProvider.add(TornadoVMBackendType.OPENCL, device("a processor", TornadoDeviceType.CPU),
            device("a card", TornadoDeviceType.GPU));
        TornadoRuntimeProvider.add(TornadoVMBackendType.CUDA, device("the card", TornadoDeviceType.GPU));
    }

    private String unstarted(String home) {
        return TornadoProvider.missing(m -> Optional.empty(), p -> null, home).orElse("");
    }

    @Test
    void withoutTornadoVmItSaysWhatToInstall() {
        for (String unset : new String[] {null, "", " "}) {
            assertEquals("TORNADOVM_HOME is not set; install TornadoVM 5.2 and set it to the folder of the SDK (docs/gpu.md)",
                unstarted(unset));
        }
        assertEquals("TORNADOVM_HOME=/no/such: expected the SDK of TornadoVM 5.2 with the folder share/java/tornado, found none",
            unstarted("/no/such"));
    }

    @Test
    void aFolderThatIsNoKnownSdkIsNamed(@TempDir Path home) throws IOException {
        Path modules = Files.createDirectories(home.resolve("share/java/tornado"));
        assertEquals("TORNADOVM_HOME=" + home + ": expected share/java/tornado/tornado-api-5.2*.jar, found none",
            unstarted(home.toString()));
        Files.createFile(modules.resolve("tornado-api-5.20.0.jar"));
        Files.createFile(modules.resolve("tornado-api-7.0.1-jdk22plus.jar"));
        assertEquals("TORNADOVM_HOME=" + home + ": expected TornadoVM 5.2, found tornado-api-5.20.0.jar, tornado-api-7.0.1-jdk22plus.jar",
            unstarted(home.toString()));
        Files.createFile(modules.resolve("tornado-api-5.2.0-jdk25.jar"));
        String why = unstarted(home.toString());
        assertTrue(why.startsWith("not started with TornadoVM; expected ./spektron, or java @$TORNADOVM_HOME/tornado-argfile "), why);
    }

    @Test
    void anotherVersionIsNamed() {
        drivers();
        assertEquals("expected TornadoVM 5.2, found 1.0.9", missing(jar("tornado-api-1.0.9.jar"), OPTIONS));
    }

    @Test
    void itDoesNotStartWhereKernelsWouldRunOnTheHostUnnoticed() {
        drivers();
        for (Map<String, String> p : List.of(Map.<String, String>of(), Map.of(TornadoProvider.BAILOUT, "True"))) {
            String why = missing(INSTALLED, p);
            assertTrue(why.startsWith("started without -Dtornado.recover.bailout=False, so that kernels "), why);
        }
        String why = missing(INSTALLED, Map.of(TornadoProvider.BAILOUT, "False"));
        assertTrue(why.startsWith("started without -Djdk.graal.MaximumInliningSize=2000"), why);
    }

    @Test
    void devicesAreReported() {
        assertEquals("TornadoVM reports no device; its driver (libOpenCL, libcuda) finds none", missing(INSTALLED, OPTIONS));
        drivers();
        assertEquals("", missing(INSTALLED, OPTIONS));
        assertEquals(new DeviceFacts("tornado:cuda:0", "the card", "gpu", 1 << 30, 1 << 30, 4L << 30),
            TornadoProvider.devices().getFirst());
    }

    @Test
    void aDriverWhoseLibraryIsMissingIsNamed() {
        TornadoRuntimeProvider.failing(new ExceptionInInitializerError(new UnsatisfiedLinkError(
            "libtornado-opencl.so: libOpenCL.so.1: cannot open shared object file")));
        assertEquals("TornadoVM does not start: libtornado-opencl.so: libOpenCL.so.1: cannot open shared object file; it needs the library "
            + "of each driver in the SDK, libOpenCL or libcuda", missing(INSTALLED, OPTIONS));
    }

    @Test
    void aNameMeansOneDevice() {
        drivers();
        assertEquals("tornado:cuda:0 (the card)", TornadoProvider.open("tornado").description());
        assertEquals("tornado:opencl:0 (a processor)", TornadoProvider.open("tornado:opencl:0").description());
        assertEquals("tornado:opencl:1 (a card)", TornadoProvider.open("tornado:opencl").description());
        assertEquals("tornado:cuda:0 (the card)", TornadoProvider.open("tornado:cuda").description());
        assertEquals("tornado:cuda:0 (the card)", TornadoProvider.gpu().map(Backend::description).orElse(""));
        for (String bad : new String[] {"tornado:ptx", "tornado:cuda:1", "tornado:open", "tornado:opencl:0:0"}) {
            String e = assertThrows(IllegalArgumentException.class, () -> TornadoProvider.open(bad)).getMessage();
            assertTrue(e.startsWith("--device " + bad + ": expected one of TornadoVM's devices [tornado:cuda:0 (the card), "), e);
        }
    }

    @Test
    void withoutAGpuAutoTakesTheProcessorAndSaysWhy() {
        Backends.Choice c = Backends.create("auto", 1);
        try (Backend b = c.backend()) {
            assertEquals("vector", b.name());
            assertTrue(c.reason().contains("; no GPU: " + TornadoProvider.missing().orElseThrow()), c.reason());
        }
    }

    @Test
    void aDeviceAskedForByNameIsNeverReplaced() {
        String e = assertThrows(IllegalArgumentException.class, () -> Backends.create("tornado:cuda:0", 1)).getMessage();
        assertEquals("--device tornado:cuda:0: " + TornadoProvider.missing().orElseThrow(), e);
        assertThrows(IllegalArgumentException.class, () -> Backends.create("tornadoes", 1));
    }

    @Test
    void sizesAreThoseOfTornadoVm() {
        assertEquals(4L << 30, Device.bytes("4GB"));
        assertEquals(512L << 20, Device.bytes("512 mb"));
        assertEquals(12, Device.bytes("12"));
        assertThrows(IllegalArgumentException.class, () -> Device.bytes("much"));
    }

    /// Replaying is off unless it is asked for, and only where it exists.
    @Test
    void onlyCudaAndPtxReplayTaskGraphs() {
        assertEquals(List.of(false, false, true, true), List.of(Device.replays(null, "cuda"), Device.replays("false", "opencl"),
            Device.replays("true", "cuda"), Device.replays("TRUE", "ptx")));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Device.replays("true", "opencl")).getMessage()
            .contains("expected a device of cuda or ptx, found opencl"));
        assertThrows(IllegalArgumentException.class, () -> Device.replays("yes", "cuda"));
        drivers();
        System.setProperty(Device.REPLAY, "true");
        try (TornadoExecutionPlan plan = new TornadoExecutionPlan()) {
            Device.all().getFirst().choose(plan);
            assertTrue(plan.isReplayed());
        } catch (TornadoExecutionPlanException e) {
            throw new IllegalStateException(e);
        } finally {
            System.clearProperty(Device.REPLAY);
        }
    }
}
