package uk.ac.manchester.tornado.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/// The work items of a group of a task on the host double, each a thread of its own that runs up to the next barrier and waits there for
/// the others. There are more items than cores, so a forgotten barrier shows: an item reads what others have not written yet, which is NaN
/// in shared memory that is new, or have written again already.
final class HostGroup {
    /// A barrier of a group other than the first; which one it is costs too much to find out every time.
    static final String SOME = "a barrier";
    private static final String END = "the end of the kernel";
    /// Work items of a group that devices take.
    private static final int MOST_ITEMS = 1024;
    /// Bytes of shared memory of a group that every GPU has.
    private static final int MOST_BYTES = 48 << 10;

    /// What a work item does.
    @FunctionalInterface
    interface Kernel {
        void run(KernelContext item);
    }

    private final String task;
    private final Thread[] threads;
    private final List<float[]> shared = new ArrayList<>();
    /// Where the items of this phase have stopped; null if none has.
    private String stopped;
    private int arrived;
    private volatile int phase;
    private volatile RuntimeException failure;
    private final CountDownLatch ended;

    private HostGroup(String task, int items) {
        this.task = task;
        threads = new Thread[items];
        ended = new CountDownLatch(items);
    }

    /// Runs a kernel over a grid; as one item if there is none, as TornadoVM does.
    static void run(String task, WorkerGrid grid, Kernel kernel) {
        long all = grid == null ? 1 : Arrays.stream(grid.getGlobalWork()).reduce(1, Math::multiplyExact);
        long items = grid == null || grid.getLocalWork() == null ? 1 : Arrays.stream(grid.getLocalWork()).reduce(1, Math::multiplyExact);
        if (all <= 0 || items > MOST_ITEMS || all % items != 0) {
            throw new IllegalArgumentException("task " + task + ": expected a multiple of the " + items + " work items of a group, at most "
                + MOST_ITEMS + ", found " + all);
        }
        for (int g = 0; g < all / items; g++) {
            new HostGroup(task, (int) items).run(g, kernel);
        }
    }

    private void run(int group, Kernel kernel) {
        for (int i = 0; i < threads.length; i++) {
            int item = i;
            threads[i] = Thread.ofVirtual().unstarted(() -> item(group, item, kernel));
        }
        Arrays.stream(threads).forEach(Thread::start);
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("task " + task + ": interrupted", e);
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void item(int group, int item, Kernel kernel) {
        try {
            kernel.run(new KernelContext(group, item, this));
            arrive(item, END);
        } catch (RuntimeException | Error e) {
            fail(e instanceof RuntimeException r ? r : new IllegalStateException("task " + task + ": " + e, e));
        } finally {
            ended.countDown();
        }
    }

    /// The first failure is that of the group; it ends the items that wait.
    private synchronized void fail(RuntimeException e) {
        if (failure == null) {
            failure = e;
            Arrays.stream(threads).forEach(LockSupport::unpark);
        }
    }

    /// The line that calls the caller of this method.
    static String caller() {
        return StackWalker.getInstance().walk(s -> s.skip(2).findFirst()).map(f -> f.getMethodName() + ":" + f.getByteCodeIndex())
            .orElseThrow();
    }

    /// Stops an item until all have come to the same place.
    void arrive(int item, String place) {
        int before = phase;
        if (isLast(item, place)) {
            Arrays.stream(threads).forEach(LockSupport::unpark);
            return;
        }
        while (!place.equals(END) && phase == before) {
            if (failure != null) {
                throw failure;
            }
            LockSupport.park(this);
        }
    }

    private synchronized boolean isLast(int item, String place) {
        if (stopped != null && !stopped.equals(place)) {
            throw new IllegalStateException("task " + task + ": expected every work item at the same barrier, found item " + item + " at "
                + place + ", others at " + stopped);
        }
        stopped = place;
        if (++arrived < threads.length) {
            return false;
        }
        arrived = 0;
        stopped = null;
        phase++;
        return true;
    }

    /// The array that an item allocates as the number `n` of its arrays.
    synchronized float[] shared(int n, int size) {
        if (n == shared.size()) {
            float[] fresh = new float[size];
            Arrays.fill(fresh, Float.NaN);
            shared.add(fresh);
        }
        if (shared.get(n).length != size || shared.stream().mapToInt(a -> Float.BYTES * a.length).sum() > MOST_BYTES) {
            throw new IllegalStateException("task " + task + ": expected shared arrays of the same size in all work items, " + MOST_BYTES
                + " bytes at most, found one of " + size);
        }
        return shared.get(n);
    }
}
