package dev.spektron.io.dataset;

import dev.spektron.io.FileSource;
import dev.spektron.io.FormatException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The manifests that come with the program.
public final class Manifests {
    private static final List<String> FILES = List.of("corn", "tablets-idrc2002", "wheat-idrc2016");

    private Manifests() {}

    /// All of them, in the order of their names.
    public static List<DataManifest> all() throws IOException {
        FileSource source = FileSource.ofResources("dev/spektron/data/manifests");
        List<DataManifest> out = new ArrayList<>();
        for (String file : FILES) {
            String name = file + ".yaml";
            byte[] bytes = source.find(name).orElseThrow(() -> new FormatException(source.locate(name) + " is missing from the jar"));
            out.add(ManifestReader.read(name, bytes));
        }
        return out;
    }

    /// Names and aliases.
    static List<String> names() throws IOException {
        List<String> names = new ArrayList<>();
        for (DataManifest m : all()) {
            names.add(m.manifest().name());
            names.addAll(m.aliases());
        }
        return names;
    }

    /// The manifest of that name or alias, null if there is none.
    static DataManifest find(String name) throws IOException {
        for (DataManifest m : all()) {
            if (m.manifest().name().equals(name) || m.aliases().contains(name)) {
                return m;
            }
        }
        return null;
    }
}
