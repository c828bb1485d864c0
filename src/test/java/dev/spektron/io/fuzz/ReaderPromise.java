package dev.spektron.io.fuzz;

import com.sun.management.ThreadMXBean;
import dev.spektron.io.FormatException;
import dev.spektron.io.formats.Block;
import dev.spektron.io.formats.Content;
import dev.spektron.io.formats.Reader;
import java.lang.management.ManagementFactory;

/// Holds a reader to what [Reader] promises: values or a [FormatException] with a message, within a second, and no more memory than 8 times
/// the content and 64 MiB.
public final class ReaderPromise {
    private static final long SECOND = 1_000_000_000L;
    private static final long TIMES = 8;
    private static final long FREE = 64L << 20;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private ReaderPromise() {}

    /// What one reading took.
    private record Cost(boolean read, long nanos, long allocated) {}

    /// Reads the bytes, facts of rows included. Time is that of the thread on the processor, so that other programs do not count; memory is
    /// all that was allocated, whether it was free again or not. The first reading loads classes and is not held against the reader.
    ///
    /// @return whether the bytes were read
    /// @throws AssertionError if the promise was broken
    public static boolean check(Reader reader, byte[] bytes) {
        Cost cost = cost(reader, bytes);
        long most = TIMES * bytes.length + FREE;
        if (cost.nanos > SECOND || cost.allocated > most) {
            cost = cost(reader, bytes);
        }
        if (cost.nanos > SECOND) {
            throw new AssertionError(reader.format() + ": expected an answer within 1 s, took " + cost.nanos / 1_000_000 + " ms");
        }
        if (cost.allocated > most) {
            throw new AssertionError(reader.format() + ": expected at most 8 times the " + bytes.length + " bytes and 64 MiB, allocated "
                + (cost.allocated >> 20) + " MiB");
        }
        return cost.read;
    }

    private static Cost cost(Reader reader, byte[] bytes) {
        Content content = new Content("bytes" + reader.endings().getFirst(), bytes);
        long nanos = THREADS.getCurrentThreadCpuTime();
        long memory = THREADS.getCurrentThreadAllocatedBytes();
        boolean read = read(reader, content);
        return new Cost(read, THREADS.getCurrentThreadCpuTime() - nanos, THREADS.getCurrentThreadAllocatedBytes() - memory);
    }

    private static boolean read(Reader reader, Content content) {
        try {
            reader.match(content);
            for (Block block : reader.read(content).blocks()) {
                block.rowMetadata().forEach(row -> row.forEach((k, v) -> {
                    if (k == null || v == null) {
                        throw new AssertionError(reader.format() + ": a fact " + k + " = " + v);
                    }
                }));
            }
            return true;
        } catch (FormatException e) {
            if (e.getMessage() == null || e.getMessage().isBlank()) {
                throw new AssertionError(reader.format() + ": an error without a message", e);
            }
            return false;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            throw new AssertionError(reader.format() + ": expected values or a FormatException, found " + e, e);
        }
    }
}
