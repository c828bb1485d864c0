package dev.spektron.io.opus;

import dev.spektron.io.formats.BlockKind;
import dev.spektron.spectra.IntensityKind;

/// Type of a block, packed into 22 bits of one number.
///
/// @param complex 1 real part, 2 imaginary part, 3 amplitude
/// @param beam 1 sample, 2 reference, 3 ratio of both
/// @param parameters 0 none, 1 status of ordinates, 2 instrument, 3 acquisition, 4 Fourier transform, 6 optics, 10 sample, 11 process ...
/// @param data what the ordinates are, see [#quantity()]; 32 more for every further channel
/// @param derivative 1 first, 2 second, 3 higher
/// @param extra 0 none, 1 compound, 2 series, 3 structure, 4 compact, 5 history
record OpusType(int complex, int beam, int parameters, int data, int derivative, int extra) {
    static final int SERIES = 2;
    static final int COMPACT = 4;
    private static final int DIRECTORY = 13;
    private static final int CHANNEL = 32;
    private static final int SPECTRUM = 1;
    private static final int INTERFEROGRAM = 2;
    private static final int PHASE = 3;
    private static final int ABSORBANCE = 4;
    private static final int TRANSMITTANCE = 5;
    private static final int RAMAN = 10;
    private static final int REFLECTANCE = 12;

    static OpusType of(int packed) {
        return new OpusType(packed & 3, packed >> 2 & 3, packed >> 4 & 63, packed >> 10 & 127, packed >> 17 & 3, packed >> 19 & 7);
    }

    boolean isStatus() {
        return parameters == 1;
    }

    /// Ordinates; reports have the numbers of the spectrum that they are about and another last number.
    boolean isData() {
        return parameters == 0 && data != 0 && data != DIRECTORY && (extra == 0 || extra == SERIES || extra == COMPACT);
    }

    boolean isReferenceParameters() {
        return parameters > 1 && beam == 2;
    }

    boolean isParameters() {
        return parameters > 1 || parameters == 0 && data == 0 && extra == 1;
    }

    boolean fits(OpusType status) {
        return complex == status.complex && beam == status.beam && data == status.data && derivative == status.derivative
            && extra == status.extra;
    }

    int quantity() {
        return data % CHANNEL;
    }

    boolean isRaman() {
        return quantity() == RAMAN;
    }

    /// Short name as OPUS shows it.
    String name() {
        StringBuilder name = new StringBuilder(quantityName());
        if (quantity() <= PHASE) {
            name.append(beam == 1 ? "Sm" : beam == 2 ? "Rf" : "");
        }
        if (complex == 1 || complex == 2) {
            name.append(complex == 1 ? " real" : " imaginary");
        }
        if (data >= CHANNEL) {
            name.append(" channel ").append(data / CHANNEL + 1);
        }
        if (derivative > 0) {
            name.append(" derivative ").append(derivative);
        }
        return name.append(extra == SERIES ? " series" : extra == COMPACT ? " compact" : "").toString();
    }

    private String quantityName() {
        return switch (quantity()) {
            case SPECTRUM -> "Sc";
            case INTERFEROGRAM -> "Ig";
            case PHASE -> "Ph";
            case ABSORBANCE -> "AB";
            case TRANSMITTANCE -> "TR";
            case 6 -> "KM";
            case 7 -> "Trace";
            case 8 -> "GC interferograms";
            case 9 -> "GC spectra";
            case RAMAN -> "Raman";
            case 11 -> "Emission";
            case REFLECTANCE -> "Refl";
            case 14 -> "Power";
            case 15 -> "logR";
            case 16 -> "ATR";
            case 17 -> "PAS";
            case 18 -> "ARIT";
            case 19 -> "ARIA";
            case 22 -> "Match";
            default -> "Data " + quantity();
        };
    }

    String label() {
        return switch (quantity()) {
            case SPECTRUM -> "single channel";
            case INTERFEROGRAM, 8 -> "interferogram";
            case PHASE -> "phase";
            case ABSORBANCE -> "absorbance";
            case TRANSMITTANCE -> "transmittance";
            case 6 -> "Kubelka-Munk";
            case 7 -> "trace";
            case RAMAN -> "Raman intensity";
            case 11 -> "emission";
            case REFLECTANCE -> "reflectance";
            case 14 -> "power";
            case 15 -> "log reflectance";
            case 16 -> "ATR";
            case 17 -> "photoacoustic";
            case 22 -> "match";
            default -> "";
        };
    }

    BlockKind kind() {
        if (complex == 1 || complex == 2) {
            return BlockKind.OTHER;
        }
        return switch (quantity()) {
            case SPECTRUM -> beam == 2 ? BlockKind.REFERENCE : beam == 1 ? BlockKind.SINGLE_BEAM : BlockKind.SPECTRUM;
            case INTERFEROGRAM, 8 -> BlockKind.INTERFEROGRAM;
            case PHASE -> BlockKind.PHASE;
            case 4, 5, 6, 9, 10, 11, 12, 15, 16, 17, 18, 19 -> BlockKind.SPECTRUM;
            default -> BlockKind.OTHER;
        };
    }

    IntensityKind intensity() {
        if (derivative > 0 || complex == 1 || complex == 2) {
            return IntensityKind.UNKNOWN;
        }
        return switch (quantity()) {
            case ABSORBANCE -> IntensityKind.ABSORBANCE;
            case TRANSMITTANCE -> IntensityKind.TRANSMITTANCE;
            case REFLECTANCE -> IntensityKind.REFLECTANCE;
            case RAMAN -> IntensityKind.COUNTS;
            case SPECTRUM, INTERFEROGRAM -> IntensityKind.COUNTS;
            default -> IntensityKind.UNKNOWN;
        };
    }

    /// Place among the blocks of a file: what users want first. Spectra as they were measured come before further channels and derivatives.
    int rank() {
        int base = switch (quantity()) {
            case ABSORBANCE -> 0;
            case TRANSMITTANCE -> 1;
            case REFLECTANCE -> 2;
            case RAMAN -> 3;
            case 6 -> 4;
            case SPECTRUM -> 70 + beam % 3;
            case INTERFEROGRAM, 8 -> 80 + beam;
            case PHASE -> 90 + beam;
            default -> 10 + quantity();
        };
        boolean plain = data < CHANNEL && derivative == 0 && complex != 1 && complex != 2;
        return 10 * base + (extra == SERIES ? 1 : 0) + (plain ? 0 : 2000);
    }
}
