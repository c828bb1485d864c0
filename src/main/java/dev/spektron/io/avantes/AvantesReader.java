package dev.spektron.io.avantes;

import dev.spektron.io.FormatException;
import dev.spektron.io.formats.Bytes;
import dev.spektron.io.formats.Content;
import dev.spektron.io.formats.Match;
import dev.spektron.io.formats.Reader;
import dev.spektron.io.formats.SpectralFile;
import java.util.List;

/// Binary files of AvaSoft 6, 7 and 8 for Avantes spectrometers. Layout as described by the R package lightr, which has it from Avantes.
///
/// The files keep readings of sample, dark and reference; transmittance, reflectance and absorbance are computed from them as AvaSoft does:
/// T = (sample - dark) / (reference - dark) as a fraction, A = -log10 T. Irradiance is not computed.
public final class AvantesReader implements Reader {
    @Override
    public String format() {
        return "avantes";
    }

    @Override
    public String title() {
        return "Avantes AvaSoft";
    }

    @Override
    public List<String> endings() {
        return List.of(".trm", ".abs", ".roh", ".drk", ".ref", ".raw8", ".rwd8", ".abs8", ".trm8", ".rfl8", ".irr8", ".rir8");
    }

    @Override
    public Match match(Content content) {
        // Other versions of AvaSoft 8 belong here too: the reader says what is wrong with them.
        if (content.has(0, "AVS8")) {
            return Match.CERTAIN;
        }
        return AvaSoft7.matches(content) ? Match.LIKELY : Match.NO;
    }

    @Override
    public SpectralFile read(Content content) throws FormatException {
        if (AvaSoft8.matches(content)) {
            return AvaSoft8.read(content, format());
        }
        if (content.has(0, "AVS8")) {
            throw FormatException.at(content.name(), "byte 0", "expected the mark AVS82 or AVS84 of AvaSoft 8, found "
                + Bytes.show(content.bytes(), 0, 5) + "; export the spectrum as text");
        }
        if (!AvaSoft7.matches(content)) {
            throw FormatException.at(content.name(), "byte 0",
                "expected the mark AVS82 or AVS84 of AvaSoft 8, or the version 60 or 70 of AvaSoft "
                + "6 or 7 as a float with serial number and pixels behind it, found " + Bytes.show(content.bytes(), 0, 8)
                + "; is it a file of AvaSoft?");
        }
        return AvaSoft7.read(content, format());
    }
}
