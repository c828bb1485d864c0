package dev.spektron.experiment.transfer;

import dev.spektron.chem.Folds;
import dev.spektron.chem.Matrices;
import dev.spektron.spectra.Manifest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which samples play which part in one repeat of protocol CT-2.
///
/// @param pool rows of the source instrument that calibrate; never a test sample
/// @param standards positions within `pool` of the samples measured on both instruments, in the order of their selection
/// @param targetStandards rows of the same samples on the target instrument
/// @param targetPool rows of the target instrument that are not test samples (for the ceiling)
/// @param test rows of the target instrument that are predicted
/// @param sourceTest rows of the test samples on the source instrument, -1 where they were not measured there
record Split(int[] pool, int[] standards, int[] targetStandards, int[] targetPool, int[] test, int[] sourceTest) {
    /// Fewer test samples than this say nothing.
    private static final int LEAST_TEST = 3;

    /// The split of repeat `repeat` with `count` standards. Test set and order of the standards depend on seed and repeat alone, so that
    /// all methods, instruments and numbers of standards meet the same samples.
    static Split of(PairData data, Manifest manifest, TransferOptions options, int count, int repeat) {
        long seed = options.seed() * 1_000_003L + repeat;
        Map<String, Integer> sourceRow = data.sourceRows();
        Set<String> test = new HashSet<>();
        Set<String> excluded = new HashSet<>();
        Map<String, List<String>> parts = manifest.split();
        Set<String> onBoth = new HashSet<>(data.targetIds());
        onBoth.retainAll(sourceRow.keySet());
        List<String> common = data.samples().stream().filter(onBoth::contains).toList();
        if (parts.containsKey("test")) {
            test.addAll(parts.get("test"));
            parts.forEach((name, ids) -> {
                if (!name.equals("calibrate") && !name.equals("train")) {
                    excluded.addAll(ids);
                }
            });
        } else {
            test.addAll(randomTest(data, common, options, seed));
            excluded.addAll(test);
        }
        int[] pool = rows(data.sourceIds(), id -> !excluded.contains(id));
        int[] targetTest = rows(data.targetIds(), test::contains);
        int[] targetPool = rows(data.targetIds(), id -> !excluded.contains(id));
        if (targetTest.length < LEAST_TEST) {
            throw new IllegalArgumentException(data.pair() + ": the official test part of the data set has " + targetTest.length
                + " samples with reference values on the target; at least " + LEAST_TEST + " are needed");
        }
        List<String> candidates = common.stream().filter(id -> !excluded.contains(id)).toList();
        if (candidates.size() < count) {
            throw tooFew(data, candidates.size(), count, candidates.size());
        }
        List<String> chosen = standards(data, candidates, options, count, seed);
        Map<String, Integer> targetRow = data.targetRows();
        int[] inPool = chosen.stream().mapToInt(id -> position(pool, sourceRow.get(id))).toArray();
        int[] onTarget = chosen.stream().mapToInt(targetRow::get).toArray();
        int[] sourceTest = java.util.Arrays.stream(targetTest).map(i -> sourceRow.getOrDefault(data.targetIds().get(i), -1)).toArray();
        return new Split(pool, inPool, onTarget, targetPool, targetTest, sourceTest);
    }

    /// Drawn from all samples of the target. As many of those on both instruments stay as the largest number of standards needs, so that
    /// every number of standards meets the same test samples.
    /// How many samples may become standards: those on both instruments that are not kept for the test.
    static int candidates(PairData data, Manifest manifest, TransferOptions options) {
        Split split = of(data, manifest, options, 0, 0);
        Set<String> inPool = new HashSet<>();
        for (int i : split.pool()) {
            inPool.add(data.sourceIds().get(i));
        }
        return (int) java.util.Arrays.stream(split.targetPool()).mapToObj(data.targetIds()::get).filter(inPool::contains).count();
    }

    private static List<String> randomTest(PairData data, List<String> common, TransferOptions options, long seed) {
        int most = options.standards().stream().mapToInt(Integer::intValue).max().orElseThrow();
        int all = data.targetIds().size();
        int wanted = (int) Math.max(LEAST_TEST, Math.round(options.testFraction() * all));
        int size = Math.min(wanted, all - most);
        if (common.size() < most || size < LEAST_TEST) {
            throw tooFew(data, common.size(), most, Math.min(common.size(), all - LEAST_TEST));
        }
        Set<String> onTarget = new HashSet<>(data.targetIds());
        Set<String> both = new HashSet<>(common);
        List<String> test = new ArrayList<>();
        int commonLeft = common.size();
        for (int i : Folds.permutation(data.samples().size(), seed)) {
            String id = data.samples().get(i);
            boolean spare = !both.contains(id) || commonLeft > most;
            if (test.size() < size && onTarget.contains(id) && spare) {
                test.add(id);
                commonLeft -= both.contains(id) ? 1 : 0;
            }
        }
        return test;
    }

    private static List<String> standards(PairData data, List<String> candidates, TransferOptions options, int count, long seed) {
        int[] order;
        if (options.selection() == TransferOptions.Selection.KENNARD_STONE) {
            Map<String, Integer> sourceRow = data.sourceRows();
            order = KennardStone.select(Matrices.rows(data.source(), candidates.stream().mapToInt(sourceRow::get).toArray()), count);
        } else {
            order = Folds.permutation(candidates.size(), seed ^ 0x5DEECE66DL);
        }
        return java.util.Arrays.stream(order).limit(count).mapToObj(candidates::get).toList();
    }

    private static IllegalArgumentException tooFew(PairData data, int common, int count, int most) {
        return new IllegalArgumentException(data.pair() + ": " + count + " standards were asked for (--standards), but only " + common
            + " samples with reference values that may be standards were measured on both instruments (" + data.sourceIds().size()
            + " samples on the source, " + data.targetIds().size() + " on the target), and at least " + LEAST_TEST
            + " target samples must stay for the test; "
            + (common == 0 ? "sample ids must be the same on both instruments" : "ask for at most " + Math.max(0, most)));
    }

    private static int position(int[] rows, int row) {
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] == row) {
                return i;
            }
        }
        throw new IllegalStateException("standard is not in the pool");
    }

    private static int[] rows(List<String> ids, java.util.function.Predicate<String> keep) {
        return java.util.stream.IntStream.range(0, ids.size()).filter(i -> keep.test(ids.get(i))).toArray();
    }
}
