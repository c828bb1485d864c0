package dev.spektron.backend.tornado;

import dev.spektron.kernels.Randoms;
import uk.ac.manchester.tornado.api.annotations.Parallel;

/// Launchers of random numbers; an item is a block of four. `words` holds four random words for each lane.
final class RandomKernels {
    private RandomKernels() {}

    /// A block of uniform numbers.
    static void kUniforms(float[] m, int[] words, int step, int purpose, int k0, int k1, int y, int n, int items, int lanes) {
        for (@Parallel int lane = 0; lane < lanes; lane++) {
            for (int i = lane; i < items; i += lanes) {
                Randoms.uniforms(i, m, step, purpose, k0, k1, words, 4 * lane, m, y, n);
            }
        }
    }

    /// A block of normal numbers.
    static void kNormals(float[] m, int[] words, int step, int purpose, int k0, int k1, int y, int n, int items, int lanes) {
        for (@Parallel int lane = 0; lane < lanes; lane++) {
            for (int i = lane; i < items; i += lanes) {
                Randoms.normals(i, m, step, purpose, k0, k1, words, 4 * lane, m, y, n);
            }
        }
    }

    /// A block of dropout.
    static void kDropout(float[] m, int[] words, float rate, int step, int purpose, int k0, int k1, int x, int y, int n, int items,
        int lanes) {
        for (@Parallel int lane = 0; lane < lanes; lane++) {
            for (int i = lane; i < items; i += lanes) {
                Randoms.dropout(i, rate, m, step, purpose, k0, k1, words, 4 * lane, m, x, m, y, n);
            }
        }
    }
}
