package dev.spektron.io.spc;

import dev.spektron.io.FormatException;
import dev.spektron.io.formats.Block;
import dev.spektron.io.formats.BlockKind;
import dev.spektron.io.formats.Bytes;
import dev.spektron.spectra.AxisUnit;
import dev.spektron.spectra.IntensityKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Blocks of an SPC file: one for all subfiles on a common axis, else one for each.
final class SpcBlocks {
    private static final double NM_PER_UM = 1000;
    /// A fraction can hardly be larger: noise and glossy samples stay below.
    private static final double LARGEST_FRACTION = 5;

    private final SpcHeader header;
    private final Optional<AxisUnit> unit;
    private final String xLabel;
    private final String yLabel;
    private final BlockKind kind;
    private final IntensityKind intensity;

    private SpcBlocks(SpcHeader h) {
        header = h;
        xLabel = h.labels().get(0).isEmpty() ? SpcUnits.axis(h.xType()) : h.labels().get(0);
        yLabel = h.labels().get(1).isEmpty() ? SpcUnits.ordinate(h.yType()) : h.labels().get(1);
        kind = kind(h);
        // An interferogram runs over the path difference whatever the code says; programs leave that of the spectrum there.
        unit = kind == BlockKind.INTERFEROGRAM ? Optional.empty() : SpcUnits.unit(h.xType(), h.labels().get(0));
        intensity = intensity(h);
    }

    static List<Block> of(Bytes bytes, SpcHeader header, List<SpcSubfile> subfiles, List<String> warnings) throws FormatException {
        SpcBlocks blocks = new SpcBlocks(header);
        blocks.scale(bytes, subfiles);
        blocks.warnOfPercent(subfiles, warnings);
        List<Map<String, String>> rows = blocks.rowMetadata(subfiles);
        Map<String, String> metadata = blocks.axisLabels();
        if (!header.ownAxes() || subfiles.size() == 1) {
            return List.of(blocks.common(subfiles, rows, metadata));
        }
        List<Block> each = new ArrayList<>(subfiles.size());
        for (int i = 0; i < subfiles.size(); i++) {
            SpcSubfile s = subfiles.get(i);
            String name = "subfile " + (i + 1);
            each.add(new Block(name, blocks.kind, s.x(), blocks.unit, blocks.xLabel, blocks.intensity, blocks.yLabel,
                new double[][] {s.y()},
                List.of(name), metadata, List.of(rows.get(i))));
        }
        return each;
    }

    private Block common(List<SpcSubfile> subfiles, List<Map<String, String>> rows, Map<String, String> metadata) {
        double[][] y = new double[subfiles.size()][];
        List<String> ids = new ArrayList<>(y.length);
        for (int i = 0; i < y.length; i++) {
            y[i] = subfiles.get(i).y();
            ids.add(Integer.toString(i + 1));
        }
        String name = y.length == 1 ? kind.label() : "subfiles";
        return new Block(name, kind, subfiles.getFirst().x(), unit, xLabel, intensity, yLabel, y, ids, metadata, rows);
    }

    private void scale(Bytes bytes, List<SpcSubfile> subfiles) throws FormatException {
        if (!SpcUnits.isMicrometre(header.xType(), header.labels().get(0)) || unit.isEmpty()) {
            return;
        }
        double[] done = null;
        for (SpcSubfile s : subfiles) {
            double[] x = s.x();
            for (int i = 0; x != done && i < x.length; i++) {
                x[i] *= NM_PER_UM;
                if (!Double.isFinite(x[i])) {
                    throw bytes.error(8, "expected an axis in micrometres, found a value too large; the file is damaged");
                }
            }
            done = x;
        }
    }

    private void warnOfPercent(List<SpcSubfile> subfiles, List<String> warnings) {
        if (intensity != IntensityKind.TRANSMITTANCE && intensity != IntensityKind.REFLECTANCE) {
            return;
        }
        double largest = 0;
        for (SpcSubfile s : subfiles) {
            for (double v : s.y()) {
                largest = Math.max(largest, Double.isFinite(v) ? v : 0);
            }
        }
        if (largest > LARGEST_FRACTION) {
            warnings.add("the " + intensity.label() + " reaches " + largest
                + ", which looks like percent; the file does not say so, and the values stand as they are");
        }
    }

    private Map<String, String> axisLabels() {
        Map<String, String> m = new LinkedHashMap<>();
        if (header.multi()) {
            m.put("z label", header.labels().get(2).isEmpty() ? SpcUnits.axis(header.zType()) : header.labels().get(2));
        }
        if (header.planes() > 0) {
            m.put("w label", SpcUnits.axis(header.wType()));
            m.put("w planes", Long.toString(header.planes()));
        }
        return m;
    }

    /// Where every subfile has z = 0 and the spacing is even, z is counted with the header's step; likewise w over planes.
    private List<Map<String, String>> rowMetadata(List<SpcSubfile> subfiles) {
        boolean countZ = header.evenZ() && header.zStep() != 0 && subfiles.stream().allMatch(s -> s.z() == 0);
        boolean countW = header.wStep() != 0 && subfiles.stream().allMatch(s -> s.w() == 0);
        boolean hasZ = header.multi() && subfiles.size() > 1 && (countZ || subfiles.stream().anyMatch(s -> s.z() != 0));
        long perPlane = header.planes() > 0 ? Math.max(1, subfiles.size() / header.planes()) : 0;
        List<Map<String, String>> rows = new ArrayList<>(subfiles.size());
        for (int i = 0; i < subfiles.size(); i++) {
            SpcSubfile s = subfiles.get(i);
            Map<String, String> m = new LinkedHashMap<>();
            if (hasZ) {
                long step = perPlane > 0 ? i % perPlane : i;
                m.put("z", Float.toString(countZ ? (float) (step * header.zStep()) : s.z()));
            }
            if (perPlane > 0) {
                m.put("w", Float.toString(countW ? (float) (i / perPlane * header.wStep()) : s.w()));
            }
            if (s.scans() > 0) {
                m.put("scans", Long.toString(s.scans()));
            }
            rows.add(Map.copyOf(m));
        }
        return rows;
    }

    private static BlockKind kind(SpcHeader h) {
        if (h.yType() == SpcUnits.INTERFEROGRAM || h.xType() == SpcUnits.DOUBLE_INTERFEROGRAM) {
            return BlockKind.INTERFEROGRAM;
        }
        boolean chromatogram = h.chromatogram() || h.experiment() >= 1 && h.experiment() <= 3;
        boolean otherMethod = h.experiment() >= 8 && h.experiment() <= 10;
        if (chromatogram || otherMethod || SpcUnits.isTime(h.xType()) || SpcUnits.isOtherMethod(h.xType())) {
            return BlockKind.OTHER;
        }
        return h.yType() == SpcUnits.VALLEY_SINGLE_BEAM ? BlockKind.SINGLE_BEAM : BlockKind.SPECTRUM;
    }

    private static IntensityKind intensity(SpcHeader h) {
        return switch (h.yType()) {
            case SpcUnits.ABSORBANCE, SpcUnits.LOG_ONE_OVER_R -> IntensityKind.ABSORBANCE;
            case SpcUnits.TRANSMISSION -> IntensityKind.TRANSMITTANCE;
            case SpcUnits.REFLECTANCE -> IntensityKind.REFLECTANCE;
            case SpcUnits.COUNTS, SpcUnits.INTENSITY, SpcUnits.RELATIVE_INTENSITY -> IntensityKind.COUNTS;
            case 0 -> h.xType() == SpcUnits.RAMAN_SHIFT || h.labels().get(1).toLowerCase(Locale.ROOT).contains("intensity")
                || h.labels().get(1).toLowerCase(Locale.ROOT).contains("counts") ? IntensityKind.COUNTS : IntensityKind.UNKNOWN;
            default -> IntensityKind.UNKNOWN;
        };
    }
}
