package dev.spektron.experiment.doctor;

import dev.spektron.backend.Backend;
import dev.spektron.backend.Backends;
import dev.spektron.backend.tornado.DeviceFacts;
import dev.spektron.backend.tornado.TornadoProvider;
import java.util.List;
import java.util.Optional;

/// What there is to run on.
///
/// @param java       version and vendor of the JVM
/// @param unsuitable why this JVM must not be used; empty if it may
/// @param processors that the JVM may use
/// @param heap       bytes that it may take
/// @param cpu        the backend that `--device cpu` takes, and why
/// @param tornado    version of the TornadoVM that the JVM was started with; empty for none
/// @param missing    why no device of TornadoVM can be used; empty if one can
/// @param devices    of TornadoVM
/// @param auto       the backend that `--device auto` takes, and why
public record Machine(String java, String unsuitable, int processors, long heap, String cpu, String tornado, String missing,
    List<DeviceFacts> devices, String auto) {
    private static final Runtime.Version LEAST = Runtime.Version.parse("25.0.3");

    public static Machine find(int threads) {
        Optional<String> missing = TornadoProvider.missing();
        return new Machine(System.getProperty("java.vm.name") + " " + Runtime.version() + ", " + System.getProperty("java.vendor"),
            unsuitable(Runtime.version()), Runtime.getRuntime().availableProcessors(), Runtime.getRuntime().maxMemory(),
            reason("cpu", threads), TornadoProvider.version().orElse(""), missing.orElse(""),
            missing.isPresent() ? List.of() : TornadoProvider.devices(), reason("auto", threads));
    }

    private static String reason(String device, int threads) {
        Backends.Choice choice = Backends.create(device, threads);
        try (Backend _ = choice.backend()) {
            return choice.reason();
        }
    }

    /// Why a version of Java must not be used; empty if it may.
    static String unsuitable(Runtime.Version version) {
        return version.feature() == LEAST.feature() && version.compareToIgnoreOptional(LEAST) >= 0 ? ""
            : "expected 25.0.3 or newer in the 25 line (older builds of 25 can corrupt arrays, JDK-8377811), found " + version;
    }

    public boolean suits() {
        return unsuitable.isEmpty();
    }
}
