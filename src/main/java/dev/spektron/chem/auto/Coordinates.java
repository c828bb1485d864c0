package dev.spektron.chem.auto;

import dev.spektron.chem.Matrices;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/// Principal axes of all training spectra (source pool and target standards about the pool's mean), at most 80. Regressions in these
/// coordinates equal those on all channels, because every coefficient vector lies in the span of the training spectra.
///
/// The axes come from the Gram matrix K = Z Z' = U L U': row coordinates U L^(1/2), axes L^(-1/2) U' Z.
final class Coordinates {
    private static final int MOST = 80;
    /// Eigenvalues of K below this share of the first are rounding noise.
    private static final double NOISE = 1e-14;

    /// Number of coordinates.
    final int size;
    /// Coordinates of the pool and then of the standards, row-major.
    final double[] rows;
    /// Z' channel by channel: p x count.
    private final double[] transposed;
    /// The axes channel by channel: p x size.
    private final double[] axes;
    private final int count;
    private final int channels;

    /// @param z centred spectra
    Coordinates(DMatrixRMaj z) {
        count = z.numRows;
        channels = z.numCols;
        transposed = new double[count * channels];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < channels; j++) {
                transposed[j * count + i] = z.data[i * channels + j];
            }
        }
        LeadingEigen eigen = LeadingEigen.of(gram(), MOST);
        double least = Math.max(NOISE * eigen.values()[0], Double.MIN_NORMAL);
        size = (int) Arrays.stream(eigen.values()).filter(v -> v > least).count();
        if (size == 0) {
            throw new IllegalArgumentException("the " + count + " training spectra do not differ from each other");
        }
        rows = new double[count * size];
        double[] back = new double[count * size];
        for (int a = 0; a < size; a++) {
            double root = Math.sqrt(eigen.values()[a]);
            for (int i = 0; i < count; i++) {
                rows[i * size + a] = eigen.vectors()[a][i] * root;
                back[i * size + a] = eigen.vectors()[a][i] / root;
            }
        }
        axes = new double[channels * size];
        for (int j = 0; j < channels; j++) {
            Lanes.combine(transposed, j * count, count, back, 0, size, axes, j * size, size);
        }
    }

    private DMatrixRMaj gram() {
        DMatrixRMaj k = new DMatrixRMaj(count, count);
        double[] c = new double[4 * count];
        for (int j = 0; j < channels; j += 4) {
            int block = Math.min(4, channels - j);
            for (int i = 0; i < count; i++) {
                for (int b = 0; b < block; b++) {
                    c[i * 4 + b] = transposed[(j + b) * count + i];
                }
            }
            for (int i = 0; i < count; i++) {
                Lanes.combine(c, i * 4, block, transposed, j * count, count, k.data, i * count, i + 1);
            }
        }
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < i; j++) {
                k.data[j * count + i] = k.data[i * count + j];
            }
        }
        return k;
    }

    /// Coordinates of centred spectra, row-major.
    double[] project(DMatrixRMaj x) {
        double[] out = new double[x.numRows * size];
        for (int i = 0; i < x.numRows; i++) {
            Lanes.combine(x.data, i * channels, channels, axes, 0, size, out, i * size, size);
        }
        return out;
    }

    /// Coefficients on the channels of a model with coefficients `b` on the coordinates.
    double[] channelCoefficients(double[] b) {
        double[] out = new double[channels];
        for (int j = 0; j < channels; j++) {
            out[j] = Matrices.dot(axes, j * size, b, 0, size);
        }
        return out;
    }

    /// The coordinates of some rows as a matrix.
    DMatrixRMaj matrix(int from, int to) {
        DMatrixRMaj m = new DMatrixRMaj(to - from, size);
        System.arraycopy(rows, from * size, m.data, 0, m.data.length);
        return m;
    }
}
