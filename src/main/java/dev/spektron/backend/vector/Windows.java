package dev.spektron.backend.vector;

import java.util.Arrays;

/// The windows of a convolution as rows of a matrix that is never stored. Window q of a member of the batch holds, tap by tap, the
/// `channels` numbers of row q step + shift + tap dilation of x, or zeros where x (`rows` rows) has no such row.
///
/// @param start   index of the first number of x
/// @param windows windows of one member; window i of all is window i % windows of member i / windows
record Windows(float[] x, int start, int rows, int channels, int windows, int step, int shift, int dilation, int taps) {
    /// Copies the numbers from `from` to `from + n` of a window.
    void copy(int window, int from, int n, float[] y, int yo) {
        int member = window / windows;
        int row = window % windows * step + shift;
        int base = start + member * rows * channels;
        if (dilation == 1) {
            copyClipped(base, row * channels + from, n, y, yo);
            return;
        }
        for (int done = 0; done < n;) {
            int tap = (from + done) / channels;
            int c = (from + done) % channels;
            int count = Math.min(channels - c, n - done);
            copyClipped(base, (row + tap * dilation) * channels + c, count, y, yo + done);
            done += count;
        }
    }

    /// Copies n numbers from `at` behind `base`; outside of the member there are zeros.
    private void copyClipped(int base, int at, int n, float[] y, int yo) {
        int before = Math.clamp(-(long) at, 0, n);
        int inside = Math.clamp((long) rows * channels - at, before, n);
        Arrays.fill(y, yo, yo + before, 0);
        if (inside > before) {
            System.arraycopy(x, base + Math.max(at, 0), y, yo + before, inside - before);
        }
        Arrays.fill(y, yo + inside, yo + n, 0);
    }
}
