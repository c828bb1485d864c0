package dev.spektron.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Where the files of a data set lie: a folder, or resources on the class path. Names are relative, with `/` between the parts.
public sealed interface FileSource {
    /// The bytes of a file, or empty if it is not there.
    Optional<byte[]> find(String name) throws IOException;

    /// Names of the files in a folder, without hidden ones, in their order; empty if there is no such folder.
    List<String> list(String folder) throws IOException;

    /// Full name for messages.
    String locate(String name);

    static FileSource of(Path folder) {
        return new Folder(folder);
    }

    /// Resources below `root`, for example `dev/spektron/data/samples/two-instruments`.
    static FileSource ofResources(String root) {
        return new Resources(root);
    }

    /// A relative name that stays below its root.
    ///
    /// @throws FormatException for absolute names and names with `..`
    static String checkName(String name) throws FormatException {
        boolean climbs = name.isBlank() || name.startsWith("/") || name.contains("\\") || name.contains(":");
        for (String part : name.split("/", -1)) {
            climbs |= part.equals("..") || part.isEmpty();
        }
        if (climbs) {
            throw new FormatException("file name '" + name + "': expected a path below the data folder, with / between its parts");
        }
        return name;
    }

    /// @param root the folder
    record Folder(Path root) implements FileSource {
        @Override
        public Optional<byte[]> find(String name) throws IOException {
            Path file = root.resolve(checkName(name));
            return Files.isRegularFile(file) ? Optional.of(FileBytes.read(file)) : Optional.empty();
        }

        @Override
        public List<String> list(String folder) throws IOException {
            Path at = root.resolve(checkName(folder));
            if (!Files.isDirectory(at)) {
                return List.of();
            }
            try (Stream<Path> files = Files.list(at)) {
                return files.filter(Files::isRegularFile).map(f -> f.getFileName().toString())
                    .filter(n -> !n.startsWith(".")).sorted()
                    .map(n -> folder + "/" + n).toList();
            }
        }

        @Override
        public String locate(String name) {
            return root.resolve(name).toString();
        }
    }

    /// @param root first part of the resource names, without slashes at its ends
    record Resources(String root) implements FileSource {
        @Override
        public Optional<byte[]> find(String name) throws IOException {
            try (InputStream in = FileSource.class.getClassLoader().getResourceAsStream(root + "/" + checkName(name))) {
                return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
            }
        }

        @Override
        public List<String> list(String folder) {
            return List.of();
        }

        @Override
        public String locate(String name) {
            return "resource " + root + "/" + name;
        }
    }
}
