package dev.spektron.bench;

import dev.spektron.corpus.simulator.Presets;
import dev.spektron.corpus.simulator.Simulator;
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

/// Spectra per second on one core, each of a new sample.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SimulatorBenchmark {
    @Param({"two-instruments", "raman"})
    public String preset;

    private Simulator simulator;
    private int next;

    @Setup
    public void load() throws IOException {
        simulator = new Simulator(Presets.load(preset), 1);
    }

    @Benchmark
    public double[] spectrum() {
        return simulator.measure(simulator.sample(next++ & 0xFFFFF), 1);
    }

    @Benchmark
    public double[] spectrumWithoutNoise() {
        return simulator.measureWithoutNoise(simulator.sample(next++ & 0xFFFFF), 1);
    }
}
