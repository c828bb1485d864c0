package dev.spektron.train.data;

import java.util.concurrent.ArrayBlockingQueue;

/// Fills the next batch on a thread of its own while the step runs. What a batch holds does not depend on timing: the thread goes through
/// steps and micro-batches in their order, and hands each batch over whole.
///
/// A batch belongs to the caller until it asks for the next one. One caller.
public final class Prefetcher implements AutoCloseable {
    private static final int BUFFERS = 2;

    private final ArrayBlockingQueue<Batch> free = new ArrayBlockingQueue<>(BUFFERS);
    private final ArrayBlockingQueue<Object> full = new ArrayBlockingQueue<>(BUFFERS + 1);
    private final Thread thread;
    private Batch lent;
    private Throwable failure;
    private long waited;
    private long handed;

    /// Why the thread ended.
    private record Failure(Throwable cause) {}

    /// @param builder fills the batches, on the thread alone
    /// @param first   step to begin with
    public Prefetcher(BatchBuilder builder, int first) {
        for (int k = 0; k < BUFFERS; k++) {
            free.add(builder.allocate());
        }
        thread = Thread.ofPlatform().daemon().name("spektron-batches").start(() -> run(builder, first));
    }

    private void run(BatchBuilder builder, int first) {
        try {
            for (int step = first; ; step++) {
                for (int micro = 0; micro < builder.plan().accumulation(); micro++) {
                    Batch b = free.take();
                    builder.fill(step, micro, b);
                    full.put(b);
                }
            }
        } catch (InterruptedException e) {
            // Closed: nobody waits for a batch any more.
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            full.add(new Failure(e));
        }
    }

    /// The next batch. The one before is filled again from now on.
    ///
    /// @throws IllegalStateException with the message of what went wrong while batches were filled, or if this is closed
    public Batch next() {
        if (lent != null) {
            free.add(lent);
            lent = null;
        }
        if (failure == null) {
            long start = System.nanoTime();
            Object got = take();
            waited += System.nanoTime() - start;
            if (got instanceof Batch b) {
                handed++;
                lent = b;
                return b;
            }
            failure = ((Failure) got).cause();
        }
        throw new IllegalStateException("batches: " + (failure.getMessage() == null ? failure.toString() : failure.getMessage()), failure);
    }

    private Object take() {
        try {
            return full.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Failure(e);
        }
    }

    /// Nanoseconds that the caller has waited for batches in all: what the input costs a step beyond its own time.
    public long waitedNanos() {
        return waited;
    }

    /// Batches handed out.
    public long batches() {
        return handed;
    }

    /// Stops the thread and waits for its end.
    @Override
    public void close() {
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        failure = failure == null ? new IllegalStateException("closed") : failure;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
