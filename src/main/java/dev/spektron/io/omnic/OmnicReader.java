package dev.spektron.io.omnic;

import dev.spektron.io.FormatException;
import dev.spektron.io.formats.Bytes;
import dev.spektron.io.formats.Content;
import dev.spektron.io.formats.Match;
import dev.spektron.io.formats.MetadataKeys;
import dev.spektron.io.formats.Reader;
import dev.spektron.io.formats.SpectralFile;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Thermo Nicolet OMNIC, single spectra (SPA) and groups (SPG): a directory of entries of 16 bytes, each with a key, a place and a length;
/// and series (SRS), whose entries have 22 bytes, see [OmnicSeries].
/// Layout as described by SpectroChemPy (`spectrochempy-omnic`, LCS Caen); Thermo publishes none.
///
/// Percent transmittance and reflectance become fractions, since the file states percent. Interferograms that were kept beside a spectrum
/// are blocks of their own. Spectra of a group that have one axis are rows of one block.
public final class OmnicReader implements Reader {
    private static final String MAGIC = "Spectral Data File";
    private static final String SERIES = "Spectral Exte File";

    @Override
    public String format() {
        return "omnic";
    }

    @Override
    public String title() {
        return "Thermo OMNIC SPA/SPG";
    }

    @Override
    public List<String> endings() {
        return List.of(".spa", ".spg", ".srs");
    }

    @Override
    public Match match(Content content) {
        return content.has(0, MAGIC) || content.has(0, SERIES) ? Match.CERTAIN : Match.NO;
    }

    @Override
    public SpectralFile read(Content content) throws FormatException {
        if (content.has(0, SERIES)) {
            return series(content);
        }
        content.require(MAGIC, "OMNIC", "is it an OMNIC file?");
        Bytes bytes = new Bytes(content, ByteOrder.LITTLE_ENDIAN);
        OmnicDirectory directory = OmnicDirectory.read(bytes);
        Map<String, String> metadata = new LinkedHashMap<>();
        String title = OmnicText.read(bytes, 30, 256);
        if (!title.isEmpty()) {
            metadata.put(MetadataKeys.TITLE, title);
        }
        String date = OmnicText.date(bytes.u32(296, "date"));
        if (!date.isEmpty()) {
            metadata.put(MetadataKeys.DATE, date);
        }
        List<OmnicSpectrum> spectra = directory.spectra(bytes, title);
        if (spectra.size() == 1) {
            spectra.getFirst().metadata().forEach(metadata::putIfAbsent);
        }
        return new SpectralFile(content.name(), format(), OmnicBlocks.of(spectra), metadata, directory.warnings());
    }

    private SpectralFile series(Content content) throws FormatException {
        Bytes bytes = new Bytes(content, ByteOrder.LITTLE_ENDIAN);
        OmnicSeries series = OmnicSeries.read(bytes);
        Map<String, String> metadata = new LinkedHashMap<>();
        String title = OmnicText.read(bytes, 30, 256);
        if (!title.isEmpty()) {
            metadata.put(MetadataKeys.TITLE, title);
        }
        return new SpectralFile(content.name(), format(), series.blocks(), metadata, series.warnings());
    }
}
