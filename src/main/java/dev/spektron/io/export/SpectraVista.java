package dev.spektron.io.export;

import dev.spektron.io.formats.Block;
import dev.spektron.io.formats.BlockKind;
import dev.spektron.io.formats.MetadataKeys;
import dev.spektron.io.text.IsoDates;
import dev.spektron.io.text.IsoDates.Order;
import dev.spektron.io.text.Quantities;
import dev.spektron.spectra.AxisUnit;
import dev.spektron.spectra.IntensityKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `.sig` files of Spectra Vista: wavelength in nm, reading of the reference, reading of the target, reflectance in percent.
final class SpectraVista {
    static final int WIDTH = 4;
    private static final double PERCENT = 100;

    private SpectraVista() {}

    static List<Block> blocks(NumberTable t, Header h, Map<String, String> metadata) {
        String units = h.fact("units");
        String[] unit = (units == null ? "," : units + ",").split(",", 3);
        double[] x = t.columns()[0];
        double[] reflectance = t.columns()[3];
        for (int i = 0; i < reflectance.length; i++) {
            reflectance[i] /= PERCENT;
        }
        return List.of(block("reflectance", BlockKind.SPECTRUM, x, IntensityKind.REFLECTANCE, "reflectance", reflectance, metadata),
            block("target", BlockKind.SINGLE_BEAM, x, Quantities.intensity(unit[1]), unit[1].strip(), t.columns()[2], metadata),
            block("reference", BlockKind.REFERENCE, x, Quantities.intensity(unit[0]), unit[0].strip(), t.columns()[1], metadata));
    }

    private static Block block(String name, BlockKind kind, double[] x, IntensityKind intensity, String label, double[] y,
                               Map<String, String> metadata) {
        return Block.single(name, kind, x, Optional.of(AxisUnit.NANOMETRE), "nm", intensity, label, y, metadata);
    }

    /// The header has the times of reference and target, in this order and in American spelling.
    static void date(Map<String, String> metadata) {
        String times = metadata.getOrDefault("time", "");
        IsoDates.parse(times.substring(times.indexOf(',') + 1), Order.MONTH_FIRST).ifPresent(d -> metadata.put(MetadataKeys.DATE, d));
    }
}
