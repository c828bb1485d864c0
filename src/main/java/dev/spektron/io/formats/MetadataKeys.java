package dev.spektron.io.formats;

/// Names of the facts that mean the same in every format. A reader uses these names where the file states the fact.
public final class MetadataKeys {
    /// Title or comment line that names the measurement.
    public static final String TITLE = "title";
    /// Name of the sample.
    public static final String SAMPLE = "sample";
    /// Model of the instrument.
    public static final String INSTRUMENT = "instrument";
    public static final String SERIAL = "instrument serial";
    /// ISO 8601, as precise as the file gives it, without a zone unless the file has one.
    public static final String DATE = "date";
    /// In the unit of the axis.
    public static final String RESOLUTION = "resolution";
    /// Wavelength of the laser in nm.
    public static final String LASER = "laser nm";
    /// In milliseconds.
    public static final String INTEGRATION_TIME = "integration time ms";
    /// Number of scans averaged.
    public static final String SCANS = "scans";
    public static final String OPERATOR = "operator";
    /// Program that wrote the file.
    public static final String SOFTWARE = "software";
    public static final String CAS = "cas";
    public static final String FORMULA = "formula";
    /// `nir`, `ir` or `raman`.
    public static final String MODALITY = "modality";

    private MetadataKeys() {}
}
