package dev.spektron.train.data;

import java.util.Arrays;

/// Every member once, in order.
final class InOrder implements BatchPlan {
    private final int[] members;
    private final int batch;

    InOrder(int[] members, int batch) {
        if (members.length == 0 || batch < 1) {
            throw new IllegalArgumentException("plan in order: expected at least one spectrum and a batch of at least 1, found "
                + members.length + " and " + batch);
        }
        this.members = members.clone();
        this.batch = batch;
    }

    @Override
    public int batch() {
        return batch;
    }

    @Override
    public int accumulation() {
        return 1;
    }

    @Override
    public int stepsPerEpoch() {
        return (members.length + batch - 1) / batch;
    }

    @Override
    public int fill(int step, int micro, int[] rows, int[] slots, int[] second) {
        int from = step % stepsPerEpoch() * batch;
        for (int r = 0; r < batch; r++) {
            rows[r] = members[(from + r) % members.length];
        }
        Arrays.fill(slots, -1);
        Arrays.fill(second, -1);
        return Math.min(batch, members.length - from);
    }
}
