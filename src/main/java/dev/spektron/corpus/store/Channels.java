package dev.spektron.corpus.store;

import io.jhdf.storage.HdfFileChannel;
import java.nio.ByteBuffer;

/// Writes buffers whole: a channel may take less than it is given.
final class Channels {
    private Channels() {}

    static void write(HdfFileChannel channel, ByteBuffer buffer, long position) {
        long at = position;
        while (buffer.hasRemaining()) {
            at += channel.write(buffer, at);
        }
    }
}
