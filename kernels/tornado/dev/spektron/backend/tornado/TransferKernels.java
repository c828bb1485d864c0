package dev.spektron.backend.tornado;

import dev.spektron.kernels.Copies;
import uk.ac.manchester.tornado.api.annotations.Parallel;

/// Launchers that move numbers between the memory of all plans and the arrays that cross the border of the device.
final class TransferKernels {
    private TransferKernels() {}

    /// The variables, from the host.
    static void kLoad(float[] m, float[] variables, int items, int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                Copies.copy(variables, i, m, i, 1);
            }
        }
    }

    /// The variables, for the host.
    static void kSave(float[] m, float[] variables, int items, int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                Copies.copy(m, i, variables, i, 1);
            }
        }
    }

    /// m[places[i]] = numbers[i].
    static void kScatter(float[] m, int[] places, float[] numbers, int items, int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                Copies.copy(numbers, i, m, places[i], 1);
            }
        }
    }

    /// numbers[i] = m[places[i]].
    static void kGather(float[] m, int[] places, float[] numbers, int items, int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                Copies.copy(m, places[i], numbers, i, 1);
            }
        }
    }
}
