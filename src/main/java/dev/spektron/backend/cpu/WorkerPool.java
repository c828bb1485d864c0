package dev.spektron.backend.cpu;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// A fixed set of threads that run the parts of one task after another; the caller is one of them. Nothing is allocated for a task.
///
/// A ticket holds a number and the next part. A thread takes a part by raising the ticket, which fails once the number has changed, so a
/// thread that wakes late never works on the wrong task. Between two tasks the ticket has a number of its own under which no part can be
/// taken; only then does the task change.
final class WorkerPool implements AutoCloseable {
    /// Looks at the ticket before a thread goes to sleep: some tens of microseconds, longer than the gap between two steps.
    private static final int SPINS = 8000;
    /// Looks before the caller lets other programs run.
    private static final int PATIENCE = 2000;
    private static final int CLOSED = Integer.MAX_VALUE;

    private final Thread[] threads;
    private final AtomicLong ticket = new AtomicLong(CLOSED);
    private final AtomicInteger left = new AtomicInteger();
    private final AtomicInteger sleepers = new AtomicInteger();
    private volatile Task task;
    private volatile Throwable failure;
    private volatile boolean closed;

    WorkerPool(int size) {
        threads = new Thread[size - 1];
        for (int i = 0; i < threads.length; i++) {
            int worker = i + 1;
            threads[i] = Thread.ofPlatform().daemon().name("spektron-" + worker).unstarted(() -> serve(worker));
        }
        for (Thread t : threads) {
            t.start();
        }
    }

    int size() {
        return threads.length + 1;
    }

    private static int number(long ticket) {
        return (int) (ticket >> 32);
    }

    private static long ticket(int number, int part) {
        return (long) number << 32 | part;
    }

    /// Runs all parts and returns when the last one is done.
    void run(Task t) {
        int parts = t.parts();
        if (threads.length == 0 || parts < 2) {
            for (int i = 0; i < parts; i++) {
                t.run(i, 0);
            }
            return;
        }
        int between = number(ticket.get()) + 1;
        ticket.set(ticket(between, CLOSED));
        task = t;
        left.set(parts);
        int number = between + 1;
        ticket.set(ticket(number, 0));
        if (sleepers.get() > 0) {
            for (Thread thread : threads) {
                LockSupport.unpark(thread);
            }
        }
        take(t, number, parts, 0);
        for (int looks = 0; left.get() > 0; looks++) {
            if (looks < PATIENCE) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
        }
        rethrow();
    }

    private void rethrow() {
        Throwable f = failure;
        if (f != null) {
            failure = null;
            switch (f) {
                case Error e -> throw e;
                case RuntimeException e -> throw e;
                default -> throw new IllegalStateException(f);
            }
        }
    }

    private void take(Task t, int number, int parts, int worker) {
        for (;;) {
            long now = ticket.get();
            int part = (int) now;
            if (number(now) != number || part >= parts) {
                return;
            }
            if (ticket.compareAndSet(now, now + 1)) {
                try {
                    t.run(part, worker);
                } catch (Throwable e) {
                    failure = e;
                } finally {
                    left.getAndDecrement();
                }
            }
        }
    }

    private void serve(int worker) {
        int seen = 0;
        int looks = 0;
        while (!closed) {
            int number = number(ticket.get());
            if (number != seen) {
                seen = number;
                looks = 0;
                Task t = task;
                if (t != null) {
                    take(t, number, t.parts(), worker);
                }
            } else if (++looks < SPINS) {
                Thread.onSpinWait();
            } else {
                sleep(seen);
                looks = 0;
            }
        }
    }

    /// Announces the sleep before it looks once more, so that either this thread sees the new ticket or the caller sees the sleeper.
    private void sleep(int seen) {
        sleepers.getAndIncrement();
        if (number(ticket.get()) == seen && !closed) {
            LockSupport.park(this);
        }
        sleepers.getAndDecrement();
    }

    @Override
    public void close() {
        closed = true;
        for (Thread t : threads) {
            LockSupport.unpark(t);
        }
    }
}
