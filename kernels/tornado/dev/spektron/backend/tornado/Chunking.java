package dev.spektron.backend.tornado;

/// Which recurrences run by chunks of time, and how long the chunks are.
///
/// One item a channel leaves most of a GPU idle: 32,768 channels in a batch of 64 by 512, each with 129 steps of 16 states, where a large
/// GPU has some 200,000 items at work. Chunks cost a second look at all inputs and one or two kernels more. No GPU has measured the numbers
/// here yet.
final class Chunking {
    /// Steps of a chunk at least, so that the states between chunks stay few; fewer if there are no more.
    static final int LEAST = 16;
    /// Steps of a chunk at most: a backward item keeps the states of one.
    static final int MOST = 64;
    /// Items that keep a large GPU busy: 1,000 for each of its more than 100 multiprocessors.
    static final int BUSY = 1 << 17;
    /// Steps one after another below which starting two more kernels takes longer than they save, at a third of a microsecond a step.
    static final int SERIAL = 256;
    /// In place of [#BUSY] where everything is cut, so that the small shapes of tests take all ways through.
    private static final int FEW = 1 << 7;

    private Chunking() {}

    /// True if a recurrence runs by chunks.
    ///
    /// @param channels items of the simple kernel, those of all samples
    /// @param l        steps of time
    /// @param walks    how often an item of the simple kernel walks through them
    static boolean takes(Tuning tuning, int channels, int l, int walks) {
        if (tuning == Tuning.NEVER || channels == 0 || l == 0 || walks == 0) {
            return false;
        }
        return tuning == Tuning.ALWAYS || chunks(tuning, channels, l) > 1 && (long) l * walks >= SERIAL;
    }

    /// Steps of a chunk: as many chunks of the same length as keep a GPU busy, within the bounds.
    static int steps(Tuning tuning, int channels, int l) {
        int wanted = (busy(tuning) + channels - 1) / channels;
        int chunks = Math.clamp(wanted, (l + MOST - 1) / MOST, Math.max(1, l / LEAST));
        return (l + chunks - 1) / chunks;
    }

    static int chunks(Tuning tuning, int channels, int l) {
        int steps = steps(tuning, channels, l);
        return (l + steps - 1) / steps;
    }

    /// True if so many states are walked through all of time for the states before chunks: a walk keeps nothing but those, so it does
    /// not wait for memory at each step, and needs fewer items than other kernels to be faster than cutting and carrying on.
    static boolean walks(Tuning tuning, int states) {
        return states >= busy(tuning) / 4;
    }

    /// Lanes of a kernel whose items need room of their own.
    static int lanes(Tuning tuning, int items) {
        return Launch.padded(Math.min(busy(tuning), items));
    }

    private static int busy(Tuning tuning) {
        return tuning == Tuning.ALWAYS ? FEW : BUSY;
    }
}
