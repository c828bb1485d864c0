package dev.spektron.train.data;

import dev.spektron.corpus.source.SpectrumSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Spectra of the same sample on other instruments.
final class Partners {
    private static final int[] NONE = {};

    private final int[][] others;
    private final Draw draw;

    /// @param members positions among which partners are looked for
    Partners(SpectrumSource source, int[] members, long seed) {
        draw = new Draw(seed, Draw.Purpose.PAIR);
        others = new int[source.size()][];
        Arrays.fill(others, NONE);
        Map<String, List<Integer>> bySample = new HashMap<>();
        for (int m : members) {
            bySample.computeIfAbsent(source.names(m).sample(), _ -> new ArrayList<>()).add(m);
        }
        for (List<Integer> all : bySample.values()) {
            for (int m : all) {
                int[] found = all.stream().filter(o -> differ(source.names(m), source.names(o))).mapToInt(Integer::intValue).toArray();
                others[m] = found;
            }
        }
    }

    private static boolean differ(SpectrumSource.Names a, SpectrumSource.Names b) {
        return a.modality() == b.modality() && !a.instrument().isEmpty() && !b.instrument().isEmpty()
            && !a.instrument().equals(b.instrument());
    }

    /// A partner of `member`, drawn for row `row` of the step, -1 if there is none.
    int of(int member, int step, int row) {
        int[] found = others[member];
        return found.length == 0 ? -1 : found[draw.at(step, row).below(found.length)];
    }
}
