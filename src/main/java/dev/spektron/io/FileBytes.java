package dev.spektron.io;

import io.airlift.compress.bzip2.BZip2HadoopStreams;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.tukaani.xz.MemoryLimitException;
import org.tukaani.xz.XZInputStream;

/// Reads whole files with a cap on their size, and takes their digests.
public final class FileBytes {
    /// Largest file that the readers take into memory: 1 GiB.
    public static final long MAX_BYTES = 1L << 30;
    private static final int CHUNK = 1 << 16;
    /// Deflate reaches 1032:1 on constant bytes; measured spectra stay below 20:1.
    private static final long MAX_RATIO = 200;
    private static final long FREE_OF_RATIO = 16L << 20;

    private static final byte[] XZ = {(byte) 0xfd, '7', 'z', 'X', 'Z', 0};
    private static final byte[] BZIP2 = {'B', 'Z', 'h'};
    /// What level 9 of xz needs.
    private static final int XZ_MEMORY_KIB = 66 << 10;

    private FileBytes() {}

    /// The bytes of a file of at most [#MAX_BYTES].
    ///
    /// @throws FormatException if the file is larger
    /// @throws java.nio.file.NoSuchFileException if there is none
    public static byte[] read(Path file) throws IOException {
        long size = Files.size(file);
        if (Files.isDirectory(file)) {
            throw new FormatException(file + ": expected a file, found a folder");
        }
        checkSize(file.toString(), size);
        return Files.readAllBytes(file);
    }

    static void checkSize(String name, long size) throws FormatException {
        if (size > MAX_BYTES) {
            throw new FormatException(name + ": " + size + " bytes is more than this reader takes (" + MAX_BYTES
                + "); split the file into parts");
        }
    }

    public static boolean isGzip(byte[] bytes) {
        return bytes.length > 2 && (bytes[0] & 0xff) == 0x1f && (bytes[1] & 0xff) == 0x8b;
    }

    /// Expands a gzip stream. Memory grows with what really comes out; stops when that is more than [#MAX_BYTES] or out of proportion to
    /// what went in.
    public static byte[] gunzip(String name, byte[] packed) throws FormatException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed), CHUNK)) {
            return drain(name, in, packed.length, MAX_BYTES);
        } catch (FormatException e) {
            throw e;
        } catch (ZipException e) {
            throw new FormatException(name + ": damaged gzip data (" + e.getMessage() + "); fetch the file again", e);
        } catch (IOException e) {
            throw new FormatException(name + ": the gzip data end too early; fetch the file again", e);
        }
    }

    /// Unpacks gzip, bzip2 and xz, told by their first bytes; other content is returned as it is.
    ///
    /// @throws FormatException if the packed data are damaged or unpack to more than measured data would
    public static byte[] unpack(String name, byte[] bytes) throws FormatException {
        if (isGzip(bytes)) {
            return gunzip(name, bytes);
        }
        if (starts(bytes, XZ)) {
            return unpack(name, "xz", bytes, in -> new XZInputStream(in, XZ_MEMORY_KIB));
        }
        return starts(bytes, BZIP2) ? unpack(name, "bzip2", bytes, in -> new BZip2HadoopStreams().createInputStream(in)) : bytes;
    }

    private static boolean starts(byte[] bytes, byte[] mark) {
        return bytes.length > mark.length && Arrays.equals(bytes, 0, mark.length, mark, 0, mark.length);
    }

    @FunctionalInterface
    private interface Unpacker {
        InputStream open(InputStream packed) throws IOException;
    }

    private static byte[] unpack(String name, String method, byte[] packed, Unpacker unpacker) throws FormatException {
        try (InputStream in = unpacker.open(new ByteArrayInputStream(packed))) {
            return drain(name, in, packed.length, MAX_BYTES);
        } catch (FormatException e) {
            throw e;
        } catch (MemoryLimitException e) {
            throw new FormatException(name + ": the xz data ask for a dictionary of " + e.getMemoryNeeded() + " KiB, at most "
                + XZ_MEMORY_KIB + " are given; pack the file again with xz -9 or less", e);
        } catch (IOException | RuntimeException e) {
            // The bzip2 decoder answers damage with whatever its tables run into.
            throw new FormatException(name + ": damaged or cut off " + method + " data (" + e.getMessage() + "); fetch the file again", e);
        }
    }

    /// Reads an unpacking stream to its end.
    ///
    /// @param packed bytes that feed the stream
    /// @param cap most bytes that may come out
    public static byte[] drain(String name, InputStream in, long packed, long cap) throws IOException {
        int most = (int) Math.min(cap, Math.max(FREE_OF_RATIO, MAX_RATIO * packed));
        byte[] out = in.readNBytes(most + 1);
        if (out.length > most) {
            throw new FormatException(name + ": " + packed + " packed bytes unpack to more than " + most
                + "; refused, because measured data never pack so well");
        }
        return out;
    }

    /// Lower-case hexadecimal SHA-256.
    public static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(digest().digest(bytes));
    }

    /// Lower-case hexadecimal SHA-256 of a file of any size.
    public static String sha256(Path file) throws IOException {
        MessageDigest digest = digest();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[CHUNK];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
