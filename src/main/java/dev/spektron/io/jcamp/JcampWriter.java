package dev.spektron.io.jcamp;

import dev.spektron.io.formats.Block;
import dev.spektron.io.formats.SpectralFile;
import dev.spektron.io.formats.Writer;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Writes JCAMP-DX 4.24 in the plain form (AFFN) that every program reads, see [JcampText]. Every row becomes a block of its own; several
/// are bound by a LINK block. What is known of a whole file or block is written in each of its rows' blocks, as the standard has it.
public final class JcampWriter implements Writer {
    @Override
    public String format() {
        return "jcamp-dx";
    }

    @Override
    public List<String> endings() {
        return List.of(".jdx", ".dx", ".jcm", ".jcamp");
    }

    @Override
    public List<String> losses(SpectralFile file) {
        List<String> losses = new ArrayList<>();
        List<Block> blocks = file.blocks();
        if (!file.warnings().isEmpty()) {
            losses.add("warnings of the reader");
        }
        if (blocks.stream().anyMatch(b -> b.unit().isPresent() && renamed(b.xLabel(), JcampText.xUnits(b)))) {
            losses.add("the label of the axis (its unit is kept)");
        }
        if (blocks.stream().anyMatch(b -> JcampText.states(b.intensity()) && renamed(b.yLabel(), JcampText.yUnits(b)))) {
            losses.add("the label of the ordinates (their meaning is kept)");
        }
        if (blocks.stream().anyMatch(b -> b.rows() > 1) && blocks.size() > 1) {
            losses.add("which rows are of one block");
        }
        if (blocks.stream().anyMatch(b -> b.ids().stream().anyMatch(JcampText::isCut))) {
            losses.add("names of spectra behind 80 characters or the first line");
        }
        JcampLabels.losses(file).forEach(losses::add);
        return losses;
    }

    private static boolean renamed(String label, String written) {
        return !label.isBlank() && !label.strip().equalsIgnoreCase(written);
    }

    @Override
    public void write(SpectralFile file, Path out) throws IOException {
        for (Block b : file.blocks()) {
            requireFinite(b);
        }
        try (BufferedWriter text = Files.newBufferedWriter(out, StandardCharsets.UTF_8)) {
            new JcampText(text).file(file);
        }
    }

    private static void requireFinite(Block b) throws IOException {
        if (b.rows() == 0 || b.channels() == 0) {
            throw new IOException("block '" + b.name() + "' is empty; name another one with --block");
        }
        for (double x : b.x()) {
            if (!Double.isFinite(x)) {
                throw new IOException("block '" + b.name() + "' has a position that is no finite number, which JCAMP-DX cannot hold");
            }
        }
        for (double[] row : b.y()) {
            for (double y : row) {
                if (Double.isInfinite(y)) {
                    throw new IOException("block '" + b.name() + "' has an infinite ordinate, which JCAMP-DX cannot hold");
                }
            }
        }
    }
}
