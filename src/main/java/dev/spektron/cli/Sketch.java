package dev.spektron.cli;

/// Draws a curve with characters.
final class Sketch {
    private static final int WIDTH = 72;
    private static final int HEIGHT = 9;

    private Sketch() {}

    /// The mean of the rows without missing values, first channel at the left, [#HEIGHT] lines.
    static String mean(double[][] rows) {
        int p = rows[0].length;
        int width = Math.min(WIDTH, p);
        double[] y = new double[width];
        for (int c = 0; c < width; c++) {
            int from = (int) ((long) c * p / width);
            int to = Math.max(from + 1, (int) ((long) (c + 1) * p / width));
            long n = 0;
            for (double[] row : rows) {
                for (int j = from; j < to; j++) {
                    y[c] += Double.isFinite(row[j]) ? row[j] : 0;
                    n += Double.isFinite(row[j]) ? 1 : 0;
                }
            }
            y[c] = n == 0 ? Double.NaN : y[c] / n;
        }
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double v : y) {
            low = v < low ? v : low;
            high = v > high ? v : high;
        }
        StringBuilder s = new StringBuilder();
        for (int line = HEIGHT - 1; line >= 0; line--) {
            s.append(String.format(java.util.Locale.ROOT, "%10.4g |", low + (high - low) * line / (HEIGHT - 1)));
            StringBuilder dots = new StringBuilder();
            for (double v : y) {
                int at = high > low ? (int) Math.round((v - low) / (high - low) * (HEIGHT - 1)) : 0;
                dots.append(at == line && !Double.isNaN(v) ? '*' : ' ');
            }
            s.append(dots.toString().stripTrailing()).append('\n');
        }
        return s.toString();
    }
}
