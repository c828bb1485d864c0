package dev.spektron.backend.tornado;

import dev.spektron.kernels.Checks;
import uk.ac.manchester.tornado.api.annotations.Parallel;

/// Launchers that look at results.
final class CheckKernels {
    private CheckKernels() {}

    /// Numbers that are not finite, counted by `items` lanes.
    static void kNotFinite(float[] m, int x, int n, int counts, int items, int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                Checks.notFinite(i, items, m, x, n, m, counts);
            }
        }
    }
}
