package dev.spektron.train.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/// A file of records as TensorFlow writes them (TFRecord): length, its masked CRC-32C, bytes, their masked CRC-32C.
final class RecordFile implements AutoCloseable {
    private static final int MASK = 0xa282ead8;
    private final FileChannel out;

    /// @throws java.nio.file.FileAlreadyExistsException if there is such a file
    RecordFile(Path file) throws IOException {
        out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    }

    void add(byte[] record) throws IOException {
        ByteBuffer all = ByteBuffer.allocate(Long.BYTES + Integer.BYTES + record.length + Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        all.putLong(record.length).putInt(checksum(all.array(), 0, Long.BYTES)).put(record)
            .putInt(checksum(all.array(), Long.BYTES + Integer.BYTES, record.length)).flip();
        while (all.hasRemaining()) {
            out.write(all);
        }
    }

    /// Rotated and shifted, as a checksum of bytes that hold their own checksum says little.
    private static int checksum(byte[] bytes, int from, int n) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, n);
        return Integer.rotateRight((int) crc.getValue(), 15) + MASK;
    }

    void force() throws IOException {
        out.force(false);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
