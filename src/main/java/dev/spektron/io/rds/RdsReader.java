package dev.spektron.io.rds;

import dev.spektron.io.FormatException;
import dev.spektron.io.formats.Block;
import dev.spektron.io.formats.Content;
import dev.spektron.io.formats.Match;
import dev.spektron.io.formats.MetadataKeys;
import dev.spektron.io.formats.Reader;
import dev.spektron.io.formats.SpectralFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Spectra in R's `.rds` and `.RData` files.
public final class RdsReader implements Reader {
    @Override
    public String format() {
        return "rds";
    }

    @Override
    public String title() {
        return "R data (RDS, RData)";
    }

    @Override
    public List<String> endings() {
        return List.of(".rds", ".rdata", ".rda");
    }

    @Override
    public Match match(Content c) {
        if (RdsFile.isWorkspace(c.bytes())) {
            return Match.CERTAIN;
        }
        boolean binary = c.has(0, "X\n\0\0\0\u0002\0") || c.has(0, "X\n\0\0\0\u0003\0") || c.has(0, "B\n\u0002\0\0\0")
            || c.has(0, "B\n\u0003\0\0\0");
        boolean ascii = c.has(0, "A\n2\n") || c.has(0, "A\n3\n") || c.has(0, "A\r\n2\r\n") || c.has(0, "A\r\n3\r\n");
        return binary ? Match.CERTAIN : ascii ? Match.LIKELY : Match.NO;
    }

    @Override
    public SpectralFile read(Content content) throws FormatException {
        RdsFile file = RdsFile.read(content.name(), content.bytes());
        List<Block> blocks = RSpectra.find(file.values());
        if (blocks.isEmpty()) {
            List<String> there = new ArrayList<>();
            file.values().forEach((name, v) -> there.add(name.isEmpty() ? v.describe() : name + " (" + v.describe() + ")"));
            throw new FormatException(content.name() + ": expected spectra (an OpenSpecy or hyperSpec object, a data frame with a matrix "
                + "or with columns named by wavelength, or a matrix), found " + (there.isEmpty() ? "nothing" : String.join(", ", there)));
        }
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put(MetadataKeys.SOFTWARE, "R " + file.writer());
        return new SpectralFile(content.name(), format(), blocks, metadata, List.of());
    }
}
