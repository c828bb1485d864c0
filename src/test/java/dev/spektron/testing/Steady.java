package dev.spektron.testing;

import com.sun.management.ThreadMXBean;
import dev.spektron.backend.Executable;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/// What a plan allocates once the compiler has seen everything.
public final class Steady {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long PATIENCE = 60_000_000_000L;
    private static final int FRAMES = 6;

    private Steady() {}

    /// Bytes of 100 runs, after as many others as it takes: until the compiler has seen everything, the Vector API allocates. If that does
    /// not end, stderr gets the places that allocate: they differ from start to start, and the next start may not have them.
    public static long allocated(Executable run) {
        long end = System.nanoTime() + PATIENCE;
        long bytes = -1;
        while (bytes != 0 && System.nanoTime() < end) {
            bytes = hundred(run);
        }
        if (bytes != 0) {
            System.err.println("still allocating " + bytes + " bytes in 100 runs:\n" + places(run));
        }
        return bytes;
    }

    private static long hundred(Executable run) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 100; i++) {
            run.run();
        }
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    private static String places(Executable run) {
        try (Recording r = new Recording()) {
            r.enable("jdk.ObjectAllocationSample").with("throttle", "10000/s").withStackTrace();
            r.start();
            long end = System.nanoTime() + PATIENCE / 10;
            while (System.nanoTime() < end) {
                run.run();
            }
            r.stop();
            Path file = Files.createTempFile("allocations", ".jfr");
            try {
                r.dump(file);
                return sums(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            return "not recorded: " + e;
        }
    }

    private static String sums(Path file) throws IOException {
        Map<String, Long> bytes = new TreeMap<>();
        for (RecordedEvent e : RecordingFile.readAllEvents(file)) {
            bytes.merge(e.getClass("objectClass").getName() + frames(e.getStackTrace()), e.getLong("weight"), Long::sum);
        }
        return bytes.entrySet().stream().sorted(Map.Entry.<String, Long>comparingByValue().reversed()).limit(10)
            .map(e -> e.getValue() + " bytes " + e.getKey()).collect(Collectors.joining("\n"));
    }

    private static String frames(RecordedStackTrace s) {
        return s == null ? "" : s.getFrames().stream().limit(FRAMES)
            .map(f -> "\n    " + f.getMethod().getType().getName() + '.' + f.getMethod().getName() + ':' + f.getLineNumber())
            .collect(Collectors.joining());
    }
}
