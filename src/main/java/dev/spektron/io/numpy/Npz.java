package dev.spektron.io.numpy;

import dev.spektron.io.FileBytes;
import dev.spektron.io.FormatException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/// NPZ files: ZIP archives of NPY files.
public final class Npz {
    private static final int MOST_ENTRIES = 10_000;
    private static final String SUFFIX = ".npy";

    private Npz() {}

    public static Map<String, NpyArray> read(Path file) throws IOException {
        return read(file.toString(), FileBytes.read(file));
    }

    /// All arrays by name, without `.npy`. Unpacking stops as soon as more bytes come out than packed data justify, whatever the
    /// archive's directory claims.
    ///
    /// @param name name for messages
    /// @throws FormatException if the archive is damaged, cut off, holds a path or something that is no NPY file
    public static Map<String, NpyArray> read(String name, byte[] bytes) throws FormatException {
        requireWhole(name, bytes);
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        long left = FileBytes.MAX_BYTES;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String key = key(name, entry.getName());
                byte[] plain = FileBytes.drain(name + ", entry " + entry.getName(), zip, bytes.length, left);
                left -= plain.length;
                if (arrays.put(key, Npy.read(name + ", entry " + entry.getName(), plain)) != null) {
                    throw new FormatException(name + ": entry '" + entry.getName() + "' stands twice");
                }
                if (arrays.size() > MOST_ENTRIES) {
                    throw new FormatException(name + ": more than " + MOST_ENTRIES + " entries");
                }
            }
        } catch (FormatException e) {
            throw e;
        } catch (ZipException e) {
            throw new FormatException(name + ": damaged archive (" + e.getMessage() + ")", e);
        } catch (IOException | IllegalArgumentException e) {
            throw new FormatException(name + ": the archive is cut off or damaged (" + e.getMessage() + ")", e);
        }
        if (arrays.isEmpty()) {
            throw new FormatException(name + ": the archive holds no arrays");
        }
        return arrays;
    }

    /// The directory at the end proves that nothing is cut off: entries are read from the front, where a missing one would not show.
    private static void requireWhole(String name, byte[] b) throws FormatException {
        if (b.length < 22 || b[0] != 'P' || b[1] != 'K') {
            throw FormatException.at(name, "byte 0", "expected a ZIP archive (PK), found " + Math.min(4, b.length) + " other bytes");
        }
        for (int at = b.length - 22; at >= Math.max(0, b.length - 22 - 0xffff); at--) {
            if (b[at] == 'P' && b[at + 1] == 'K' && b[at + 2] == 5 && b[at + 3] == 6) {
                return;
            }
        }
        throw FormatException.at(name, "byte " + b.length, "the archive has no directory at its end; the file seems to be cut off");
    }

    private static String key(String name, String entry) throws FormatException {
        if (entry.contains("/") || entry.contains("\\") || entry.contains("..") || !entry.endsWith(SUFFIX)) {
            throw new FormatException(name + ": entry '" + entry + "': expected a plain name that ends in .npy");
        }
        return entry.substring(0, entry.length() - SUFFIX.length());
    }

    /// One array.
    ///
    /// @throws FormatException with the names that there are
    public static NpyArray require(String file, Map<String, NpyArray> arrays, String entry) throws FormatException {
        NpyArray array = arrays.get(entry);
        if (array == null) {
            StringBuilder all = new StringBuilder();
            arrays.forEach((n, a) -> all.append(all.isEmpty() ? "" : ", ").append(n).append(" (").append(a.describe()).append(')'));
            throw new FormatException(file + " has no entry '" + entry + "'; it has: " + all);
        }
        return array;
    }

    /// The bytes of a compressed NPZ file; the same arrays give the same bytes.
    public static byte[] write(Map<String, NpyArray> arrays) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, NpyArray> e : arrays.entrySet()) {
                ZipEntry entry = new ZipEntry(e.getKey() + SUFFIX);
                entry.setTimeLocal(java.time.LocalDateTime.of(1980, 1, 1, 0, 0));
                zip.putNextEntry(entry);
                zip.write(Npy.write(e.getValue()));
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }
}
