package uk.ac.manchester.tornado.api;

/// The work items of a task, and of a group of it, along each dimension.
public interface WorkerGrid {
    long[] getGlobalWork();

    long[] getLocalWork();

    void setGlobalWork(long x, long y, long z);

    void setLocalWork(long x, long y, long z);
}
