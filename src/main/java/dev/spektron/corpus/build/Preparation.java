package dev.spektron.corpus.build;

import dev.spektron.corpus.source.SourceSpectrum;
import dev.spektron.corpus.source.UniformGrid;
import dev.spektron.corpus.store.ShardRow;
import dev.spektron.spectra.Axis;
import dev.spektron.spectra.AxisUnit;
import dev.spektron.spectra.IntensityKind;
import dev.spektron.spectra.SpectrumSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Brings raw spectra into the form of a corpus, or says why not: points that are not finite go, the others are sorted, of equal positions
/// the first stays; transmittance and reflectance become absorbance; then the quality filters of [Reason], the uniform grid of
/// [UniformGrid] over the spectrum's own range, and mean 0, variance 1 (divisor n). Not thread-safe.
public final class Preparation {
    private static final int LEAST_POINTS = 10;
    private static final double LEAST_LIGHT = 1e-4;
    private static final double MOST_LIGHT = 1.5;
    private static final double FLAT = 1e-7;
    private static final double GAP_SHARE = 0.05;
    private static final double GAP_STEPS = 20;
    private static final double SATURATED_SHARE = 0.05;
    private static final int SATURATED_POINTS = 10;
    private static final double NOISE = 0.8;
    /// Axes whose splines are kept.
    private static final int GRIDS = 32;

    private final String source;
    private final int points;
    private final Map<Axis, Grid> grids = new LinkedHashMap<>(GRIDS, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Axis, Grid> eldest) {
            return size() > GRIDS;
        }
    };

    private record Grid(UniformGrid uniform, float[] original) {}

    /// What became of a spectrum: a row, or a reason.
    ///
    /// @param row    the row, null if it was left out
    /// @param reason why it was left out, null if it was not
    public record Outcome(ShardRow row, Reason reason) {
        private static Outcome no(Reason reason) {
            return new Outcome(null, reason);
        }
    }

    /// @param source name of the source of the spectra
    /// @param points channels of the uniform grid
    public Preparation(String source, int points) {
        this.source = source;
        this.points = points;
    }

    public Outcome prepare(RawSpectrum raw) {
        List<double[]> kept = new ArrayList<>(raw.x().length);
        int begin = raw.x().length;
        int end = 0;
        for (int j = 0; j < raw.x().length; j++) {
            if (Double.isFinite(raw.x()[j]) && Double.isFinite(raw.y()[j])) {
                kept.add(new double[] {raw.x()[j], raw.y()[j]});
                begin = Math.min(begin, j);
                end = j + 1;
            }
        }
        // Libraries put spectra on one axis for all and fill up what lies outside of a spectrum's own range.
        if (2 * kept.size() < end - begin) {
            return Outcome.no(Reason.NOT_FINITE);
        }
        kept.sort(Comparator.comparingDouble(p -> p[0]));
        double[] x = new double[kept.size()];
        double[] y = new double[x.length];
        int n = 0;
        for (double[] p : kept) {
            if (n == 0 || p[0] > x[n - 1]) {
                x[n] = p[0];
                y[n++] = p[1];
            }
        }
        return n < LEAST_POINTS ? Outcome.no(Reason.TOO_FEW_POINTS) : sorted(raw, java.util.Arrays.copyOf(x, n),
            java.util.Arrays.copyOf(y, n));
    }

    private Outcome sorted(RawSpectrum raw, double[] x, double[] y) {
        if (raw.unit() == AxisUnit.INDEX) {
            return Outcome.no(Reason.NO_PHYSICAL_AXIS);
        }
        if (!plausible(raw.unit(), x[0], x[x.length - 1])) {
            return Outcome.no(Reason.IMPLAUSIBLE_AXIS);
        }
        Axis axis = new Axis(raw.unit(), x);
        if (gap(axis, x)) {
            return Outcome.no(Reason.GAP);
        }
        IntensityKind kind = raw.kind();
        if (kind == IntensityKind.TRANSMITTANCE || kind == IntensityKind.REFLECTANCE) {
            if (!absorbance(y)) {
                return Outcome.no(Reason.NO_FRACTION);
            }
            kind = IntensityKind.ABSORBANCE;
        }
        Reason poor = quality(y);
        return poor != null ? Outcome.no(poor) : resampled(raw, axis, y, kind);
    }

    private static boolean plausible(AxisUnit unit, double least, double most) {
        return switch (unit) {
            case NANOMETRE -> least >= 100 && most <= 1e6;
            case WAVENUMBER -> least >= 0 && most <= 5e4;
            case RAMAN_SHIFT -> least >= -6000 && most <= 1e4;
            case INDEX -> false;
        };
    }

    private static boolean gap(Axis axis, double[] x) {
        double widest = 0;
        for (int j = 1; j < x.length; j++) {
            widest = Math.max(widest, x[j] - x[j - 1]);
        }
        return widest > GAP_SHARE * (axis.max() - axis.min()) && widest > GAP_STEPS * axis.medianStep();
    }

    /// -log10 of the light, of which at least 1e-4 is taken to be there; false if it is no fraction.
    private static boolean absorbance(double[] y) {
        for (int j = 0; j < y.length; j++) {
            if (y[j] > MOST_LIGHT) {
                return false;
            }
            y[j] = -StrictMath.log10(Math.max(LEAST_LIGHT, y[j]));
        }
        return true;
    }

    private static Reason quality(double[] y) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        double sum = 0;
        for (double v : y) {
            least = Math.min(least, v);
            most = Math.max(most, v);
            sum += v;
        }
        if (most - least <= FLAT * Math.max(Math.abs(least), Math.abs(most))) {
            return Reason.FLAT;
        }
        if (longestRun(y, most) >= Math.max(SATURATED_POINTS, SATURATED_SHARE * y.length)) {
            return Reason.SATURATED;
        }
        double mean = sum / y.length;
        double variance = 0;
        double differences = 0;
        for (int j = 0; j < y.length; j++) {
            variance += (y[j] - mean) * (y[j] - mean);
            differences += j == 0 ? 0 : (y[j] - y[j - 1]) * (y[j] - y[j - 1]);
        }
        // Von Neumann's ratio, 1 for white noise.
        return differences > 2 * NOISE * variance ? Reason.NOISE : null;
    }

    private static int longestRun(double[] y, double value) {
        int longest = 0;
        int run = 0;
        for (double v : y) {
            run = v == value ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }

    private Outcome resampled(RawSpectrum raw, Axis axis, double[] y, IntensityKind kind) {
        Grid grid = grids.computeIfAbsent(axis, a -> new Grid(new UniformGrid(a, points), floats(a)));
        SpectrumSet one = new SpectrumSet("", axis, kind, raw.modality(), List.of("s"), new double[][] {y}, Map.of(), List.of(Map.of()));
        float[] v = grid.uniform.apply(one)[0];
        double[] moments = new double[2];
        if (!normalise(v, moments)) {
            return Outcome.no(Reason.FLAT);
        }
        SourceSpectrum s = new SourceSpectrum(v, axis.min(), axis.max(), raw.unit(), raw.modality(), kind, source, raw.instrument(),
            raw.group(), raw.sample(), raw.id());
        return new Outcome(new ShardRow(s, moments[0], moments[1], ShardRow.NO_PARENT, grid.original), null);
    }

    private static float[] floats(Axis axis) {
        float[] out = new float[axis.size()];
        for (int j = 0; j < out.length; j++) {
            out[j] = (float) axis.get(j);
        }
        return out;
    }

    /// Brings `v` to mean 0 and variance 1.
    ///
    /// @param moments takes mean and standard deviation
    /// @return false if that is not possible, since all values are equal or some not finite
    static boolean normalise(float[] v, double[] moments) {
        double sum = 0;
        for (float f : v) {
            sum += f;
        }
        double mean = sum / v.length;
        double squares = 0;
        for (float f : v) {
            squares += (f - mean) * (f - mean);
        }
        double deviation = Math.sqrt(squares / v.length);
        if (!(deviation > 1e-10 * Math.max(1e-10, Math.abs(mean))) || deviation == Double.POSITIVE_INFINITY) {
            return false;
        }
        for (int j = 0; j < v.length; j++) {
            v[j] = (float) ((v[j] - mean) / deviation);
        }
        moments[0] = mean;
        moments[1] = deviation;
        return true;
    }
}
