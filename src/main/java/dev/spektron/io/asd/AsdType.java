package dev.spektron.io.asd;

import dev.spektron.spectra.IntensityKind;

/// What the program showed when it saved the file, in the order of its codes. The file itself keeps the detector signal.
enum AsdType {
    RAW("raw", IntensityKind.COUNTS),
    REFLECTANCE("reflectance", IntensityKind.REFLECTANCE),
    RADIANCE("radiance", IntensityKind.UNKNOWN),
    NO_UNITS("no units", IntensityKind.UNKNOWN),
    IRRADIANCE("irradiance", IntensityKind.UNKNOWN),
    QUALITY_INDEX("quality index", IntensityKind.UNKNOWN),
    TRANSMITTANCE("transmittance", IntensityKind.TRANSMITTANCE),
    UNKNOWN("unknown", IntensityKind.UNKNOWN),
    ABSOLUTE_REFLECTANCE("absolute reflectance", IntensityKind.REFLECTANCE);

    private final String label;
    private final IntensityKind intensity;

    AsdType(String label, IntensityKind intensity) {
        this.label = label;
        this.intensity = intensity;
    }

    String label() {
        return label;
    }

    IntensityKind intensity() {
        return intensity;
    }

    /// Whether it is the ratio of signal and reference.
    boolean isRatio() {
        return this == REFLECTANCE || this == TRANSMITTANCE || this == ABSOLUTE_REFLECTANCE;
    }

    static AsdType of(int code) {
        return code < values().length ? values()[code] : UNKNOWN;
    }
}
