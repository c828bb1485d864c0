package dev.spektron.io.matlab;

import dev.spektron.io.Allowance;
import dev.spektron.io.FileBytes;
import dev.spektron.io.FormatException;
import dev.spektron.io.formats.Content;
import dev.spektron.io.hdf5.Hdf5File;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/// Reads MATLAB files of version 5 (`save -v6`, `save -v7`), 4 and 7.3 ([Mat73]), strictly: every size is checked against the bytes that
/// are there before anything is allocated.
///
/// Source: MAT-File Format, The MathWorks, R2019b, chapters 1 and 2. Old-style class objects, such as the DataSet Object of chemometrics,
/// are read like structs. Not read: the contents of function handles and of newer classes.
public final class MatFile {
    private static final int HEADER = 128;
    private static final int COMPRESSED = 15;
    private static final int MATRIX = 14;
    private static final int HDF5 = 0x0200;

    private MatFile() {}

    /// All variables of a file in their order.
    ///
    /// @throws FormatException if the file is damaged or of another version
    public static Map<String, MatValue> read(Path file) throws IOException {
        return read(file.toString(), FileBytes.read(file));
    }

    /// All variables of a file that is already in memory.
    ///
    /// @param name name for messages
    public static Map<String, MatValue> read(String name, byte[] bytes) throws FormatException {
        return found(name, bytes).variables();
    }

    /// As [#read(String, byte[])], with what could not be read of a file of version 7.3.
    static Mat73.Found found(String name, byte[] bytes) throws FormatException {
        if (Mat4Parser.fits(bytes)) {
            return new Mat73.Found(new Mat4Parser(name, bytes).variables(), List.of());
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(byteOrder(name, bytes));
        int version = buffer.getShort(124) & 0xffff;
        if (version == HDF5) {
            return Mat73.read(Hdf5File.open(new Content(name, bytes)));
        }
        if (version != 0x0100) {
            throw FormatException.at(name, "byte 124", "expected MATLAB version 5 (0x0100) or 7.3 (0x0200), found 0x"
                + Integer.toHexString(version));
        }
        Map<String, MatValue> variables = new LinkedHashMap<>();
        Allowance allowance = new Allowance(name, bytes.length, "save it in MATLAB with -v6, which does not pack, or in parts");
        for (int at = HEADER; at < bytes.length;) {
            if (bytes.length - at < 8) {
                throw FormatException.at(name, "byte " + at, "expected a variable of at least 8 bytes, found " + (bytes.length - at)
                    + "; the file seems to be cut off");
            }
            int type = buffer.getInt(at);
            long size = buffer.getInt(at + 4) & 0xffffffffL;
            if (size > bytes.length - at - 8) {
                throw FormatException.at(name, "byte " + at, "a variable of " + size + " bytes is announced, " + (bytes.length - at - 8)
                    + " are left; the file seems to be cut off");
            }
            int end = at + 8 + (int) size;
            MatParser.Variable variable;
            if (type == COMPRESSED) {
                byte[] plain = inflate(name, bytes, at + 8, (int) size, allowance);
                variable = new MatParser(name + ", unpacked from byte " + at, plain, buffer.order(), allowance).single();
            } else if (type == MATRIX) {
                variable = new MatParser(name, bytes, buffer.order(), Allowance.unlimited(name)).matrix(at + 8, end, end, 0);
            } else {
                throw FormatException.at(name, "byte " + at, "expected a variable (type 14 or 15), found type " + type);
            }
            // A variable without name is MATLAB's store of function workspaces.
            if (!variable.name().isEmpty() && variables.put(variable.name(), variable.value()) != null) {
                throw FormatException.at(name, "byte " + at, "variable '" + variable.name() + "' stands twice");
            }
            at = end;
        }
        return new Mat73.Found(variables, List.of());
    }

    private static byte[] inflate(String name, byte[] bytes, int at, int size, Allowance allowance) throws FormatException {
        String where = "byte " + at;
        try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(bytes, at, size))) {
            return allowance.drain(where, in);
        } catch (EOFException e) {
            throw new FormatException(name + ", " + where + ": the packed data end too early", e);
        } catch (ZipException e) {
            throw new FormatException(name + ", " + where + ": damaged packed data (" + e.getMessage() + ")", e);
        } catch (FormatException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory", e);
        }
    }

    private static ByteOrder byteOrder(String name, byte[] b) throws FormatException {
        if (b.length > 8 && (b[0] & 0xff) == 0x89 && new String(b, 1, 3, StandardCharsets.ISO_8859_1).equals("HDF")) {
            throw new FormatException(name + ": this is a MATLAB 7.3 (HDF5) file; save it in MATLAB with -v7");
        }
        if (b.length < HEADER) {
            throw new FormatException(name + ": expected a MATLAB header of 128 bytes, found a file of " + b.length + " bytes");
        }
        if (b[126] == 'I' && b[127] == 'M') {
            return ByteOrder.LITTLE_ENDIAN;
        }
        if (b[126] == 'M' && b[127] == 'I') {
            return ByteOrder.BIG_ENDIAN;
        }
        throw FormatException.at(name, "byte 126", "expected the mark IM or MI of a MATLAB 5 file");
    }

    /// One variable of a file.
    ///
    /// @throws FormatException with the names that there are
    public static MatValue require(String file, Map<String, MatValue> variables, String name) throws FormatException {
        MatValue value = variables.get(name);
        if (value == null) {
            List<String> all = new ArrayList<>();
            variables.forEach((n, v) -> all.add(n + " (" + v.describe() + ")"));
            throw new FormatException(file + " has no variable '" + name + "'; it has: " + String.join(", ", all));
        }
        return value;
    }
}
