package dev.spektron.io.rds;

import dev.spektron.io.FileBytes;
import dev.spektron.io.FormatException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// Reads `.rds` (one value) and `.RData` (named values), serialization versions 2 and 3 in all three forms. Never evaluates anything.
///
/// @param version of the serialization
/// @param form `xdr`, `ascii` or `native`
/// @param writer version of the R that wrote it, such as `4.2.2`
/// @param values by name; the value of an `.rds` file has the empty name
public record RdsFile(int version, String form, String writer, Map<String, RValue> values) {
    private static final int SHORTEST = 10;

    public static RdsFile read(Path file) throws IOException {
        return read(file.toString(), FileBytes.read(file));
    }

    /// @param name name for messages
    /// @param packed content, which may be packed by gzip, bzip2 or xz
    /// @throws FormatException if the content is damaged, of another version, or holds code
    public static RdsFile read(String name, byte[] packed) throws FormatException {
        byte[] bytes = FileBytes.unpack(name, packed);
        boolean many = isWorkspace(bytes);
        int at = many ? 5 : 0;
        RStream in = stream(name, bytes, at);
        int version = in.readInt("a version");
        if (version != 2 && version != 3) {
            throw in.error("expected version 2 or 3 of R's serialization, found " + version);
        }
        int writer = in.readInt("the version of R");
        in.readInt("the oldest version of R that can read it");
        Charset charset = StandardCharsets.ISO_8859_1;
        if (version == 3) {
            int n = in.readInt("the length of the name of an encoding");
            in.require(n, 1, "the name of an encoding");
            charset = charset(new String(in.readText(n), StandardCharsets.US_ASCII));
        }
        RdsParser parser = new RdsParser(in, charset);
        RValue value = parser.item();
        Map<String, RValue> values = new LinkedHashMap<>();
        if (!many) {
            values.put("", value);
        } else if (value instanceof RValue.Elements e && e.names().size() == e.length()) {
            values.putAll(RdsParser.pairMap(value));
        } else if (!(value instanceof RValue.Null)) {
            throw in.error("expected named values, found " + value.describe());
        }
        String form = in instanceof AsciiStream ? "ascii" : bytes[at] == 'X' ? "xdr" : "native";
        return new RdsFile(version, form, (writer >> 16) + "." + (writer >> 8 & 0xff) + "." + (writer & 0xff), values);
    }

    /// Whether the content has the mark of an `.RData` file.
    static boolean isWorkspace(byte[] b) {
        return b.length > 6 && b[0] == 'R' && b[1] == 'D' && (b[2] == 'X' || b[2] == 'A' || b[2] == 'B') && (b[3] == '2' || b[3] == '3')
            && (b[4] == '\n' || b[4] == '\r');
    }

    private static RStream stream(String name, byte[] bytes, int from) throws FormatException {
        // Files that passed through Windows have \r\n.
        int at = from > 0 && bytes[from - 1] == '\r' ? from + 1 : from;
        int next = at + 1 < bytes.length && bytes[at + 1] == '\r' ? at + 3 : at + 2;
        if (bytes.length < SHORTEST || bytes[next - 1] != '\n') {
            throw FormatException.at(name, "byte " + at, "expected R's serialization (X, A or B and the end of a line), found something "
                + "else; the file is cut off, or no RDS or RData file");
        }
        return switch (bytes[at]) {
            case 'X' -> new BinaryStream(name, bytes, next, ByteOrder.BIG_ENDIAN);
            case 'B' -> new BinaryStream(name, bytes, next, ByteOrder.LITTLE_ENDIAN);
            case 'A' -> new AsciiStream(name, bytes, next);
            default -> throw FormatException.at(name, "byte " + at, "expected R's serialization (X, A or B), found "
                + dev.spektron.io.formats.Bytes.show(bytes, at, 4));
        };
    }

    private static Charset charset(String name) {
        try {
            return name.equals("CP1252") ? Charset.forName("windows-1252") : Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return StandardCharsets.ISO_8859_1;
        }
    }
}
