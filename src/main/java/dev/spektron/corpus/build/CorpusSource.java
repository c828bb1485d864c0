package dev.spektron.corpus.build;

import java.io.IOException;

/// Where spectra come from. Its work is cut into tasks, each a pure function of the source's inputs and the task's number. Any number of
/// threads may read different tasks.
public interface CorpusSource {
    /// Takes what a task finds.
    interface Sink {
        void accept(RawSpectrum spectrum) throws IOException;

        /// Something that is no spectrum of use.
        void reject(String id, Reason reason, String detail) throws IOException;
    }

    SourceFacts facts();

    default String name() {
        return facts().name();
    }

    /// Whether its spectra are computed so that no two are alike. Then nobody looks for near-duplicates among them, no augmented copies are
    /// made, and a task becomes a shard.
    default boolean generated() {
        return false;
    }

    /// Number of tasks.
    int tasks();

    /// Reads the spectra of a task, in an order that is always the same.
    void read(int task, Sink sink) throws IOException;
}
