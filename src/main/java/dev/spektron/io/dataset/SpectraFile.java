package dev.spektron.io.dataset;

import dev.spektron.io.FileBytes;
import dev.spektron.io.FormatException;
import dev.spektron.io.SpectraTable;
import dev.spektron.io.csv.CsvSpectra;
import dev.spektron.io.formats.BlockTable;
import dev.spektron.io.formats.Content;
import dev.spektron.io.formats.Match;
import dev.spektron.io.formats.Reader;
import dev.spektron.io.formats.Readers;
import dev.spektron.io.formats.SpectralFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads a single file of spectra of any format, which is told by its content. gzip, bzip2 and xz around it are unpacked.
///
/// Text that no reader claims for itself is CSV in any layout.
public final class SpectraFile {
    private static final String CSV = "csv";

    private SpectraFile() {}

    /// The spectra that a user most likely means, see [BlockTable#of(SpectralFile)].
    ///
    /// @throws FormatException if the file holds no spectra that can be read without a manifest
    public static SpectraTable read(Path file) throws IOException {
        return read(file.toString(), FileBytes.read(file));
    }

    /// @param name name for messages
    public static SpectraTable read(String name, byte[] raw) throws FormatException {
        Content content = new Content(name, FileBytes.unpack(name, raw));
        Optional<Reader> reader = reader(content);
        return reader.isPresent() ? BlockTable.of(reader.get().read(content)) : CsvSpectra.read(name, content.bytes(), null);
    }

    /// Name of a file without folders and ending, also that of packing: the sample, where a file holds one spectrum without a name.
    public static String stem(String file) {
        String name = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
        return name.replaceFirst("(?i)\\.(gz|bz2|xz)$", "").replaceFirst("(?<=.)\\.[^.]*$", "");
    }

    /// All blocks of a file.
    public static SpectralFile open(Path file) throws IOException {
        Content content = new Content(file.toString(), FileBytes.unpack(file.toString(), FileBytes.read(file)));
        Optional<Reader> reader = reader(content);
        if (reader.isPresent()) {
            return reader.get().read(content);
        }
        SpectraTable table = CsvSpectra.read(content.name(), content.bytes(), null);
        return new SpectralFile(content.name(), CSV, List.of(BlockTable.toBlock("spectra", table)), Map.of(), List.of());
    }

    /// The reader that claims the content; empty for CSV and for text that is of no other format.
    private static Optional<Reader> reader(Content content) {
        return Readers.find(content).filter(r -> !r.format().equals(CSV) && r.match(content) != Match.POSSIBLE);
    }
}
