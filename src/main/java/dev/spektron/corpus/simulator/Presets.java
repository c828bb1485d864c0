package dev.spektron.corpus.simulator;

import dev.spektron.io.FormatException;
import dev.spektron.spectra.Nearest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Finds presets: the built-in ones by name, others by their file.
public final class Presets {
    /// Names of the built-in presets (`data/simulator/NAME.yaml`).
    public static final List<String> BUILT_IN = List.of("two-instruments", "raman", "many-instruments", "pretrain-grain",
        "pretrain-tablets", "pretrain-fuels", "pretrain-broths");
    private static final String FOLDER = "/dev/spektron/data/simulator/";

    private Presets() {}

    /// A built-in preset, or the preset in a file when `nameOrFile` ends in `.yaml` or `.yml`.
    ///
    /// @throws IllegalArgumentException if there is no such preset
    /// @throws FormatException if the file is not a valid preset
    public static Preset load(String nameOrFile) throws IOException {
        if (nameOrFile.endsWith(".yaml") || nameOrFile.endsWith(".yml")) {
            return read(Path.of(nameOrFile));
        }
        if (!BUILT_IN.contains(nameOrFile)) {
            throw new IllegalArgumentException(Nearest.unknown("preset", nameOrFile, "the simulator", BUILT_IN)
                + "; a preset of your own is given by its file, which ends in .yaml");
        }
        String resource = FOLDER + nameOrFile + ".yaml";
        try (InputStream in = Presets.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new FormatException("preset '" + nameOrFile + "': expected the resource " + resource
                    + " in the program's jar, found none; build the program again");
            }
            return parse(nameOrFile + ".yaml", new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /// The preset in a YAML file.
    ///
    /// @throws FormatException if the file is missing or is not a valid preset
    public static Preset read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new FormatException(file + ": expected a preset file, found none");
        }
        return parse(file.toString(), Files.readString(file));
    }

    /// The preset in a YAML text; `file` is the name that errors show.
    public static Preset parse(String file, String text) throws FormatException {
        return PresetReader.read(file, text);
    }
}
