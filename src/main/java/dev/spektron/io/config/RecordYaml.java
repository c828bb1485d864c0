package dev.spektron.io.config;

import dev.spektron.io.AtomicFiles;
import dev.spektron.io.FileBytes;
import dev.spektron.io.FormatException;
import dev.spektron.io.YamlNodes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/// Turns YAML into nested records and back. The names of the components are the keys.
///
/// Components may be numbers, booleans, texts, enums (upper or lower case), records, `List`, `Map` with text keys, and `Optional` (`null`
/// is none) of these, and sealed interfaces whose permitted classes are records. Such a one is chosen by the key `type`, which holds the
/// record's name (`type: mamba`); it is not `kind`, because records have components of that name.
///
/// A key that is left out takes the value of the default instance, so a file may hold only what differs. Without a default instance, and
/// for a record of another type than the default's, the record's constant `DEFAULT` serves, and if it has none, every key is required.
/// Lists and maps are taken as a whole.
public final class RecordYaml {
    private RecordYaml() {}

    /// Reads a file that says what differs from `defaults`.
    ///
    /// @throws FormatException with file and line if a key is unknown or stands twice, or a value is not what its component takes
    public static <T extends Record> T read(Path file, T defaults) throws IOException {
        return read(file.toString(), FileBytes.read(file), defaults);
    }

    /// As [#read(Path, Record)].
    ///
    /// @param file name for errors
    public static <T extends Record> T read(String file, byte[] yaml, T defaults) throws FormatException {
        Object read = new RecordReader(file).record("", YamlNodes.parse(file, "a configuration", yaml), defaults.getClass(), defaults);
        @SuppressWarnings("unchecked")
        T out = (T) read;
        return out;
    }

    /// Reads a complete file.
    ///
    /// @param file name for errors
    public static <T extends Record> T read(String file, byte[] yaml, Class<T> type) throws FormatException {
        return type.cast(new RecordReader(file).record("", YamlNodes.parse(file, "a configuration", yaml), type, null));
    }

    /// The complete YAML of a record; what is read from it equals the record.
    public static String write(Record value) {
        DumpSettings settings = DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).setIndent(2).setWidth(140).build();
        return new Dump(settings).dumpToString(RecordWriter.tree(value));
    }

    /// Writes the complete YAML of a record; the file appears whole or not at all.
    public static void write(Path file, Record value) throws IOException {
        byte[] text = write(value).getBytes(StandardCharsets.UTF_8);
        AtomicFiles.write(file, out -> out.write(text));
    }
}
