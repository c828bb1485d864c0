package uk.ac.manchester.tornado.api;

/// Host double of the class of this name. A caller's is a placeholder; each work item gets one of its own.
public class KernelContext {
    public final Integer localIdx;
    public final Integer groupIdx;
    private final HostGroup group;
    private int allocated;

    public KernelContext() {
        this(0, 0, null);
    }

    KernelContext(int groupIdx, int localIdx, HostGroup group) {
        this.groupIdx = groupIdx;
        this.localIdx = localIdx;
        this.group = group;
    }

    public void localBarrier() {
        group.arrive(localIdx, groupIdx == 0 ? HostGroup.caller() : HostGroup.SOME);
    }

    public float[] allocateFloatLocalArray(int size) {
        return group.shared(allocated++, size);
    }
}
