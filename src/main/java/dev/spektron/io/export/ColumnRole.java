package dev.spektron.io.export;

import dev.spektron.io.formats.BlockKind;
import dev.spektron.io.text.Quantities;
import dev.spektron.spectra.AxisUnit;
import dev.spektron.spectra.IntensityKind;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// What the name of a column says of it.
///
/// @param kind kind of its block; empty for a name that is no word of instruments, such as that of a sample
/// @param intensity what its numbers mean
/// @param percent whether they are percent of it
record ColumnRole(Optional<BlockKind> kind, IntensityKind intensity, boolean percent) {
    private static final String PROCESSED = "Processed";
    private static final Pattern NUMBER = Pattern.compile("#\\d+$");

    /// @param label name and unit
    /// @param processed whether another column holds the finished spectrum, so that readings of the sample are single beams
    /// @param raman whether intensities less the dark reading are the finished spectrum
    static ColumnRole of(String name, String label, boolean processed, boolean raman) {
        String n = name.toLowerCase(Locale.ROOT).strip();
        IntensityKind intensity = intensityOf(name);
        if (n.startsWith("%tr")) {
            intensity = IntensityKind.TRANSMITTANCE;
        }
        boolean percent = Quantities.isPercentOf(label, intensity);
        if (n.startsWith("dark subtracted")) {
            return new ColumnRole(Optional.of(raman ? BlockKind.SPECTRUM : BlockKind.SINGLE_BEAM), IntensityKind.COUNTS, false);
        }
        if (n.startsWith("dark") || n.equals("ref") || n.startsWith("reference") || n.startsWith("white") || n.startsWith("background")) {
            return new ColumnRole(Optional.of(BlockKind.REFERENCE), IntensityKind.COUNTS, false);
        }
        if (n.startsWith("raw") || n.equals("sample") || n.startsWith("scope") || n.equals("signal")) {
            return new ColumnRole(Optional.of(processed ? BlockKind.SINGLE_BEAM : BlockKind.SPECTRUM), IntensityKind.COUNTS, false);
        }
        boolean known = intensity != IntensityKind.UNKNOWN || n.startsWith("irradiance") || name.equals(PROCESSED);
        return new ColumnRole(known ? Optional.of(BlockKind.SPECTRUM) : Optional.empty(), intensity, percent);
    }

    /// What a column's name says of its ordinates, without the number behind it.
    static IntensityKind intensityOf(String name) {
        return Quantities.intensity(NUMBER.matcher(name).replaceAll("").strip());
    }

    static boolean isFinished(String name) {
        IntensityKind kind = intensityOf(name);
        return kind != IntensityKind.UNKNOWN && kind != IntensityKind.COUNTS || name.toLowerCase(Locale.ROOT).startsWith("dark subtracted")
            || name.equals(PROCESSED);
    }

    /// How much a column is wanted as the axis: the higher, the more; 0 for one that is none.
    static int axisRank(String label) {
        Optional<AxisUnit> unit = Quantities.axis(label, false).unit();
        if (unit.isEmpty()) {
            return Header.isAxis(label) ? 2 : 0;
        }
        return switch (unit.get()) {
            case RAMAN_SHIFT -> 5;
            case NANOMETRE -> 4;
            case WAVENUMBER -> 3;
            case INDEX -> 1;
        };
    }
}
