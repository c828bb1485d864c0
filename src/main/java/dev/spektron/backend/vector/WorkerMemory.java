package dev.spektron.backend.vector;

/// Memory that every worker thread keeps for itself: registers of chains, tiles of attention, packed panels of matrix products.
final class WorkerMemory {
    /// Bytes of one worker.
    static final long BYTES = 0;

    private WorkerMemory() {}
}
