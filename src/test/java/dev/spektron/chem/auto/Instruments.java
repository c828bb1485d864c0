package dev.spektron.chem.auto;

import dev.spektron.spectra.Axis;
import dev.spektron.spectra.AxisUnit;
import java.util.Random;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/// Made-up pairs of instruments for tests: three overlapping bands, two properties.
final class Instruments {
    static final int CHANNELS = 50;
    static final Axis AXIS = Axis.linear(AxisUnit.NANOMETRE, 1100, 2, CHANNELS);

    final DMatrixRMaj source;
    final DMatrixRMaj target;
    final double[][] y;

    /// @param gain slope of the target's ordinate; 1 with `offset` 0 and `noise` 0 makes equal instruments
    Instruments(int n, double gain, double offset, double noise, long seed) {
        Random random = new Random(seed);
        source = new DMatrixRMaj(n, CHANNELS);
        target = new DMatrixRMaj(n, CHANNELS);
        y = new double[2][n];
        for (int i = 0; i < n; i++) {
            double a = random.nextDouble();
            double b = random.nextDouble();
            double c = random.nextDouble();
            y[0][i] = 5 + 3 * a;
            y[1][i] = 20 - 2 * b + c;
            for (int j = 0; j < CHANNELS; j++) {
                double x = 0.4 + a * band(j, 12, 4) + b * band(j, 22, 5) + c * band(j, 35, 7) + 1e-4 * random.nextGaussian();
                source.set(i, j, x);
                target.set(i, j, gain * x + offset + noise * random.nextGaussian());
            }
        }
    }

    private static double band(int j, double centre, double width) {
        return Math.exp(-0.5 * Math.pow((j - centre) / width, 2));
    }

    /// The first `pool` samples are for training, `count` of them standards.
    TransferProblem problem(int pool, int count) {
        int[] rows = IntStream.range(0, pool).toArray();
        int[] standards = IntStream.range(0, count).map(i -> (7 * i + 3) % pool).sorted().toArray();
        return problem(AXIS, rows, standards, new int[] {0, 1});
    }

    /// @param rows training samples in their order
    /// @param standards positions among them
    /// @param properties properties in their order
    TransferProblem problem(Axis axis, int[] rows, int[] standards, int[] properties) {
        int[] samples = IntStream.of(standards).map(i -> rows[i]).toArray();
        double[][] values = IntStream.of(properties).mapToObj(k -> dev.spektron.chem.Matrices.pick(y[k], rows)).toArray(double[][]::new);
        return new TransferProblem(axis, dev.spektron.chem.Matrices.rows(source, rows), values, standards,
            dev.spektron.chem.Matrices.rows(target, samples));
    }

    DMatrixRMaj targetFrom(int first) {
        return dev.spektron.chem.Matrices.rows(target, IntStream.range(first, target.numRows).toArray());
    }
}
