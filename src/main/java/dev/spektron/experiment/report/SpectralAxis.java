package dev.spektron.experiment.report;

/// How an axis of spectra is drawn: wavelength, Raman shift and channel rise to the right; absolute wavenumbers fall if the axis itself
/// falls, which is the habit of infrared absorption.
record SpectralAxis(String unit, double[] values) {
    SpectralAxis {
        if (values.length == 0) {
            throw new IllegalArgumentException("report: expected an axis with at least one channel, found none");
        }
    }

    String label() {
        return switch (unit) {
            case "nm" -> "Wavelength (nm)";
            case "cm-1" -> "Wavenumber (cm⁻¹)";
            case "cm-1 shift" -> "Raman shift (cm⁻¹)";
            case "index" -> "Channel";
            default -> unit;
        };
    }

    Scale scale(double from, double to) {
        Scale scale = Scale.linear(Range.of(values), from, to);
        boolean falls = values[values.length - 1] < values[0];
        return falls && unit.equals("cm-1") ? scale.falling() : scale;
    }

    /// @throws IllegalArgumentException if a row has another number of channels
    void check(String what, double[][] rows) {
        for (double[] row : rows) {
            if (row.length != values.length) {
                throw new IllegalArgumentException("report: " + what + " has a row of " + row.length + " values on an axis of "
                    + values.length + " channels");
            }
        }
    }
}
