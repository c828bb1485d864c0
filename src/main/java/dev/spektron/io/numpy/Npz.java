package dev.spektron.io.numpy;

import dev.spektron.io.Allowance;
import dev.spektron.io.FileBytes;
import dev.spektron.io.FormatException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/// NPZ files: ZIP archives of NPY files.
public final class Npz {
    private static final int MOST_ENTRIES = 10_000;
    private static final String SUFFIX = ".npy";
    private static final int SMALL = 1 << 16;
    /// A reader takes 16 bytes of memory for 8 of a number, and gets 8 for each packed one.
    private static final int MOST_TIMES = 3;

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
        Allowance allowance = new Allowance(name, bytes.length, "write it unpacked (numpy.savez), or in parts");
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String key = key(name, entry.getName());
                String where = "entry " + entry.getName();
                byte[] plain = allowance.drain(where, zip);
                if (arrays.put(key, Npy.read(name + ", " + where, plain, allowance)) != null) {
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

    /// Whether packed numbers would be so small that [Allowance] refused them.
    private static boolean packsTooWell(byte[] array) {
        if (array.length < SMALL) {
            return false;
        }
        Deflater deflater = new Deflater();
        try {
            deflater.setInput(array);
            deflater.finish();
            byte[] buffer = new byte[SMALL];
            while (!deflater.finished() && deflater.getBytesWritten() <= array.length / MOST_TIMES) {
                deflater.deflate(buffer);
            }
            return deflater.getBytesWritten() <= array.length / MOST_TIMES;
        } finally {
            deflater.end();
        }
    }

    /// The bytes of an NPZ file, packed but for large arrays that pack better than measured values do; the same arrays give the same bytes.
    public static byte[] write(Map<String, NpyArray> arrays) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, NpyArray> e : arrays.entrySet()) {
                ZipEntry entry = new ZipEntry(e.getKey() + SUFFIX);
                entry.setTimeLocal(java.time.LocalDateTime.of(1980, 1, 1, 0, 0));
                byte[] array = Npy.write(e.getValue());
                if (packsTooWell(array)) {
                    CRC32 crc = new CRC32();
                    crc.update(array);
                    entry.setMethod(ZipEntry.STORED);
                    entry.setSize(array.length);
                    entry.setCrc(crc.getValue());
                }
                zip.putNextEntry(entry);
                zip.write(array);
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }
}
