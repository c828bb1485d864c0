package uk.ac.manchester.tornado.api;

/// Where a work item stands in its group and in the grid, and the memory that a group shares.
public class KernelContext {
    public final Integer localIdx = 0;
    public final Integer groupIdx = 0;

    public KernelContext() {
        throw Declared.only();
    }

    public void localBarrier() {
        throw Declared.only();
    }

    public float[] allocateFloatLocalArray(int size) {
        throw Declared.only();
    }
}
