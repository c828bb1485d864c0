package dev.spektron.io.opus;

import dev.spektron.io.FormatException;
import dev.spektron.io.formats.Block;
import dev.spektron.io.formats.Bytes;
import dev.spektron.io.formats.Content;
import dev.spektron.io.formats.Match;
import dev.spektron.io.formats.Reader;
import dev.spektron.io.formats.SpectralFile;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Bruker OPUS: a directory of blocks, each with a type of six numbers; blocks of parameters, and blocks of ordinates with a status block
/// of the same type that gives number of points, ends of the axis and scale. Layout as described by the packages `brukeropus`
/// (joshduran/brukeropus) and `opusreader2` (spectral-cockpit); Bruker publishes none.
///
/// Blocks are named as OPUS shows them (`AB`, `TR`, `ScSm`, `IgRf` ...). They come in the order in which users want them, not in the file's
/// order: absorbance, transmittance, reflectance, Raman, the other results, single beams, interferograms, phases. Of several blocks of one
/// type the last stored comes first and the others are `AB 2` and so on: OPUS appends the result of the latest manipulation, and the text
/// file that OPUS itself exported beside one of the samples holds that one.
///
/// Where peers differ:
///
/// - ordinates are multiplied by the scale factor `CSF` of their status block, as `brukeropus` does and as the stated least and largest
///   ordinate confirm (`brukeropusreader` does not);
/// - which status block belongs to which ordinates follows from type, number of points, and least and largest ordinate;
///   `brukeropusreader` pairs by label alone and takes a report of the same label for the spectrum;
/// - only the first `NPT` values of a block count; what stands behind them is padding.
public final class OpusReader implements Reader {
    private static final String MAGIC = "\n\n\u00fe\u00fe";

    @Override
    public String format() {
        return "opus";
    }

    @Override
    public String title() {
        return "Bruker OPUS";
    }

    @Override
    public List<String> endings() {
        return List.of(".0", ".1", ".2", ".3", ".4", ".5", ".6", ".7", ".8", ".9");
    }

    @Override
    public Match match(Content content) {
        return content.has(0, MAGIC) ? Match.CERTAIN : Match.NO;
    }

    @Override
    public SpectralFile read(Content content) throws FormatException {
        content.require(MAGIC, "an OPUS file", "is it one?");
        Bytes bytes = new Bytes(content, ByteOrder.LITTLE_ENDIAN);
        List<String> warnings = new ArrayList<>();
        List<OpusEntry> entries = OpusEntry.directory(bytes, warnings);
        List<OpusSpectrum> spectra = OpusPairing.pair(bytes, entries, warnings);
        if (spectra.isEmpty()) {
            throw bytes.error(24, "expected a block of ordinates with its status block, found none among " + entries.size()
                + " blocks; the file holds no spectrum");
        }
        List<Block> blocks = OpusBlocks.of(bytes, spectra);
        Map<String, String> metadata = OpusMetadata.of(bytes, entries, spectra, warnings);
        return new SpectralFile(content.name(), format(), blocks, metadata, warnings);
    }
}
