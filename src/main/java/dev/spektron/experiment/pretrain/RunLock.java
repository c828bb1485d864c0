package dev.spektron.experiment.pretrain;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// Keeps other trainings out of a run folder: an exclusive lock on its hidden file `.lock`. The system gives it up with the process,
/// however that ends, so a file that a killed run left behind locks nothing. The file stays: were it deleted, two processes could hold
/// locks on different files of this name.
public final class RunLock implements AutoCloseable {
    private static final String FILE = ".lock";

    /// What this process has locked. To open the file a second time would not do: with any of its descriptors a process gives up all its
    /// locks on a file (POSIX).
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private RunLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /// Locks a folder that exists.
    ///
    /// @param warn told where the file system knows no locks; the run then goes on without one
    /// @throws IllegalArgumentException if another training holds the lock, in this process or another one
    static RunLock of(Path folder, Consumer<String> warn) throws IOException {
        Path real = folder.toRealPath();
        if (HELD.add(real)) {
            try {
                FileChannel channel = locked(folder, warn);
                if (channel != null) {
                    return new RunLock(real, channel);
                }
                HELD.remove(real);
            } catch (IOException e) {
                HELD.remove(real);
                throw e;
            }
        }
        throw new IllegalArgumentException("--out " + folder + ": another training is running in this folder; wait for its end or stop it, "
            + "or name another folder");
    }

    /// The locked file; null if another process has locked it.
    private static FileChannel locked(Path folder, Consumer<String> warn) throws IOException {
        FileChannel channel = FileChannel.open(folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() == null) {
                channel.close();
                return null;
            }
        } catch (IOException e) {
            warn.accept("--out " + folder + ": the file system takes no locks (" + e.getMessage()
                + "); see to it yourself that no other training runs in this folder");
        }
        return channel;
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            HELD.remove(folder);
        }
    }
}
