package dev.spektron.corpus.source;

import dev.spektron.spectra.AxisUnit;
import dev.spektron.spectra.IntensityKind;
import dev.spektron.spectra.Modality;

/// One spectrum on a uniform grid of its own range. All names are unique over the whole source, not only within a data set.
///
/// @param values ordinates; not copied, do not write
/// @param first axis value of the first channel
/// @param last axis value of the last channel, above `first`; between them the channels are equally far apart
/// @param unit unit of both
/// @param modality kind of spectroscopy
/// @param kind meaning of the ordinate
/// @param dataset name of the data set
/// @param instrument name of the instrument, empty when unknown
/// @param group what no split may divide: a physical sample with all its measurements and copies, or a mineral
/// @param sample the physical sample: spectra of one sample on two instruments are two views of it
/// @param id name of this spectrum, unique in its source
public record SourceSpectrum(float[] values, double first, double last, AxisUnit unit, Modality modality, IntensityKind kind,
                             String dataset, String instrument, String group, String sample, String id) {
    private static final double NM_PER_CM = 1e7;

    public SourceSpectrum {
        if (!(first < last) || !Double.isFinite(first) || !Double.isFinite(last)) {
            throw new IllegalArgumentException("spectrum '" + id + "': expected a rising axis, found " + first + " to " + last);
        }
    }

    public int channels() {
        return values.length;
    }

    /// Axis value of channel `j`.
    public double axis(int j) {
        return j == values.length - 1 ? last : first + j * (last - first) / (values.length - 1);
    }

    /// Mean distance of neighbouring channels in cm-1, 0 if the axis has no physical unit. On an axis in nm the distance falls as 1 / v^2
    /// from channel to channel; this is its mean.
    public double wavenumberStep() {
        double range = switch (unit) {
            case NANOMETRE -> first > 0 ? NM_PER_CM / first - NM_PER_CM / last : 0;
            case WAVENUMBER, RAMAN_SHIFT -> last - first;
            case INDEX -> 0;
        };
        return range / (values.length - 1);
    }
}
