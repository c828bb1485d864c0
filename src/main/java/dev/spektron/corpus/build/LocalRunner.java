package dev.spektron.corpus.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/// Runs tasks on threads of this machine.
///
/// @param threads number of threads
public record LocalRunner(int threads) implements TaskRunner {
    @Override
    public void run(Path folder, Stage stage, int[] tasks, Runnable done) throws IOException {
        AtomicBoolean failed = new AtomicBoolean();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> all = new ArrayList<>();
            for (int task : tasks) {
                all.add(pool.submit(() -> {
                    if (failed.get()) {
                        throw new CancellationException();
                    }
                    try {
                        Workshop.run(folder, stage, task);
                    } catch (IOException | RuntimeException | Error e) {
                        failed.set(true);
                        throw e;
                    }
                    if (done != null) {
                        done.run();
                    }
                    return null;
                }));
            }
            await(all);
        }
    }

    /// Waits for all, then throws the first failure.
    private static void await(List<Future<?>> all) throws IOException {
        Throwable first = null;
        for (Future<?> f : all) {
            try {
                f.get();
            } catch (ExecutionException e) {
                first = first == null && !(e.getCause() instanceof CancellationException) ? e.getCause() : first;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
        switch (first) {
            case null -> { }
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IOException(first);
        }
    }
}
