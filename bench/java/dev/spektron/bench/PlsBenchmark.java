package dev.spektron.bench;

import dev.spektron.chem.regress.ComponentSelection;
import dev.spektron.chem.regress.PlsFit;
import dev.spektron.chem.regress.PlsRegression;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.ejml.data.DMatrixRMaj;
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

/// PLS with 20 components on 155 x 650 spectra (the tablets' calibration set), and the repeated cross-validation of 60 x 700 (corn).
/// The peer on the same shape: `bench/peers/pls_sklearn.py`.
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@State(Scope.Benchmark)
@Fork(value = 1, jvmArgsAppend = {"-Xmx2g", "-XX:+UseParallelGC"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class PlsBenchmark {
    private DMatrixRMaj tablets;
    private double[] assay;
    private DMatrixRMaj corn;
    private double[] moisture;

    @Setup
    public void setup() {
        Random random = new Random(1);
        tablets = spectra(155, 650, random);
        assay = response(tablets, random);
        corn = spectra(60, 700, random);
        moisture = response(corn, random);
    }

    /// Thirty smooth bands of random height and white noise, so that twenty components exist.
    private static DMatrixRMaj spectra(int n, int p, Random random) {
        DMatrixRMaj x = new DMatrixRMaj(n, p);
        for (int i = 0; i < n; i++) {
            for (int a = 0; a < 30; a++) {
                double height = random.nextGaussian() / (1 + a);
                for (int j = 0; j < p; j++) {
                    x.data[i * p + j] += height * Math.exp(-Math.pow((j - p * (a + 0.5) / 30) / 25, 2));
                }
            }
            for (int j = 0; j < p; j++) {
                x.data[i * p + j] += 1 + 1e-3 * random.nextGaussian();
            }
        }
        return x;
    }

    private static double[] response(DMatrixRMaj x, Random random) {
        double[] y = new double[x.numRows];
        for (int i = 0; i < y.length; i++) {
            y[i] = x.get(i, 100) - x.get(i, 200) + 2 * x.get(i, 450) + 0.05 * random.nextGaussian();
        }
        return y;
    }

    @Benchmark
    public PlsFit fit155x650() {
        return PlsRegression.centred().fit(tablets, assay, 20);
    }

    @Benchmark
    public ComponentSelection.Curve crossValidation60x700() {
        return ComponentSelection.standard(1).pls(corn, moisture, null);
    }
}
