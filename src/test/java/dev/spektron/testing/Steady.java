package dev.spektron.testing;

import com.sun.management.ThreadMXBean;
import dev.spektron.backend.Executable;
import java.lang.management.ManagementFactory;

/// What a plan allocates once the compiler has seen everything.
public final class Steady {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long PATIENCE = 60_000_000_000L;

    private Steady() {}

    /// Bytes of 100 runs, after as many others as it takes: until the compiler has seen everything, the Vector API allocates.
    public static long allocated(Executable run) {
        long end = System.nanoTime() + PATIENCE;
        long bytes = -1;
        while (bytes != 0 && System.nanoTime() < end) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 100; i++) {
                run.run();
            }
            bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
        }
        return bytes;
    }
}
