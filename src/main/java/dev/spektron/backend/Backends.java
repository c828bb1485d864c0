package dev.spektron.backend;

import dev.spektron.backend.scalar.ScalarBackend;
import dev.spektron.backend.tornado.TornadoProvider;
import dev.spektron.backend.vector.VectorBackend;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds the backend to run on.
public final class Backends {
    /// Names that can be asked for.
    public static final List<String> NAMES = List.of("auto", "cpu", "vector", "scalar", "tornado[:driver[:number]]");
    /// What stands for every backend, where a command measures more than one.
    public static final String ALL = "all";
    private static final String VECTOR_MODULE = "jdk.incubator.vector";

    private Backends() {}

    /// A backend and, in one line, why it is this one.
    public record Choice(Backend backend, String reason) {}

    /// The backend of a name. `auto` takes a GPU that TornadoVM reports, else what `cpu` takes: `vector` where the JVM has the Vector API,
    /// else `scalar`; both say why. A name that cannot be met is an error.
    ///
    /// @throws IllegalArgumentException for an unknown name, `vector` without the Vector API, or a device that is not there
    public static Choice create(String name, int threads) {
        return switch (name) {
            case "auto" -> auto(threads);
            case "cpu" -> cpu(threads, "");
            case "vector" -> {
                String missing = missingVectorApi();
                if (missing != null) {
                    throw new IllegalArgumentException("--device vector: " + missing);
                }
                yield vector(threads, "");
            }
            case "scalar" -> scalar(threads, "as asked for");
            default -> {
                if (!name.equals("tornado") && !name.startsWith("tornado:")) {
                    throw new IllegalArgumentException("--device: expected one of " + NAMES + ", found " + name);
                }
                yield tornado(name);
            }
        };
    }

    /// Every backend that there is: `scalar`, `vector` where the JVM has the Vector API, each device of TornadoVM. Whoever asks closes
    /// them.
    public static List<Choice> all(int threads) {
        List<Choice> out = new ArrayList<>();
        out.add(create("scalar", threads));
        if (missingVectorApi() == null) {
            out.add(create("vector", threads));
        }
        if (TornadoProvider.missing().isEmpty()) {
            TornadoProvider.devices().forEach(d -> out.add(create(d.name(), threads)));
        }
        return out;
    }

    private static Choice tornado(String name) {
        TornadoProvider.missing().ifPresent(why -> {
            throw new IllegalArgumentException("--device " + name + ": " + why);
        });
        Backend b = TornadoProvider.open(name);
        return new Choice(b, b.description() + " (as asked for)");
    }

    private static Choice auto(int threads) {
        Optional<String> missing = TornadoProvider.missing();
        Optional<Backend> gpu = missing.isPresent() ? Optional.empty() : TornadoProvider.gpu();
        return gpu.map(b -> new Choice(b, b.description() + " (a GPU that TornadoVM reports)"))
            .orElseGet(() -> cpu(threads, "; no GPU: " + missing.orElse("TornadoVM reports none")));
    }

    private static Choice cpu(int threads, String why) {
        String missing = missingVectorApi();
        return missing == null ? vector(threads, why) : scalar(threads, missing + "; the plain loops are many times slower" + why);
    }

    private static Choice vector(int threads, String why) {
        Backend b = new VectorBackend(threads);
        return new Choice(b, "vector: " + b.description() + why);
    }

    private static Choice scalar(int threads, String why) {
        Backend b = new ScalarBackend(threads);
        return new Choice(b, "scalar: " + b.description() + " (" + why + ")");
    }

    /// Why the Vector API cannot be used; null if it can.
    static String missingVectorApi() {
        return ModuleLayer.boot().findModule(VECTOR_MODULE).isPresent() ? null
            : "the JVM was started without its Vector API, expected java --add-modules " + VECTOR_MODULE + " (./spektron does so)";
    }
}
