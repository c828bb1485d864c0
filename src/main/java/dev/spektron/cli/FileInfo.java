package dev.spektron.cli;

import dev.spektron.io.AtomicFiles;
import dev.spektron.io.FormatException;
import dev.spektron.io.SpectraTable;
import dev.spektron.io.dataset.SpectraFile;
import dev.spektron.io.formats.Block;
import dev.spektron.io.formats.BlockTable;
import dev.spektron.io.formats.Readers;
import dev.spektron.io.formats.SpectralFile;
import dev.spektron.spectra.AxisUnit;
import dev.spektron.spectra.SpectrumSet;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What `data info` says of one file of spectra.
///
/// @param file the file
/// @param unit unit that the user gave, or null
/// @param block block that the user named, or null for the main one
record FileInfo(SpectralFile file, AxisUnit unit, Block block) {
    static FileInfo of(Path path, AxisUnit unit, String block) throws IOException {
        SpectralFile f = SpectraFile.open(path);
        return new FileInfo(f, unit, block == null ? f.main() : f.block(block));
    }

    /// The facts as JSON has them; those of the block that is shown also stand at the top, as for data sets.
    Map<String, Object> facts() {
        Map<String, Object> info = new LinkedHashMap<>();
        List<Map<String, Object>> blocks = new ArrayList<>();
        file.blocks().forEach(b -> blocks.add(BlockFacts.of(b)));
        info.put("file", file.source());
        info.put("format", file.format());
        info.put("main", block.name());
        info.put("unitStated", block.unit().isPresent() || unit != null);
        Map<String, Object> set = set();
        if (set != null) {
            info.putAll(set);
        }
        info.put("blocks", blocks);
        info.put("metadata", file.metadata());
        info.put("warnings", file.warnings());
        return info;
    }

    /// Facts of the block as a set of samples with reference values; null if it is none, because values are missing or the axis turns back.
    private Map<String, Object> set() {
        try {
            SpectraTable table = BlockTable.of(file, block);
            SpectrumSet set = table.toSet(table.unit().isPresent() || unit != null ? unit : AxisUnit.INDEX);
            return DataFacts.of(set, table.units());
        } catch (FormatException e) {
            return null;
        }
    }

    @SuppressWarnings("unchecked")
    void print(Map<String, Object> info, PrintWriter out) {
        String title = Readers.all().stream().filter(r -> r.format().equals(file.format())).map(r -> r.title()).findFirst().orElse("CSV");
        out.println(file.source() + ": " + title + (block.unit().isPresent() || unit != null ? ""
            : " (the file does not say the unit of its axis: --unit)"));
        file.metadata().forEach((k, v) -> out.print(BlockFacts.line(k, v)));
        for (Map<String, Object> b : (List<Map<String, Object>>) info.get("blocks")) {
            out.print(BlockFacts.text(b));
        }
        file.warnings().forEach(w -> out.println("  warning: " + w));
        if (info.containsKey("properties") && !((Map<?, ?>) info.get("properties")).isEmpty()) {
            out.print(DataFacts.text(info));
        }
        if (block.rows() > 0 && block.channels() > 0) {
            out.println("  " + block.name() + (block.rows() > 1 ? ", mean of " + block.rows() : ""));
            out.print(Sketch.mean(block.y()));
        }
    }

    void draw(Path png) throws IOException {
        Outputs.file("--png", png);
        AtomicFiles.write(png, stream -> BlockPicture.write(block, stream));
    }
}
