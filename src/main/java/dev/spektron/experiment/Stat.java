package dev.spektron.experiment;

/// Mean and standard deviation (divisor n - 1) over repeats; the deviation of a single value is `NaN`.
public record Stat(double mean, double sd) {
    public static Stat of(double[] values) {
        double mean = 0;
        for (double v : values) {
            mean += v / values.length;
        }
        double s = 0;
        for (double v : values) {
            s += (v - mean) * (v - mean);
        }
        return new Stat(values.length == 0 ? Double.NaN : mean, values.length > 1 ? Math.sqrt(s / (values.length - 1)) : Double.NaN);
    }
}
