package uk.ac.manchester.tornado.api;

/// What all grids have in common.
public abstract class AbstractWorkerGrid implements WorkerGrid {
    protected AbstractWorkerGrid(long x, long y, long z) {
        throw Declared.only();
    }

    @Override
    public long[] getGlobalWork() {
        throw Declared.only();
    }

    @Override
    public long[] getLocalWork() {
        throw Declared.only();
    }

    @Override
    public void setGlobalWork(long x, long y, long z) {
        throw Declared.only();
    }

    @Override
    public void setLocalWork(long x, long y, long z) {
        throw Declared.only();
    }
}
