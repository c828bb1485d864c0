package dev.spektron.io.conformance;

import java.nio.file.Path;
import java.util.List;

/// Sample files of one format and where their expected values come from.
public interface Samples {
    /// [Reader#format()].
    String format();

    /// The real files below the folder of shared data.
    List<Path> files(Path sharedData);

    /// What the values were compared with, for the sheet.
    String oracle();

    /// Largest relative error that the comparison found over all files (0 for exact), measured anew at every call.
    double maximumError(Path sharedData) throws java.io.IOException;

    /// Small content of the format that tests make, for fuzzing where real files are missing or large.
    default List<byte[]> made() throws java.io.IOException {
        return List.of();
    }

    /// What the reader does not do, one line each.
    List<String> gaps();
}
