package dev.spektron.backend.tornado;

import dev.spektron.backend.Backend;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// Says whether TornadoVM is there, and opens its devices. Where it is not, none of its classes is loaded.
public final class TornadoProvider {
    /// Option by which a kernel that does not compile is an error. By default TornadoVM runs it on the host and says nothing.
    static final String BAILOUT = "tornado.recover.bailout";
    /// Option without which the largest body, that of Sinkhorn, does not compile.
    static final String INLINING = "jdk.graal.MaximumInliningSize";
    private static final String API = "tornado.api";
    private static final List<String> MODULES = List.of(API, "tornado.runtime");
    private static final String START = "expected ./spektron, or java @$TORNADOVM_HOME/tornado-argfile @tornado-config/opencl.args -jar "
        + "target/spektron.jar (docs/gpu.md)";

    private TornadoProvider() {}

    /// Why no device can be used; empty if there is one.
    public static Optional<String> missing() {
        return ThisJvm.MISSING;
    }

    /// What was found when it was first asked for: TornadoVM says only once why it does not start.
    private static final class ThisJvm {
        private static final Optional<String> MISSING =
            missing(TornadoProvider::location, System::getProperty, System.getenv(Installation.VARIABLE));
    }

    private static Optional<URI> location(String module) {
        return ModuleLayer.boot().configuration().findModule(module).map(m -> m.reference().location().orElse(URI.create("")));
    }

    /// As [#missing()], in a JVM with such modules and properties.
    ///
    /// @param modules where a module of the JVM was found; empty if there is none of its name
    /// @param home    folder of the SDK that the environment names, null for none
    static Optional<String> missing(Function<String, Optional<URI>> modules, UnaryOperator<String> properties, String home) {
        for (String m : MODULES) {
            if (modules.apply(m).isEmpty()) {
                return Installation.problem(home).or(() -> Optional.of("not started with TornadoVM; " + START));
            }
        }
        Optional<String> version = version(modules);
        if (version.isPresent() && !Installation.isKnown(version.get())) {
            return Optional.of("expected TornadoVM " + Installation.VERSION + ", found " + version.get());
        }
        if (!"false".equalsIgnoreCase(properties.apply(BAILOUT))) {
            return Optional.of("started without -D" + BAILOUT + "=False, so that kernels that do not compile would run on the host "
                + "unnoticed; " + START);
        }
        if (properties.apply(INLINING) == null) {
            return Optional.of("started without -D" + INLINING + "=2000, without which the largest kernel does not compile; " + START);
        }
        return unavailable();
    }

    private static Optional<String> version(Function<String, Optional<URI>> modules) {
        return modules.apply(API).flatMap(l -> Installation.version(l.toString()));
    }

    /// Version of the TornadoVM that the JVM was started with; empty for none.
    public static Optional<String> version() {
        return version(TornadoProvider::location);
    }

    private static Optional<String> unavailable() {
        try {
            return Device.all().isEmpty() ? Optional.of("TornadoVM reports no device; its driver (libOpenCL, libcuda) finds none")
                : Optional.empty();
        } catch (RuntimeException | LinkageError e) {
            return Optional.of("TornadoVM does not start: " + Graph.reason(e)
                + "; it needs the library of each driver in the SDK, libOpenCL or libcuda");
        }
    }

    /// All devices. Only where nothing is [#missing()].
    public static List<DeviceFacts> devices() {
        return Device.all().stream().map(Device::facts).toList();
    }

    /// The first GPU that TornadoVM reports. Only where nothing is [#missing()].
    public static Optional<Backend> gpu() {
        return find(Device::isGpu).map(TornadoBackend::new);
    }

    /// The device of a name `tornado`, `tornado:driver` or `tornado:driver:number`; the first that fits, GPUs before others. Only where
    /// nothing is [#missing()].
    ///
    /// @throws IllegalArgumentException if there is no such device; lists those that there are
    public static Backend open(String name) {
        Predicate<Device> fits = d -> (d.name() + ":").startsWith(name + ":");
        return find(d -> fits.test(d) && d.isGpu()).or(() -> find(fits)).map(TornadoBackend::new).orElseThrow(() ->
            new IllegalArgumentException("--device " + name + ": expected one of TornadoVM's devices " + Device.all()
                + ", found none of this name"));
    }

    private static Optional<Device> find(Predicate<Device> fits) {
        return Device.all().stream().filter(fits).findFirst();
    }
}
