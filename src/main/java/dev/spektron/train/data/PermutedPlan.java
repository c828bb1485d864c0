package dev.spektron.train.data;

import dev.spektron.corpus.store.Permutation;

/// Batches for training from a large corpus: each epoch is a permutation of all members over all sources, computed place by place from
/// (seed, epoch), so that neither memory nor the time to begin grows with the corpus. The last step of an epoch is filled up with the
/// epoch's first rows. Without slots of instruments, pairs and temperatures: those need [ShuffledPlan].
public final class PermutedPlan implements BatchPlan {
    private final int[] members;
    private final BatchConfig config;
    private final Permutation order;
    private final int steps;

    /// @param members positions of the training spectra; not copied
    /// @throws IllegalArgumentException if there are none, or for slots, pairs or a temperature below 1
    public PermutedPlan(int[] members, BatchConfig config, long seed) {
        if (members.length == 0) {
            throw new IllegalArgumentException("batches: expected at least one training spectrum, found none");
        }
        if (!takes(config)) {
            throw new IllegalArgumentException("batches: expected neither slots nor pairs and temperature 1, found " + config);
        }
        this.members = members;
        this.config = config;
        order = new Permutation(members.length, seed);
        steps = (int) (((long) members.length + config.rows() - 1) / config.rows());
    }

    /// Whether this plan can do what the configuration asks for.
    public static boolean takes(BatchConfig config) {
        return config.slots() == 0 && !config.pairs() && config.temperature() == 1;
    }

    @Override
    public int batch() {
        return config.batch();
    }

    @Override
    public int accumulation() {
        return config.accumulation();
    }

    @Override
    public int stepsPerEpoch() {
        return steps;
    }

    @Override
    public int fill(int step, int micro, int[] rows, int[] slots, int[] second) {
        if (step < 0 || micro < 0 || micro >= config.accumulation()) {
            throw new IllegalArgumentException("batch: expected a step from 0 and a micro-batch from 0 to " + (config.accumulation() - 1)
                + ", found " + step + " and " + micro);
        }
        long from = (long) (step % steps) * config.rows() + (long) micro * config.batch();
        for (int r = 0; r < config.batch(); r++) {
            rows[r] = members[(int) order.at(step / steps, (from + r) % members.length)];
            slots[r] = -1;
            second[r] = -1;
        }
        return config.batch();
    }
}
