package dev.spektron.io.avantes;

import dev.spektron.io.formats.Block;
import dev.spektron.io.formats.BlockKind;
import dev.spektron.spectra.AxisUnit;
import dev.spektron.spectra.IntensityKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What AvaSoft shows, computed from the readings that the file keeps.
enum AvantesQuantity {
    SCOPE("sample", IntensityKind.COUNTS),
    ABSORBANCE("absorbance", IntensityKind.ABSORBANCE),
    TRANSMITTANCE("transmittance", IntensityKind.TRANSMITTANCE),
    REFLECTANCE("reflectance", IntensityKind.REFLECTANCE),
    /// The fourth series is a calibration, the product is not computed.
    IRRADIANCE("irradiance", IntensityKind.COUNTS);

    private final String label;
    private final IntensityKind intensity;

    AvantesQuantity(String label, IntensityKind intensity) {
        this.label = label;
        this.intensity = intensity;
    }

    String label() {
        return label;
    }

    /// The computed spectrum, where there is one, then the readings.
    ///
    /// @param suffix appended to the names of the blocks
    List<Block> blocks(String suffix, double[] x, double[] sample, double[] dark, double[] reference, Map<String, String> metadata) {
        List<Block> blocks = new ArrayList<>();
        if (this != SCOPE && this != IRRADIANCE) {
            blocks.add(block(label + suffix, BlockKind.SPECTRUM, x, intensity, label, ratio(sample, dark, reference), metadata));
        }
        blocks.add(counts("sample" + suffix, BlockKind.SINGLE_BEAM, x, sample, metadata));
        blocks.add(counts("dark" + suffix, BlockKind.REFERENCE, x, dark, metadata));
        if (this == IRRADIANCE) {
            blocks.add(block("irradiance calibration" + suffix, BlockKind.OTHER, x, IntensityKind.UNKNOWN, "calibration", reference,
                metadata));
        } else {
            blocks.add(counts("reference" + suffix, BlockKind.REFERENCE, x, reference, metadata));
        }
        return blocks;
    }

    static Block counts(String name, BlockKind kind, double[] x, double[] y, Map<String, String> metadata) {
        return block(name, kind, x, IntensityKind.COUNTS, "counts", y, metadata);
    }

    private static Block block(String name, BlockKind kind, double[] x, IntensityKind intensity, String label, double[] y,
                               Map<String, String> metadata) {
        return Block.single(name, kind, x, Optional.of(AxisUnit.NANOMETRE), "Wavelength / nm", intensity, label, y, metadata);
    }

    /// (sample - dark) / (reference - dark), `NaN` where the reference equals the dark; its negative decadic logarithm for
    /// absorbance, `NaN` where the ratio is not positive.
    private double[] ratio(double[] sample, double[] dark, double[] reference) {
        double[] y = new double[sample.length];
        for (int i = 0; i < y.length; i++) {
            double below = reference[i] - dark[i];
            double ratio = below == 0 ? Double.NaN : (sample[i] - dark[i]) / below;
            y[i] = this != ABSORBANCE ? ratio : ratio > 0 ? -Math.log10(ratio) : Double.NaN;
        }
        return y;
    }
}
