package dev.spektron.corpus.store;

import dev.spektron.spectra.Modality;

/// Numbers of modalities in files: 0 IR, 1 Raman, 2 NIR, 3 FTIR (read as IR), 4 unknown. Not those of the model's domain tokens.
final class Codes {
    static final String[] MODALITIES = {"ir", "raman", "nir", "ftir", "unknown"};

    private Codes() {}

    static byte of(Modality m) {
        return (byte) switch (m) {
            case IR -> 0;
            case RAMAN -> 1;
            case NIR -> 2;
            case UNKNOWN -> 4;
        };
    }

    /// @throws IllegalArgumentException for a number that is none
    static Modality modality(int code) {
        return switch (code) {
            case 0, 3 -> Modality.IR;
            case 1 -> Modality.RAMAN;
            case 2 -> Modality.NIR;
            case 4 -> Modality.UNKNOWN;
            default -> throw new IllegalArgumentException("modality: expected a code from 0 to 4, found " + code);
        };
    }
}
