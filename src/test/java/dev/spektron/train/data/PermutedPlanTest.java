package dev.spektron.train.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PermutedPlanTest {
    private static final BatchConfig CONFIG = new BatchConfig(4, 2, 0, 1, false);

    private static int[] epoch(BatchPlan plan, int epoch) {
        int n = plan.stepsPerEpoch();
        int[] all = new int[n * 8];
        int[] rows = new int[4];
        for (int s = 0; s < n; s++) {
            for (int m = 0; m < 2; m++) {
                assertEquals(4, plan.fill(epoch * n + s, m, rows, new int[4], new int[4]));
                System.arraycopy(rows, 0, all, 8 * s + 4 * m, 4);
            }
        }
        return all;
    }

    @Test
    void anEpochHasEveryMemberOnceAndFillsUpWithItsFirstRows() {
        int[] members = IntStream.range(0, 30).map(i -> 3 * i + 1).toArray();
        BatchPlan plan = new PermutedPlan(members, CONFIG, 5);
        assertEquals(4, plan.stepsPerEpoch());
        int[] first = epoch(plan, 0);
        int[] sorted = Arrays.copyOf(first, 30);
        Arrays.sort(sorted);
        assertArrayEquals(members, sorted);
        assertArrayEquals(new int[] {first[0], first[1]}, new int[] {first[30], first[31]});
        assertFalse(Arrays.equals(first, epoch(plan, 1)));
        assertArrayEquals(first, epoch(new PermutedPlan(members, CONFIG, 5), 0));
        assertFalse(Arrays.equals(first, epoch(new PermutedPlan(members, CONFIG, 6), 0)));
    }

    @Test
    void refusesWhatItCannotDo() {
        assertThrows(IllegalArgumentException.class, () -> new PermutedPlan(new int[0], CONFIG, 1));
        for (BatchConfig c : new BatchConfig[] {new BatchConfig(4, 1, 2, 1, false), new BatchConfig(4, 1, 0, 0.5f, false),
            new BatchConfig(4, 1, 0, 1, true)}) {
            assertThrows(IllegalArgumentException.class, () -> new PermutedPlan(new int[] {1}, c, 1));
        }
    }
}
