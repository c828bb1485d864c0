package dev.spektron.train.data;

import dev.spektron.corpus.source.SpectrumSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Batches for training. The order of an epoch is drawn as a whole from (seed, epoch), so that a resumed run needs nothing but its step.
///
/// With temperature 1 an epoch has each member once; the last step of an epoch is filled up with the epoch's first rows. With a lower
/// temperature an epoch has as many rows, shared out among the data sets by quotas; the spectra of a data set come in permutations of it,
/// one after another.
public final class ShuffledPlan implements BatchPlan {
    private final BatchConfig config;
    private final long seed;
    private final List<int[]> sets = new ArrayList<>();
    private final int[] quotas;
    private final int rows;
    private final SlotOrder slotOrder;
    private final Partners partners;
    private int epoch = -1;
    private int[] order;
    private int[] orderSlots;

    /// @param members positions of the training spectra
    public ShuffledPlan(SpectrumSource source, int[] members, BatchConfig config, long seed) {
        if (members.length == 0) {
            throw new IllegalArgumentException("batches: expected at least one training spectrum, found none");
        }
        this.config = config;
        this.seed = seed;
        Map<String, List<Integer>> byName = new LinkedHashMap<>();
        for (int m : members) {
            byName.computeIfAbsent(source.names(m).dataset(), _ -> new ArrayList<>()).add(m);
        }
        byName.values().forEach(list -> sets.add(list.stream().mapToInt(Integer::intValue).toArray()));
        quotas = quotas(members.length);
        rows = (members.length + config.rows() - 1) / config.rows() * config.rows();
        slotOrder = config.slots() == 0 ? null : new SlotOrder(source, config, seed);
        partners = new Partners(source, config.pairs() ? members : new int[0], seed);
    }

    /// Rows of an epoch for each data set: proportional to n^temperature, at least 1, by largest remainders.
    private int[] quotas(int total) {
        double[] share = new double[sets.size()];
        double sum = 0;
        for (int d = 0; d < share.length; d++) {
            share[d] = StrictMath.pow(sets.get(d).length, config.temperature());
            sum += share[d];
        }
        int[] q = new int[share.length];
        int left = total;
        for (int d = 0; d < share.length; d++) {
            share[d] *= total / sum;
            q[d] = config.temperature() == 1 ? sets.get(d).length : Math.max(1, (int) share[d]);
            left -= q[d];
        }
        while (left != 0) {
            int most = 0;
            for (int d = 1; d < share.length; d++) {
                most = share[d] - q[d] > share[most] - q[most] ? d : most;
            }
            if (left < 0) {
                // Only sets that were lifted to 1 make this happen; the largest pays.
                most = largest(q);
            }
            q[most] += Integer.signum(left);
            left -= Integer.signum(left);
        }
        return q;
    }

    private static int largest(int[] q) {
        int most = 0;
        for (int d = 1; d < q.length; d++) {
            most = q[d] > q[most] ? d : most;
        }
        return most;
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
        return rows / config.rows();
    }

    @Override
    public int fill(int step, int micro, int[] outRows, int[] slots, int[] second) {
        if (step < 0 || micro < 0 || micro >= config.accumulation()) {
            throw new IllegalArgumentException("batch: expected a step from 0 and a micro-batch from 0 to " + (config.accumulation() - 1)
                + ", found " + step + " and " + micro);
        }
        prepare(step / stepsPerEpoch());
        int from = step % stepsPerEpoch() * config.rows() + micro * config.batch();
        for (int r = 0; r < config.batch(); r++) {
            outRows[r] = order[from + r];
            slots[r] = orderSlots[from + r];
            second[r] = partners.of(outRows[r], step, micro * config.batch() + r);
        }
        return config.batch();
    }

    private void prepare(int wanted) {
        if (wanted == epoch) {
            return;
        }
        int[] items = items(wanted);
        order = new int[rows];
        orderSlots = new int[rows];
        if (slotOrder == null) {
            java.util.Arrays.fill(orderSlots, -1);
            for (int r = 0; r < rows; r++) {
                order[r] = items[r % items.length];
            }
        } else {
            slotOrder.arrange(items, wanted, order, orderSlots);
        }
        epoch = wanted;
    }

    /// The spectra of an epoch, shuffled.
    private int[] items(int wanted) {
        int[] all = new int[java.util.Arrays.stream(quotas).sum()];
        int n = 0;
        for (int d = 0; d < quotas.length; d++) {
            int[] set = sets.get(d);
            int[] permuted = null;
            long cycle = -1;
            for (int k = 0; k < quotas[d]; k++) {
                long at = (long) wanted * quotas[d] + k;
                if (at / set.length != cycle) {
                    cycle = at / set.length;
                    permuted = set.clone();
                    new Draw(seed, Draw.Purpose.PERMUTATION).at((int) cycle, d).shuffle(permuted);
                }
                all[n++] = permuted[(int) (at % set.length)];
            }
        }
        new Draw(seed, Draw.Purpose.EPOCH).at(wanted, 0).shuffle(all);
        return all;
    }
}
