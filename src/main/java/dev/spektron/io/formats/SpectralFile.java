package dev.spektron.io.formats;

import dev.spektron.io.FormatException;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Everything that a reader found in one file.
///
/// Keys of metadata that mean the same in every format have one name, see [MetadataKeys]; all others keep the name that the file gives
/// them.
///
/// @param source name of the file for messages
/// @param format [Reader#format()]
/// @param blocks at least one, in the file's order, with unique names
/// @param metadata facts of the whole file
/// @param warnings what the file says against itself and how it was decided, such as a deltax that does not fit the axis; empty for most
public record SpectralFile(String source, String format, List<Block> blocks, Map<String, String> metadata, List<String> warnings) {
    /// @throws IllegalArgumentException if there is no block or two have one name: a defect of the reader, not of the file
    public SpectralFile {
        blocks = List.copyOf(blocks);
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        warnings = List.copyOf(warnings);
        if (blocks.isEmpty()) {
            throw new IllegalArgumentException(source + ": no block");
        }
        Set<String> names = new HashSet<>();
        for (Block b : blocks) {
            if (!names.add(b.name())) {
                throw new IllegalArgumentException(source + ": two blocks are called '" + b.name() + "'");
            }
        }
    }

    /// The block that a user most likely wants: the first of the kind that comes first in [BlockKind].
    public Block main() {
        Block best = blocks.getFirst();
        for (Block b : blocks) {
            if (b.kind().compareTo(best.kind()) < 0) {
                best = b;
            }
        }
        return best;
    }

    /// @throws FormatException if there is none of that name; the message lists them
    public Block block(String name) throws FormatException {
        for (Block b : blocks) {
            if (b.name().equals(name)) {
                return b;
            }
        }
        throw new FormatException(source + ": no block '" + name + "'; it has "
            + String.join(", ", blocks.stream().map(Block::name).toList()));
    }
}
