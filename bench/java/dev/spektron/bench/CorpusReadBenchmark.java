package dev.spektron.bench;

import dev.spektron.corpus.store.Permutation;
import dev.spektron.corpus.store.ShardSource;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Reading batches of 64 spectra from a corpus that the system has in memory: neighbours, and in permuted order. Name the corpus with
/// `-p corpus=FOLDER`.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CorpusReadBenchmark {
    private static final int BATCH = 64;

    @Param("corpus")
    public String corpus;

    private final int[] rows = new int[BATCH];
    private ShardSource source;
    private Permutation order;
    private float[] out;
    private long next;

    @Setup
    public void open() throws IOException {
        source = ShardSource.open(corpus);
        order = new Permutation(source.size(), 1);
        out = new float[BATCH * source.channels()];
    }

    @Benchmark
    public float[] neighbours() {
        for (int b = 0; b < BATCH; b++) {
            rows[b] = (int) (next++ % source.size());
        }
        source.values(rows, BATCH, out);
        return out;
    }

    @Benchmark
    public float[] permuted() {
        for (int b = 0; b < BATCH; b++) {
            rows[b] = (int) order.at(0, next++ % source.size());
        }
        source.values(rows, BATCH, out);
        return out;
    }
}
