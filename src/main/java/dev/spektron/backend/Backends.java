package dev.spektron.backend;

import dev.spektron.backend.scalar.ScalarBackend;
import dev.spektron.backend.vector.VectorBackend;
import java.util.List;

/// Finds the backend to run on.
public final class Backends {
    /// Names that can be asked for.
    public static final List<String> NAMES = List.of("auto", "cpu", "vector", "scalar");
    private static final String VECTOR_MODULE = "jdk.incubator.vector";

    private Backends() {}

    /// A backend and, in one line, why it is this one.
    public record Choice(Backend backend, String reason) {}

    /// The backend of a name. `auto` and `cpu` take `vector` where the JVM has the Vector API, else `scalar`, and say so; a name that
    /// cannot be met is an error.
    ///
    /// @throws IllegalArgumentException for an unknown name, or `vector` without the Vector API
    public static Choice create(String name, int threads) {
        String missing = missingVectorApi();
        return switch (name) {
            case "auto", "cpu" -> missing == null ? vector(threads) : scalar(threads, missing + "; the plain loops are many times slower");
            case "vector" -> {
                if (missing != null) {
                    throw new IllegalArgumentException("--device vector: " + missing);
                }
                yield vector(threads);
            }
            case "scalar" -> scalar(threads, "as asked for");
            default -> throw new IllegalArgumentException("--device: expected one of " + NAMES + ", found " + name);
        };
    }

    private static Choice vector(int threads) {
        Backend b = new VectorBackend(threads);
        return new Choice(b, "vector: " + b.description());
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
