package dev.spektron.io.omnic;

import dev.spektron.io.FormatException;
import dev.spektron.io.formats.BlockKind;
import dev.spektron.io.formats.Bytes;
import dev.spektron.io.formats.EvenAxis;
import dev.spektron.io.formats.MetadataKeys;
import dev.spektron.spectra.AxisUnit;
import dev.spektron.spectra.IntensityKind;
import java.util.Map;
import java.util.Optional;

/// Header of a spectrum (key 2): number of points at byte 4, code of the abscissa at 8, of the ordinate at 12, first and last abscissa as
/// floats at 16 and 20, scans at 36, background scans at 52, duration in hundredths of a second at 68, wavenumber of the reference laser at
/// 80.
record OmnicHeader(int points, int xCode, int yCode, float first, float last, long scans, long backgroundScans, long duration,
                   float laser) {
    private static final int LEAST_BYTES = 84;
    private static final int MICROMETRE = 4;

    static OmnicHeader read(Bytes b, long at, long length) throws FormatException {
        if (length < LEAST_BYTES) {
            throw b.error(at, "expected at least " + LEAST_BYTES + " bytes of header of a spectrum, found " + length
                + "; the file is damaged");
        }
        long n = b.u32(at + 4, "number of points");
        if (n < 1 || 4 * n > b.size()) {
            throw b.error(at + 4, "expected a number of points that fits into " + b.size() + " bytes, found " + n
                + "; the file is damaged");
        }
        float first = b.f32(at + 16, "first abscissa");
        float last = b.f32(at + 20, "last abscissa");
        if (!Float.isFinite(first) || !Float.isFinite(last)) {
            throw b.error(at + 16, "expected the first and last abscissa, found " + first + " and " + last + "; the file is damaged");
        }
        return new OmnicHeader((int) n, b.u8(at + 8, "unit of x"), b.u8(at + 12, "unit of y"), first, last, b.u32(at + 36, "scans"),
            b.u32(at + 52, "background scans"), b.u32(at + 68, "duration"), b.f32(at + 80, "laser"));
    }

    boolean sameAxis(OmnicHeader o) {
        return points == o.points && xCode == o.xCode && yCode == o.yCode && first == o.first && last == o.last;
    }

    double[] axis() {
        double scale = xCode == MICROMETRE ? 1000 : 1;
        double[] x = EvenAxis.between(first, last, points);
        for (int i = 0; i < points; i++) {
            x[i] *= scale;
        }
        return x;
    }

    Optional<AxisUnit> unit() {
        return switch (xCode) {
            case 1 -> Optional.of(AxisUnit.WAVENUMBER);
            case 2 -> Optional.of(AxisUnit.INDEX);
            case 3, MICROMETRE -> Optional.of(AxisUnit.NANOMETRE);
            case 32 -> Optional.of(AxisUnit.RAMAN_SHIFT);
            default -> Optional.empty();
        };
    }

    String xLabel() {
        return switch (xCode) {
            case 1 -> "wavenumbers (cm-1)";
            case 2 -> "data points";
            case 3 -> "wavelengths (nm)";
            case MICROMETRE -> "wavelengths (um)";
            case 32 -> "Raman shift (cm-1)";
            default -> "unit " + xCode;
        };
    }

    boolean percent() {
        return yCode == 11 || yCode == 16;
    }

    String yLabel() {
        return switch (yCode) {
            case 11 -> "%reflectance";
            case 12 -> "log(1/R)";
            case 15 -> "single beam";
            case 16 -> "%transmittance";
            case 17 -> "absorbance";
            case 20 -> "Kubelka-Munk";
            case 21 -> "reflectance";
            case 22 -> "volts";
            case 26 -> "photoacoustic";
            case 31 -> "Raman intensity";
            default -> "unit " + yCode;
        };
    }

    IntensityKind intensity() {
        return switch (yCode) {
            case 11, 21 -> IntensityKind.REFLECTANCE;
            case 12, 17 -> IntensityKind.ABSORBANCE;
            case 16 -> IntensityKind.TRANSMITTANCE;
            case 15, 22, 31 -> IntensityKind.COUNTS;
            default -> IntensityKind.UNKNOWN;
        };
    }

    BlockKind kind() {
        if (xCode == 2 || yCode == 22) {
            return BlockKind.INTERFEROGRAM;
        }
        return yCode == 15 ? BlockKind.SINGLE_BEAM : BlockKind.SPECTRUM;
    }

    void describe(Map<String, String> m) {
        if (scans > 0) {
            m.put(MetadataKeys.SCANS, Long.toString(scans));
        }
        if (backgroundScans > 0) {
            m.put("background scans", Long.toString(backgroundScans));
        }
        if (duration > 0) {
            m.put("collection time s", Double.toString(duration / 100.0));
        }
        if (Float.isFinite(laser) && laser > 0) {
            m.put("reference laser cm-1", Float.toString(laser));
        }
        if (xCode == 32) {
            m.put(MetadataKeys.MODALITY, "raman");
        }
    }
}
