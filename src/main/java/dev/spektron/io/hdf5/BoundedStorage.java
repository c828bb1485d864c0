package dev.spektron.io.hdf5;

import io.jhdf.Superblock;
import io.jhdf.exceptions.HdfException;
import io.jhdf.storage.HdfBackingStorage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.concurrent.atomic.AtomicLong;

/// The bytes of a file for jhdf: every access is checked and counted, so that structures that run in circles end.
final class BoundedStorage implements HdfBackingStorage {
    private static final long FREE_READS = 200_000;
    private static final int BYTES_A_READ = 16;
    private final ByteBuffer bytes;
    private final Superblock superblock;
    private final AtomicLong left;

    BoundedStorage(byte[] content, Superblock superblock) {
        bytes = ByteBuffer.wrap(content).asReadOnlyBuffer();
        this.superblock = superblock;
        left = new AtomicLong(FREE_READS + content.length / BYTES_A_READ);
    }

    @Override
    public ByteBuffer readBufferFromAddress(long address, int length) {
        return map(address, length);
    }

    @Override
    public ByteBuffer map(long address, long length) {
        return mapNoOffset(address + superblock.getBaseAddressByte(), length);
    }

    @Override
    public ByteBuffer mapNoOffset(long address, long length) {
        if (address < 0 || length < 0 || address > bytes.capacity() || length > bytes.capacity() - address) {
            throw new HdfException("expected " + length + " bytes at byte " + address + ", the file has " + bytes.capacity()
                + "; it is cut off or damaged");
        }
        if (left.decrementAndGet() < 0) {
            throw new HdfException("its structures refer to each other more often than a file of " + bytes.capacity() + " bytes can need");
        }
        return bytes.slice((int) address, (int) length).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public long getUserBlockSize() {
        return superblock.getBaseAddressByte();
    }

    @Override
    public Superblock getSuperblock() {
        return superblock;
    }

    @Override
    public FileChannel getFileChannel() {
        throw new HdfException("a file in memory has no channel");
    }

    @Override
    public int getSizeOfOffsets() {
        return superblock.getSizeOfOffsets();
    }

    @Override
    public int getSizeOfLengths() {
        return superblock.getSizeOfLengths();
    }

    @Override
    public void close() {
        // Nothing is open.
    }

    @Override
    public long size() {
        return bytes.capacity();
    }

    @Override
    public boolean inMemory() {
        return true;
    }
}
