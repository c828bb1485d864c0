package dev.spektron.io.spc;

import dev.spektron.io.FormatException;
import dev.spektron.io.formats.Bytes;
import dev.spektron.io.formats.Content;
import dev.spektron.io.formats.Match;
import dev.spektron.io.formats.Reader;
import dev.spektron.io.formats.SpectralFile;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Galactic SPC, the exchange format of GRAMS, by the "Universal Data Format Specification" of Galactic Industries (1997) with its header
/// `SPC.H`: the new format in both byte orders (version bytes `4B` and `4C` hexadecimal) and the old one of LabCalc (`4D`).
///
/// Even axes, one axis in the file (X-Y), several subfiles on one axis (one block with one row each) and subfiles with axes of their own
/// (one block each, with or without a directory). Ordinates are IEEE floats or whole numbers of 16 or 32 bits, `2^(exponent - bits) i`.
/// Where descriptions and peers differ:
///
/// - a single subfile takes the exponent of the file's header, several take their own, as the specification has it; but a subfile with
///   exponent 0 in a file that says float is read as float (`spc-parser` takes the header's exponent for every 0, which halves one subfile
///   of an even series in a sample);
/// - negative exponents of subfiles count (the Python package `spc` takes them for 0, which tears neighbouring subfiles of a map apart);
/// - the axis of a subfile is always float, as in `SPC.H` (the Python package `spc` takes whole numbers);
/// - points stay in the file's order, falling or rising (`spc-parser` sorts them);
/// - the specification's `Transmission` and `Reflectance` do not say whether they are percent, so nothing is divided.
public final class SpcReader implements Reader {
    /// Compound files of OLE 2, which Shimadzu also names `.spc`.
    private static final String OLE = "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1";

    @Override
    public String format() {
        return "spc";
    }

    @Override
    public String title() {
        return "Galactic SPC";
    }

    @Override
    public List<String> endings() {
        return List.of(".spc");
    }

    @Override
    public Match match(Content content) {
        if (content.has(0, OLE)) {
            return content.fileName().endsWith(".spc") ? Match.LIKELY : Match.NO;
        }
        byte[] b = content.bytes();
        if (b.length < SpcHeader.OLD_SIZE) {
            return Match.NO;
        }
        int version = b[1] & 0xff;
        boolean known = switch (version) {
            case SpcHeader.NEW_LITTLE, SpcHeader.NEW_BIG -> SpcUnits.isAxis(b[28] & 0xff) && SpcUnits.isOrdinate(b[29] & 0xff)
                && SpcUnits.isAxis(b[30] & 0xff);
            case SpcHeader.OLD -> SpcUnits.isAxis(b[16] & 0xff) && SpcUnits.isOrdinate(b[17] & 0xff);
            default -> false;
        };
        return known ? Match.CERTAIN : Match.NO;
    }

    @Override
    public SpectralFile read(Content content) throws FormatException {
        byte[] b = content.bytes();
        if (content.has(0, OLE)) {
            throw FormatException.at(content.name(), "byte 0", "expected a Galactic SPC file, found an OLE compound file, as Shimadzu's "
                + "programs write under the same ending; export the spectrum as text or JCAMP-DX and read that");
        }
        int version = b.length < 2 ? -1 : b[1] & 0xff;
        if (version != SpcHeader.NEW_LITTLE && version != SpcHeader.NEW_BIG && version != SpcHeader.OLD) {
            throw FormatException.at(content.name(), "byte 1", "expected the version of an SPC file, 4b, 4c or 4d hexadecimal, found "
                + (version < 0 ? "the end of the file" : Bytes.show(b, 1, 1)) + "; is it an SPC file?");
        }
        Bytes bytes = new Bytes(content, version == SpcHeader.NEW_BIG ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        List<String> warnings = new ArrayList<>();
        SpcHeader header = version == SpcHeader.OLD ? SpcHeader.readOld(bytes, warnings) : SpcHeader.readNew(bytes, warnings);
        List<SpcSubfile> subfiles = SpcData.read(bytes, header, warnings);
        Map<String, String> metadata = SpcMetadata.of(header, SpcLog.read(bytes, header.logOffset(), warnings));
        return new SpectralFile(content.name(), format(), SpcBlocks.of(bytes, header, subfiles, warnings), metadata, warnings);
    }
}
