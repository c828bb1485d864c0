package dev.spektron.train.data;

import dev.spektron.corpus.source.SpectrumSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Arranges the spectra of an epoch so that a micro-batch holds equally large blocks of spectra, each from one instrument, all from one
/// data set (so also of one modality: aligning instruments that measured different things would remove chemistry).
///
/// The instruments with most spectra left come first, ties by lot, so that little is left over. If fewer than `slots` instruments are left
/// in a data set, at least 2, they get several blocks. What is left over at the end forms micro-batches without slots.
final class SlotOrder {
    private final SpectrumSource source;
    private final BatchConfig config;
    private final long seed;

    SlotOrder(SpectrumSource source, BatchConfig config, long seed) {
        this.source = source;
        this.config = config;
        this.seed = seed;
    }

    /// Spectra of one instrument that are still to be placed.
    private record Queue(int lot, ArrayDeque<Integer> items) {}

    /// @param items spectra of the epoch, shuffled
    /// @param order place for whole micro-batches
    void arrange(int[] items, int epoch, int[] order, int[] slots) {
        Draw draw = new Draw(seed, Draw.Purpose.SLOTS).at(epoch, 0);
        Map<String, Map<String, Queue>> pools = new LinkedHashMap<>();
        List<Integer> rest = new ArrayList<>();
        for (int i : items) {
            SpectrumSource.Names s = source.names(i);
            if (s.instrument().isEmpty()) {
                rest.add(i);
            } else {
                pools.computeIfAbsent(s.dataset() + " " + s.modality(), _ -> new LinkedHashMap<>())
                    .computeIfAbsent(s.instrument(), _ -> new Queue(draw.below(Integer.MAX_VALUE), new ArrayDeque<>())).items().add(i);
            }
        }
        List<int[]> batches = new ArrayList<>();
        for (Map<String, Queue> pool : pools.values()) {
            take(new ArrayList<>(pool.values()), batches, rest);
        }
        int[] left = shuffled(rest, draw);
        for (int at = 0; at < left.length; at += config.batch()) {
            int[] b = new int[2 * config.batch()];
            Arrays.fill(b, config.batch(), b.length, -1);
            for (int r = 0; r < config.batch(); r++) {
                int[] from = at + r < left.length ? left : items;
                b[r] = from[(at + r) % from.length];
            }
            batches.add(b);
        }
        int[] turn = new int[batches.size()];
        Arrays.setAll(turn, k -> k);
        draw.shuffle(turn);
        for (int k = 0; k < order.length / config.batch(); k++) {
            int[] b = batches.get(turn[k % turn.length]);
            System.arraycopy(b, 0, order, k * config.batch(), config.batch());
            System.arraycopy(b, config.batch(), slots, k * config.batch(), config.batch());
        }
    }

    private static int[] shuffled(List<Integer> list, Draw draw) {
        int[] a = list.stream().mapToInt(Integer::intValue).toArray();
        draw.shuffle(a);
        return a;
    }

    private void take(List<Queue> queues, List<int[]> batches, List<Integer> rest) {
        int size = config.batch() / config.slots();
        while (true) {
            queues.sort((a, b) -> a.items().size() != b.items().size() ? b.items().size() - a.items().size() : a.lot() - b.lot());
            int instruments = (int) queues.stream().limit(config.slots()).filter(q -> q.items().size() >= size).count();
            int[] blocks = share(queues.subList(0, instruments), size);
            if (blocks == null) {
                queues.forEach(q -> rest.addAll(q.items()));
                return;
            }
            int[] b = new int[2 * config.batch()];
            int r = 0;
            for (int k = 0; k < blocks.length; k++) {
                for (int c = 0; c < blocks[k] * size; c++) {
                    b[r] = queues.get(k).items().poll();
                    b[config.batch() + r++] = k;
                }
            }
            batches.add(b);
        }
    }

    /// Blocks of each instrument, in turns; null if there are not enough spectra or fewer than two instruments.
    private int[] share(List<Queue> queues, int size) {
        if (queues.size() < 2) {
            return null;
        }
        int[] blocks = new int[queues.size()];
        int given = 0;
        boolean more = true;
        while (given < config.slots() && more) {
            more = false;
            for (int k = 0; k < blocks.length && given < config.slots(); k++) {
                if (queues.get(k).items().size() >= (blocks[k] + 1) * size) {
                    blocks[k]++;
                    given++;
                    more = true;
                }
            }
        }
        return given == config.slots() ? blocks : null;
    }
}
