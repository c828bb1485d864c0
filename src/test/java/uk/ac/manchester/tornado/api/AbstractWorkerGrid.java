package uk.ac.manchester.tornado.api;

/// Host double of the class of this name.
public abstract class AbstractWorkerGrid implements WorkerGrid {
    private long[] all;
    private long[] group;

    protected AbstractWorkerGrid(long x, long y, long z) {
        all = new long[] {x, y, z};
    }

    @Override
    public long[] getGlobalWork() {
        return all;
    }

    @Override
    public long[] getLocalWork() {
        return group;
    }

    @Override
    public void setGlobalWork(long x, long y, long z) {
        all = new long[] {x, y, z};
    }

    @Override
    public void setLocalWork(long x, long y, long z) {
        group = new long[] {x, y, z};
    }
}
