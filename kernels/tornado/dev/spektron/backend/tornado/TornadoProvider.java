package dev.spektron.backend.tornado;

import dev.spektron.backend.Backend;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Says whether TornadoVM is there, and opens its devices. Where it is not, none of its classes is loaded.
public final class TornadoProvider {
    /// Option by which a kernel that does not compile is an error. By default TornadoVM runs it on the host and says nothing.
    static final String BAILOUT = "tornado.recover.bailout";
    /// Room for the code of a graph of some 70 tasks, and for the largest body, that of Sinkhorn, where the defaults are too small.
    static final String ROOM = "-Dtornado.tvm.maxbytecodesize=262144 -Djdk.graal.MaximumInliningSize=2000";
    /// The first two parts of the versions whose behaviour is known.
    private static final String VERSION = "5.2";
    private static final String API = "tornado.api";
    private static final List<String> MODULES = List.of(API, "tornado.runtime");
    private static final Pattern JAR = Pattern.compile("tornado-api-(\\d+\\.\\d+)[^/]*\\.jar$");

    private TornadoProvider() {}

    /// Why no device can be used; empty if there is one.
    public static Optional<String> missing() {
        return missing(TornadoProvider::location, System::getProperty);
    }

    private static Optional<URI> location(String module) {
        return ModuleLayer.boot().configuration().findModule(module).map(m -> m.reference().location().orElse(URI.create("")));
    }

    /// As [#missing()], in a JVM with such modules and properties.
    ///
    /// @param modules where a module of the JVM was found; empty if there is none of its name
    static Optional<String> missing(Function<String, Optional<URI>> modules, UnaryOperator<String> properties) {
        for (String m : MODULES) {
            if (modules.apply(m).isEmpty()) {
                return Optional.of("not started with TornadoVM's argument file; expected java @$TORNADOVM_HOME/tornado-argfile -D" + BAILOUT
                    + "=False " + ROOM + " -jar spektron.jar");
            }
        }
        Matcher jar = JAR.matcher(modules.apply(API).orElseThrow().toString());
        if (jar.find() && !jar.group(1).equals(VERSION)) {
            return Optional.of("expected TornadoVM " + VERSION + ", found " + jar.group());
        }
        if (!"false".equalsIgnoreCase(properties.apply(BAILOUT))) {
            return Optional.of("started without -D" + BAILOUT + "=False; kernels that do not compile would run on the host unnoticed");
        }
        return unavailable();
    }

    private static Optional<String> unavailable() {
        try {
            return Device.all().isEmpty() ? Optional.of("TornadoVM reports no device") : Optional.empty();
        } catch (RuntimeException | LinkageError e) {
            Throwable cause = e;
            while (cause.getCause() != null && cause.getCause() != cause) {
                cause = cause.getCause();
            }
            return Optional.of("TornadoVM does not start: " + cause
                + "; it needs the library of each of its drivers, libcuda or libOpenCL");
        }
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
