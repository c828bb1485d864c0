package dev.spektron.io.parquet;

import dev.spektron.io.FormatException;
import dev.spektron.io.parquet.ParquetSchema.Leaf;
import io.airlift.compress.Decompressor;
import io.airlift.compress.MalformedInputException;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/// The pages of one column in one row group (parquet-format, README and Encodings.md). Read: encodings PLAIN, RLE, dictionaries, DELTA
/// and BYTE_STREAM_SPLIT; Snappy, gzip, Zstandard, LZ4 and unpacked pages, versions 1 and 2.
final class ColumnChunk {
    private static final int DATA = 0;
    private static final int DICTIONARY = 2;
    private static final int DATA_V2 = 3;
    private final String where;
    private final byte[] file;
    private final Leaf leaf;
    private final int codec;
    private final ColumnValues out;
    private ColumnValues dictionary;

    ColumnChunk(String where, byte[] file, Leaf leaf, int codec, ColumnValues out) {
        this.where = where;
        this.file = file;
        this.leaf = leaf;
        this.codec = codec;
        this.out = out;
    }

    /// Reads pages until `values` values are there.
    void read(long from, long end, long values) throws FormatException {
        if (values < 0 || values > Integer.MAX_VALUE) {
            throw new FormatException(where + ": a row group of " + values + " values");
        }
        long at = from;
        long left = values;
        out.take(values, Double.BYTES);
        out.more((int) values);
        while (left > 0) {
            if (at < 0 || at >= end || end > file.length) {
                throw new FormatException(where + ", byte " + at
                    + ": expected a page, found the end of the column; the file is cut off or damaged");
            }
            Thrift thrift = new Thrift(where, file, (int) at, (int) end);
            Map<Integer, Object> header = thrift.struct();
            long packed = Thrift.number(header, 3, -1);
            long unpacked = Thrift.number(header, 2, -1);
            int type = (int) Thrift.number(header, 1, -1);
            if (packed < 0 || packed > end - thrift.at() || unpacked < 0 || unpacked > Integer.MAX_VALUE - 16) {
                throw new FormatException(where + ", byte " + at + ": a page of " + packed + " bytes is announced, " + (end - thrift.at())
                    + " are left");
            }
            out.take(unpacked, 1);
            switch (type) {
                case DICTIONARY -> dictionary(Thrift.struct(header, 7), unpack(thrift.at(), (int) packed, (int) unpacked));
                case DATA -> left -= data(Thrift.struct(header, 5), unpack(thrift.at(), (int) packed, (int) unpacked));
                case DATA_V2 -> left -= dataV2(Thrift.struct(header, 8), thrift.at(), (int) packed, (int) unpacked);
                default -> { }
            }
            at = thrift.at() + packed;
        }
    }

    private byte[] unpack(int at, int packed, int size) throws FormatException {
        try {
            return switch (codec) {
                case 0 -> Arrays.copyOfRange(file, at, at + packed);
                case 1 -> Snappy.unpack(where, file, at, packed, size);
                case 2 -> gunzip(at, packed, size);
                case 6 -> whole(new ZstdDecompressor(), at, packed, size);
                case 7 -> whole(new Lz4Decompressor(), at, packed, size);
                default -> throw new FormatException(where + ": expected pages packed by Snappy, gzip, Zstandard or LZ4, found codec "
                    + codec);
            };
        } catch (MalformedInputException | IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new FormatException(where + ", byte " + at + ": damaged packed data (" + e.getMessage() + ")", e);
        }
    }

    private byte[] gunzip(int at, int packed, int size) throws FormatException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(file, at, packed))) {
            byte[] page = in.readNBytes(size);
            if (page.length < size || in.read() >= 0) {
                throw new FormatException(where + ", byte " + at + ": a page unpacks to another size than " + size + " bytes");
            }
            return page;
        } catch (FormatException e) {
            throw e;
        } catch (IOException e) {
            throw new FormatException(where + ", byte " + at + ": damaged packed data (" + e.getMessage() + ")", e);
        }
    }

    private byte[] whole(Decompressor decompressor, int at, int packed, int size) throws FormatException {
        byte[] page = new byte[size];
        int n = decompressor.decompress(file, at, packed, page, 0, size);
        if (n != size) {
            throw new FormatException(where + ", byte " + at + ": a page unpacks to " + n + " bytes instead of " + size);
        }
        return page;
    }

    private int count(Map<Integer, Object> header) throws FormatException {
        long n = Thrift.number(header, 1, -1);
        if (n < 0 || n > Integer.MAX_VALUE) {
            throw new FormatException(where + ": a page of " + n + " values");
        }
        out.take(n, Double.BYTES);
        return (int) n;
    }

    private void dictionary(Map<Integer, Object> header, byte[] b) throws FormatException {
        dictionary = out.fresh();
        dictionary.plain(b, 0, b.length, count(header));
    }

    private int data(Map<Integer, Object> header, byte[] b) throws FormatException {
        int n = count(header);
        int at = 0;
        int[] repetition = null;
        int[] definition = null;
        if (leaf.repetition() > 0) {
            int size = length(b, at);
            repetition = Levels.read(where, b, at + 4, at + 4 + size, bits(leaf.repetition()), n);
            at += 4 + size;
        }
        if (leaf.definition() > 0) {
            int size = length(b, at);
            definition = Levels.read(where, b, at + 4, at + 4 + size, bits(leaf.definition()), n);
            at += 4 + size;
        }
        values((int) Thrift.number(header, 2, -1), b, at, n, repetition, definition);
        return n;
    }

    private int dataV2(Map<Integer, Object> header, int start, int packed, int unpacked) throws FormatException {
        int n = count(header);
        long definitionBytes = Thrift.number(header, 5, 0);
        long repetitionBytes = Thrift.number(header, 6, 0);
        if (definitionBytes < 0 || repetitionBytes < 0 || definitionBytes + repetitionBytes > Math.min(packed, unpacked)) {
            throw new FormatException(where + ", byte " + start + ": levels of " + definitionBytes + " and " + repetitionBytes
                + " bytes in a page of " + packed);
        }
        int definitionAt = start + (int) repetitionBytes;
        int data = definitionAt + (int) definitionBytes;
        int[] repetition = leaf.repetition() == 0 ? null : Levels.read(where, file, start, definitionAt, bits(leaf.repetition()), n);
        int[] definition = leaf.definition() == 0 ? null : Levels.read(where, file, definitionAt, data, bits(leaf.definition()), n);
        int levels = data - start;
        boolean isPacked = Thrift.number(header, 7, 1) == 1;
        byte[] b = isPacked ? unpack(data, packed - levels, unpacked - levels) : Arrays.copyOfRange(file, data, start + packed);
        values((int) Thrift.number(header, 4, -1), b, 0, n, repetition, definition);
        return n;
    }

    private int length(byte[] b, int at) throws FormatException {
        long size = at + 4 > b.length ? -1 : (b[at] & 0xff) | (b[at + 1] & 0xff) << 8 | (b[at + 2] & 0xff) << 16 | (long) b[at + 3] << 24;
        if (size < 0 || size > b.length - at - 4) {
            throw new FormatException(where + ": levels of " + size + " bytes are announced, " + (b.length - at - 4) + " are left");
        }
        return (int) size;
    }

    private static int bits(int largest) {
        return 32 - Integer.numberOfLeadingZeros(largest);
    }

    private long[] delta(Delta numbers, int n) throws FormatException {
        out.take(n, 2 * Long.BYTES);
        return numbers.read(n);
    }

    private void values(int encoding, byte[] b, int at, int n, int[] repetition, int[] definition) throws FormatException {
        int present = n;
        for (int i = 0; definition != null && i < n; i++) {
            present -= definition[i] == leaf.definition() ? 0 : 1;
        }
        ColumnValues page = out.fresh();
        switch (encoding) {
            case 0 -> page.plain(b, at, b.length, present);
            case 2, 8 -> {
                if (dictionary == null || at >= b.length && present > 0) {
                    throw new FormatException(where + ": values refer to a dictionary that is not there");
                }
                page.pick(dictionary, present == 0 ? new int[0] : Levels.read(where, b, at + 1, b.length, b[at] & 0xff, present));
            }
            case 3 -> page.flags(Levels.read(where, b, at + 4, b.length, 1, present));
            case 5 -> page.integers(delta(new Delta(where, b, at, b.length), present));
            case 6 -> {
                Delta lengths = new Delta(where, b, at, b.length);
                long[] own = delta(lengths, present);
                page.texts(b, lengths.at(), new long[present], own);
            }
            case 7 -> {
                Delta prefixes = new Delta(where, b, at, b.length);
                long[] shared = delta(prefixes, present);
                Delta suffixes = new Delta(where, b, prefixes.at(), b.length);
                long[] own = delta(suffixes, present);
                page.texts(b, suffixes.at(), shared, own);
            }
            case 9 -> page.split(b, at, b.length, present);
            default -> throw new FormatException(where + ": encoding " + encoding + " is not read; PLAIN, RLE, dictionaries, DELTA and "
                + "BYTE_STREAM_SPLIT are");
        }
        out.append(page, n, repetition, definition);
    }
}
