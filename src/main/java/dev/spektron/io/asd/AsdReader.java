package dev.spektron.io.asd;

import dev.spektron.io.FormatException;
import dev.spektron.io.formats.Block;
import dev.spektron.io.formats.BlockKind;
import dev.spektron.io.formats.Bytes;
import dev.spektron.io.formats.Content;
import dev.spektron.io.formats.Match;
import dev.spektron.io.formats.Reader;
import dev.spektron.io.formats.SpectralFile;
import dev.spektron.spectra.AxisUnit;
import dev.spektron.spectra.IntensityKind;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// ASD FieldSpec, LabSpec and HandHeld, versions 1 to 8. Layout after "ASD File Format, Version 8" of Analytical Spectral Devices, as read
/// by pyASDReader and by the R package asdreader.
///
/// From version 2 on the files keep the detector signal (DN) and that of the reference, whatever was on the screen. Reflectance and
/// transmittance, the ratio of the two, are computed where the type of the file says so; integration time and gains are those of both and
/// cancel. Radiance is not computed; signal and calibrations are there.
public final class AsdReader implements Reader {
    private static final String SIGNAL = "sample";

    @Override
    public String format() {
        return "asd";
    }

    @Override
    public String title() {
        return "ASD FieldSpec";
    }

    @Override
    public List<String> endings() {
        return List.of(".asd", ".ref");
    }

    @Override
    public Match match(Content content) {
        if (AsdHeader.version(content.head(3)) == 0) {
            return Match.NO;
        }
        // Three letters are a weak mark; text that begins with them has no zero bytes in the unused parts of the header.
        byte[] bytes = content.bytes();
        int zeros = 0;
        for (int i = 3; i < Math.min(bytes.length, AsdHeader.SIZE); i++) {
            zeros += bytes[i] == 0 ? 1 : 0;
        }
        return zeros > Math.min(bytes.length, AsdHeader.SIZE) / 4 ? Match.CERTAIN : Match.POSSIBLE;
    }

    @Override
    public SpectralFile read(Content content) throws FormatException {
        int version = AsdHeader.version(content.head(3));
        if (version == 0) {
            throw FormatException.at(content.name(), "byte 0", "expected the mark ASD or as2 to as8, found " + Bytes.show(content.bytes(),
                0, 3)
                + "; is it an ASD file?");
        }
        Bytes b = new Bytes(content, ByteOrder.LITTLE_ENDIAN);
        AsdHeader header = AsdHeader.read(b, version);
        AsdSections sections = AsdSections.read(b, header);
        Map<String, String> metadata = new LinkedHashMap<>(header.metadata());
        metadata.put("file version", Integer.toString(version));
        metadata.putAll(sections.metadata());
        List<String> warnings = new ArrayList<>();
        return new SpectralFile(content.name(), format(), blocks(header, sections, warnings), metadata, warnings);
    }

    private static List<Block> blocks(AsdHeader header, AsdSections s, List<String> warnings) {
        List<Block> blocks = new ArrayList<>();
        boolean signal = header.version() >= 2;
        if (header.type().isRatio() && s.referenced()) {
            ratio(header, s, warnings).ifPresent(blocks::add);
        }
        if (signal && header.type().isRatio() && !s.referenced()) {
            warnings.add("the file is of " + header.type().label() + " but has no reference; its numbers stand as they are");
            blocks.add(block(header.type().label(), BlockKind.SPECTRUM, header, IntensityKind.UNKNOWN, "", s.spectrum(), Map.of()));
        } else if (!signal && header.type() != AsdType.RAW) {
            blocks.add(block(header.type().label(), BlockKind.SPECTRUM, header, header.type().intensity(), header.type().label(),
                s.spectrum(), Map.of()));
        } else {
            if (header.type() == AsdType.RADIANCE || header.type() == AsdType.IRRADIANCE) {
                warnings.add("the file is of " + header.type().label() + ", which is not computed; the detector signal stands as it is");
            }
            blocks.add(block(SIGNAL, BlockKind.SINGLE_BEAM, header, IntensityKind.COUNTS, "DN", s.spectrum(), Map.of()));
        }
        if (s.reference().length > 0) {
            blocks.add(block("reference", BlockKind.REFERENCE, header, IntensityKind.COUNTS, "DN", s.reference(), Map.of()));
        }
        Map<String, Integer> names = new LinkedHashMap<>();
        for (AsdSections.Calibration c : s.calibrationSpectra()) {
            int k = names.merge(c.name(), 1, Integer::sum);
            blocks.add(block(k == 1 ? c.name() : c.name() + " " + k, BlockKind.OTHER, header, IntensityKind.UNKNOWN, c.label(), c.values(),
                c.metadata()));
        }
        return blocks;
    }

    /// Signal over reference, `NaN` where the reference is 0; times the reflectance of the panel for absolute reflectance.
    private static Optional<Block> ratio(AsdHeader header, AsdSections s, List<String> warnings) {
        double[] panel = null;
        if (header.type() == AsdType.ABSOLUTE_REFLECTANCE) {
            panel = s.calibrationSpectra().stream().filter(c -> c.type() == 0).map(AsdSections.Calibration::values).findFirst()
                .orElse(null);
            if (panel == null) {
                warnings.add("the file is of absolute reflectance but has no calibration of the panel; it is not computed");
                return Optional.empty();
            }
        }
        double[] y = new double[s.spectrum().length];
        for (int i = 0; i < y.length; i++) {
            double r = s.reference()[i];
            y[i] = (r == 0 ? Double.NaN : s.spectrum()[i] / r) * (panel == null ? 1 : panel[i]);
        }
        return Optional.of(block(header.type().label(), BlockKind.SPECTRUM, header, header.type().intensity(), header.type().label(), y,
            Map.of()));
    }

    private static Block block(String name, BlockKind kind, AsdHeader header, IntensityKind intensity, String label, double[] y,
                               Map<String, String> metadata) {
        return Block.single(name, kind, header.wavelengths(), Optional.of(AxisUnit.NANOMETRE), "Wavelength / nm", intensity, label, y,
            metadata);
    }
}
