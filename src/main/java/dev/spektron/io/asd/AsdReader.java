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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Files of ASD Inc. and Malvern Panalytical (`.asd`, `.000` ...), versions 1 to 8: a header of 484 bytes, the spectrum, and from version 2
/// on the white reference. Layout: "ASD File Format, version 8, revision B".
///
/// A file of reflectance or transmittance holds readings of sample and reference; the main block is their quotient, as the instrument's
/// own program shows it, and both readings are blocks of their own. In a file of raw readings the sample's reading is what there is: the
/// quotient is not formed, for the file does not call it a reflectance.
public final class AsdReader implements Reader {
    static final int HEADER = 484;
    private static final int REFERENCE_HEADER = 20;
    private static final int RAW = 0;
    private static final int REFLECTANCE = 1;
    private static final int TRANSMITTANCE = 6;
    private static final int ABSORBANCE = 8;
    private static final String[] KINDS = {"raw", "reflectance", "radiance", "no units", "irradiance", "quality index", "transmittance",
        "unknown", "absorbance"};

    @Override
    public String format() {
        return "asd";
    }

    @Override
    public String title() {
        return "ASD";
    }

    @Override
    public List<String> endings() {
        return List.of(".asd", ".ref");
    }

    @Override
    public Match match(Content content) {
        boolean mark = content.has(0, "ASD") || content.has(0, "as") && content.bytes().length > 2 && content.bytes()[2] >= '2'
            && content.bytes()[2] <= '8';
        // A text may begin with "as7", too; a header is never printable throughout.
        return !mark ? Match.NO : content.head(HEADER).indexOf(0) >= 0 ? Match.CERTAIN : Match.NO;
    }

    @Override
    public SpectralFile read(Content content) throws FormatException {
        Bytes bytes = new Bytes(content, ByteOrder.LITTLE_ENDIAN);
        if (!content.has(0, "ASD") && !content.has(0, "as")) {
            throw bytes.error(0, "expected the mark 'as1' to 'as8' or 'ASD', found " + Bytes.show(content.bytes(), 0, 3)
                + "; is it an ASD file?");
        }
        bytes.need(0, HEADER, "header");
        int version = content.has(0, "ASD") ? 1 : content.bytes()[2] - '0';
        int channels = bytes.u16(204, "channels");
        float first = bytes.f32(191, "first wavelength");
        float step = bytes.f32(195, "wavelength step");
        if (channels == 0 || !(step > 0) || !(first > 0) || !Float.isFinite(first + step * channels)) {
            throw bytes.error(191, "expected channels from a wavelength above 0 in steps above 0, found " + channels + " from " + first
                + " nm in steps of " + step + "; the header is damaged");
        }
        double[] x = new double[channels];
        for (int i = 0; i < channels; i++) {
            x[i] = first + (double) step * i;
        }
        int type = bytes.u8(186, "kind of data");
        AsdNumbers numbers = AsdNumbers.of(bytes, channels);
        double[] sample = numbers.read(HEADER, "spectrum");
        List<String> warnings = new ArrayList<>();
        double[] reference = version < 2 ? null : reference(bytes, numbers, warnings);
        return new SpectralFile(content.name(), format(), blocks(type, x, sample, reference), AsdHeader.metadata(bytes, version), warnings);
    }

    /// Null if there is none.
    private static double[] reference(Bytes bytes, AsdNumbers numbers, List<String> warnings) throws FormatException {
        long at = HEADER + numbers.size();
        if (at == bytes.size()) {
            return null;
        }
        boolean taken = bytes.i16(at, "reference flag") != 0;
        int text = bytes.u16(at + 18, "length of the reference's description");
        long data = at + REFERENCE_HEADER + text;
        bytes.need(data, numbers.size(), "reference");
        if (!taken) {
            warnings.add("the file says that no white reference was taken; the readings in its place were left out");
            return null;
        }
        return numbers.read(data, "reference");
    }

    private static List<Block> blocks(int type, double[] x, double[] sample, double[] reference) {
        boolean quotient = reference != null && (type == REFLECTANCE || type == TRANSMITTANCE);
        List<Block> blocks = new ArrayList<>();
        if (quotient) {
            double[] y = new double[x.length];
            for (int i = 0; i < y.length; i++) {
                y[i] = reference[i] == 0 ? Double.NaN : sample[i] / reference[i];
            }
            blocks.add(block(KINDS[type], BlockKind.SPECTRUM, x, kind(type), y));
        }
        String name = quotient || type == RAW ? "sample" : type < KINDS.length ? KINDS[type] : "spectrum";
        BlockKind kind = quotient || type == RAW ? BlockKind.SINGLE_BEAM : BlockKind.SPECTRUM;
        blocks.add(block(name, kind, x, quotient ? IntensityKind.COUNTS : kind(type), sample));
        if (reference != null) {
            blocks.add(block("reference", BlockKind.REFERENCE, x, IntensityKind.COUNTS, reference));
        }
        return blocks;
    }

    private static IntensityKind kind(int type) {
        return switch (type) {
            case RAW -> IntensityKind.COUNTS;
            case REFLECTANCE -> IntensityKind.REFLECTANCE;
            case TRANSMITTANCE -> IntensityKind.TRANSMITTANCE;
            case ABSORBANCE -> IntensityKind.ABSORBANCE;
            default -> IntensityKind.UNKNOWN;
        };
    }

    private static Block block(String name, BlockKind kind, double[] x, IntensityKind intensity, double[] y) {
        return Block.single(name, kind, x, Optional.of(AxisUnit.NANOMETRE), "Wavelength / nm", intensity, name, y, Map.of());
    }
}
