package dev.spektron.io.opus;

import dev.spektron.io.FormatException;
import dev.spektron.io.formats.Block;
import dev.spektron.io.formats.BlockKind;
import dev.spektron.io.formats.Bytes;
import dev.spektron.io.formats.EvenAxis;
import dev.spektron.io.formats.MetadataKeys;
import dev.spektron.spectra.AxisUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Blocks of an OPUS file from ordinates and their status.
final class OpusBlocks {
    private static final double NM_PER_UM = 1000;

    private OpusBlocks() {}

    static List<Block> of(Bytes b, List<OpusSpectrum> spectra) throws FormatException {
        Map<String, Integer> seen = new HashMap<>();
        List<Block> blocks = new ArrayList<>(spectra.size());
        for (OpusSpectrum s : spectra) {
            String name = s.data().type().name();
            int nth = seen.merge(name, 1, Integer::sum);
            blocks.add(block(b, s, nth == 1 ? name : name + " " + nth));
        }
        return blocks;
    }

    private static Block block(Bytes b, OpusSpectrum s, String name) throws FormatException {
        OpusType type = s.data().type();
        boolean series = type.extra() == OpusType.SERIES;
        if (!series && !s.hasRoom(b)) {
            throw b.error(s.data().at(), "expected " + s.points(b) + " points in " + name + ", found a block of " + s.data().size()
                + " bytes; the file is damaged");
        }
        OpusSeries rows = series ? OpusSeries.read(b, s) : null;
        double[][] y = series ? rows.y() : new double[][] {s.values(b)};
        double[] x = axis(b, s);
        Map<String, String> metadata = new LinkedHashMap<>(s.status().texts());
        String date = OpusDate.iso(s.status().text("DAT"), s.status().text("TIM"));
        if (!date.isEmpty()) {
            metadata.put(MetadataKeys.DATE, date);
        }
        String unit = s.status().text("DXU");
        if (unit.equals("MI")) {
            for (int i = 0; i < x.length; i++) {
                x[i] *= NM_PER_UM;
            }
        }
        if (series) {
            return new Block(name, type.kind(), x, unit(unit, type), xLabel(unit, type), type.intensity(), type.label(), y, rows.ids(),
                metadata, rows.rowMetadata());
        }
        return Block.single(name, type.kind(), x, unit(unit, type), xLabel(unit, type), type.intensity(), type.label(), y[0], metadata);
    }

    private static double[] axis(Bytes b, OpusSpectrum s) throws FormatException {
        int n = s.points(b);
        double first = s.status().required("FXV");
        double last = s.status().required("LXV");
        double step = n == 1 ? 0 : (last - first) / (n - 1);
        if (!Double.isFinite(step) || Math.abs(first) > Float.MAX_VALUE) {
            throw b.error(s.data().at(), "expected the ends of an axis, found FXV = " + first + " and LXV = " + last
                + "; the file is damaged");
        }
        return EvenAxis.between(first, last, n);
    }

    /// OPUS gives results of Raman over the shift and all else over the wavenumber, both as `WN`.
    private static Optional<AxisUnit> unit(String dxu, OpusType type) {
        return switch (dxu) {
            case "WN" -> Optional.of(type.isRaman() ? AxisUnit.RAMAN_SHIFT : AxisUnit.WAVENUMBER);
            case "MI" -> Optional.of(AxisUnit.NANOMETRE);
            case "PNT" -> Optional.of(AxisUnit.INDEX);
            default -> Optional.empty();
        };
    }

    private static String xLabel(String dxu, OpusType type) {
        return switch (dxu) {
            case "WN" -> type.isRaman() ? "Raman shift (cm-1)" : "wavenumber (cm-1)";
            case "MI" -> "wavelength (um)";
            case "LGW" -> "logarithm of the wavenumber";
            case "PNT" -> type.kind() == BlockKind.INTERFEROGRAM ? "points of the path difference" : "points";
            case "MIN" -> "time (min)";
            default -> dxu;
        };
    }
}
