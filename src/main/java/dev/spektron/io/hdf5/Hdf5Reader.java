package dev.spektron.io.hdf5;

import dev.spektron.io.FormatException;
import dev.spektron.io.formats.Content;
import dev.spektron.io.formats.Match;
import dev.spektron.io.formats.Reader;
import dev.spektron.io.formats.SpectralFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Spectra in HDF5 files of any layout.
public final class Hdf5Reader implements Reader {
    @Override
    public String format() {
        return "hdf5";
    }

    @Override
    public String title() {
        return "HDF5 (NeXus, PTIR, HyperSpy)";
    }

    @Override
    public List<String> endings() {
        return List.of(".h5", ".hdf5", ".hdf", ".nxs", ".ptir", ".jld2", ".cha");
    }

    @Override
    public Match match(Content c) {
        int at = Hdf5File.signature(c.bytes());
        // MATLAB 7.3 has a reader of its own in front of this one.
        return at < 0 || c.has(0, "MATLAB") ? Match.NO : Match.CERTAIN;
    }

    @Override
    public SpectralFile read(Content content) throws FormatException {
        Hdf5File file = Hdf5File.open(content);
        Hdf5Spectra.Found found = Hdf5Spectra.find(file);
        Map<String, String> metadata = new LinkedHashMap<>();
        for (String key : List.of("creator", "file_time", "HDF5_Version", "NeXus_version", "normalization", "creation_date")) {
            String text = file.text("/", key);
            if (!text.isEmpty() && !text.equals(Hdf5Writer.CREATOR)) {
                metadata.put(key, text);
            }
        }
        return new SpectralFile(content.name(), format(), found.blocks(), metadata, found.warnings());
    }
}
