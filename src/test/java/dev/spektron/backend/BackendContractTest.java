package dev.spektron.backend;

import dev.spektron.testing.OpCheck;
import dev.spektron.testing.OpSample;
import dev.spektron.testing.OpSamples;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every backend must do: each operation, with its gradients, as the double evaluator does it, at even and odd places.
public abstract class BackendContractTest {
    private Backend backend;
    private Backend single;

    /// The backend with so many threads.
    protected abstract Backend create(int threads);

    @BeforeEach
    void open() {
        backend = create(3);
        single = create(1);
    }

    @AfterEach
    void close() {
        backend.close();
        single.close();
    }

    static Stream<OpSample> samples() {
        return OpSamples.all().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void computesResultsAndGradients(OpSample sample) {
        OpCheck.backend(sample, backend, 0);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void computesTheFirstResultAlone(OpSample sample) {
        OpCheck.firstResult(sample, backend);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void computesAtOddPlaces(OpSample sample) {
        OpCheck.backend(sample, backend, 3);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void bitsDoNotDependOnThreads(OpSample sample) {
        OpCheck.same(sample, single, backend);
    }
}
