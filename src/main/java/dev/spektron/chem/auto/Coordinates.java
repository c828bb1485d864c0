package dev.spektron.chem.auto;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/// Principal axes of all training spectra (source pool and target standards about the pool's mean), at most 80. Regressions in these
/// coordinates equal those on all channels, because every coefficient vector lies in the span of the training spectra.
///
/// The axes come from the Gram matrix K = Z Z' = U L U': row coordinates U L^(1/2), axes L^(-1/2) U' Z, which are not formed.
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
    /// U L^(-1/2), count x size.
    private final double[] back;
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
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(count, true, true);
        if (!eigen.decompose(gram())) {
            throw new IllegalArgumentException("the eigenvalues of the training spectra do not converge; look for extreme intensities");
        }
        int[] order = IntStream.range(0, count).boxed()
            .sorted((a, b) -> Double.compare(eigen.getEigenvalue(b).real, eigen.getEigenvalue(a).real)).mapToInt(i -> i).toArray();
        double least = Math.max(NOISE * eigen.getEigenvalue(order[0]).real, Double.MIN_NORMAL);
        size = (int) IntStream.of(order).filter(k -> eigen.getEigenvalue(k).real > least).limit(MOST).count();
        if (size == 0) {
            throw new IllegalArgumentException("the " + count + " training spectra do not differ from each other");
        }
        rows = new double[count * size];
        back = new double[count * size];
        for (int a = 0; a < size; a++) {
            double root = Math.sqrt(eigen.getEigenvalue(order[a]).real);
            DMatrixRMaj u = eigen.getEigenVector(order[a]);
            for (int i = 0; i < count; i++) {
                rows[i * size + a] = u.data[i] * root;
                back[i * size + a] = u.data[i] / root;
            }
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
        double[] products = new double[count];
        for (int i = 0; i < x.numRows; i++) {
            Arrays.fill(products, 0);
            Lanes.combine(x.data, i * channels, channels, transposed, 0, count, products, 0, count);
            Lanes.combine(products, 0, count, back, 0, size, out, i * size, size);
        }
        return out;
    }

    /// Coefficients on the channels of a model with coefficients `b` on the coordinates.
    double[] channelCoefficients(double[] b) {
        double[] onRows = new double[count];
        for (int i = 0; i < count; i++) {
            onRows[i] = Lanes.dot(back, i * size, b, 0, size);
        }
        double[] out = new double[channels];
        for (int j = 0; j < channels; j++) {
            out[j] = Lanes.dot(transposed, j * count, onRows, 0, count);
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
