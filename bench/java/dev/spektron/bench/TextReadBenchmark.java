package dev.spektron.bench;

import dev.spektron.io.formats.Content;
import dev.spektron.io.jcamp.JcampReader;
import dev.spektron.io.rruff.RruffFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// All RRUFF files and one large JCAMP-DX file a call, out of memory: what parsing costs, without the disk. The folder of shared data is
/// `SPEKTRON_SHARED_DATA`, else `../shared/data`.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TextReadBenchmark {
    private static final Path DATA = Path.of(System.getenv().getOrDefault("SPEKTRON_SHARED_DATA", "../shared/data"));

    private List<Content> rruff;
    private Content affn;
    private Content differences;

    @Setup
    public void read() throws IOException {
        try (Stream<Path> files = Files.list(DATA.resolve("rruff-raman/txt"))) {
            rruff = files.sorted().map(TextReadBenchmark::content).toList();
        }
        affn = content(DATA.resolve("jcamp-corpus/official/BRUKAFFN.DX"));
        differences = content(DATA.resolve("jcamp-corpus/official/BRUKDIF.DX"));
    }

    private static Content content(Path file) {
        try {
            return Content.read(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Benchmark
    public double rruff() throws IOException {
        double sum = 0;
        for (Content c : rruff) {
            sum += RruffFile.parse(c.name(), c.bytes()).y()[0];
        }
        return sum;
    }

    @Benchmark
    public double jcampAffn() throws IOException {
        return new JcampReader().read(affn).main().y()[0][0];
    }

    @Benchmark
    public double jcampDifferences() throws IOException {
        return new JcampReader().read(differences).main().y()[0][0];
    }
}
