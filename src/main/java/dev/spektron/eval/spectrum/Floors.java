package dev.spektron.eval.spectrum;

/// Mean squared errors at masked samples that a model must beat: of the zero predictor (about 1 for spectra of mean 0 and variance 1), of
/// the mean spectrum of the training set, and of straight lines across the gaps, the honest floor for short ones. Errors of
/// reconstructions are added up in the same way: over overlap-added spectra, each masked sample once.
public final class Floors {
    private final float[] mean;
    private double zero;
    private double meanError;
    private double line;
    private double model;
    private long samples;
    private long modelled;

    /// @param mean mean spectrum of the training set
    public Floors(float[] mean) {
        this.mean = mean.clone();
    }

    /// The mean of training spectra.
    public static float[] mean(float[][] spectra) {
        if (spectra.length == 0) {
            throw new IllegalArgumentException("floors: expected at least one training spectrum, found none");
        }
        double[] sum = new double[spectra[0].length];
        for (float[] s : spectra) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += s[i];
            }
        }
        float[] out = new float[sum.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) (sum[i] / spectra.length);
        }
        return out;
    }

    /// Adds a spectrum of L numbers from `offset` on; `hidden` is not 0 at masked samples, from `offset` on as well.
    public Floors add(float[] spectrum, float[] hidden, int offset) {
        return add(spectrum, hidden, null, offset);
    }

    /// Adds a spectrum and its reconstruction.
    public Floors add(float[] spectrum, float[] hidden, float[] reconstruction, int offset) {
        int last = -1;
        for (int i = 0; i < mean.length; i++) {
            if (hidden[offset + i] == 0) {
                last = i;
                continue;
            }
            int next = i + 1;
            while (next < mean.length && hidden[offset + next] != 0) {
                next++;
            }
            for (int j = i; j < next; j++) {
                float x = spectrum[offset + j];
                zero += square(x);
                meanError += square(x - mean[j]);
                line += square(x - across(spectrum, offset, mean.length, last, next, j));
                model += reconstruction == null ? 0 : square(x - reconstruction[offset + j]);
            }
            samples += next - i;
            modelled += reconstruction == null ? 0 : next - i;
            i = next - 1;
        }
        return this;
    }

    private static double square(double x) {
        return x * x;
    }

    /// A spectrum with straight lines across its masked samples.
    public static float[] bridged(float[] spectrum, float[] hidden) {
        float[] out = spectrum.clone();
        int before = -1;
        for (int i = 0; i <= out.length; i++) {
            if (i == out.length || hidden[i] == 0) {
                for (int j = before + 1; j < i; j++) {
                    out[j] = (float) across(spectrum, 0, out.length, before, i, j);
                }
                before = i;
            }
        }
        return out;
    }

    /// The line from the sample before to the sample behind the gap; level at the ends, 0 where nothing is visible.
    private static double across(float[] x, int offset, int length, int before, int behind, int at) {
        if (before < 0) {
            return behind < length ? x[offset + behind] : 0;
        }
        if (behind == length) {
            return x[offset + before];
        }
        double a = x[offset + before];
        return a + (x[offset + behind] - a) * (at - before) / (behind - before);
    }

    /// Masked samples.
    public long samples() {
        return samples;
    }

    public double zero() {
        return zero / samples;
    }

    /// Of the mean spectrum.
    public double meanSpectrum() {
        return meanError / samples;
    }

    public double interpolation() {
        return line / samples;
    }

    /// Of the reconstructions.
    public double model() {
        if (modelled != samples) {
            throw new IllegalStateException("floors: expected reconstructions of all " + samples + " masked samples, found " + modelled);
        }
        return model / samples;
    }

    /// Error of the reconstructions over that of the mean spectrum.
    public double normalisedError() {
        return model() / meanSpectrum();
    }
}
