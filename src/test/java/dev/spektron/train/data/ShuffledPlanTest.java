package dev.spektron.train.data;

import static dev.spektron.train.data.Spectra.nir;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.corpus.source.MemorySource;
import dev.spektron.corpus.source.SourceSpectrum;
import dev.spektron.spectra.Modality;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ShuffledPlanTest {
    private static int[] counts(BatchPlan plan, int epoch, int size) {
        int[] count = new int[size];
        for (int step = 0; step < plan.stepsPerEpoch(); step++) {
            for (int micro = 0; micro < plan.accumulation(); micro++) {
                for (int row : Spectra.fill(plan, epoch * plan.stepsPerEpoch() + step, micro).get(0)) {
                    count[row]++;
                }
            }
        }
        return count;
    }

    @Property(tries = 60)
    void everySpectrumOnceAnEpoch(@ForAll @IntRange(min = 1, max = 30) int samples, @ForAll @IntRange(min = 1, max = 4) int instruments,
                                  @ForAll @IntRange(min = 1, max = 3) int accumulation, @ForAll @IntRange(min = 0, max = 2) int slots,
                                  @ForAll long seed, @ForAll @IntRange(min = 0, max = 50) int epoch) {
        MemorySource s = Spectra.source(nir("a", instruments, samples), nir("b", 2, 7));
        BatchPlan plan = new ShuffledPlan(s, Spectra.all(s), new BatchConfig(4, accumulation, 2 * slots, 1, true), seed);
        int[] count = counts(plan, epoch, s.size());
        int rows = 4 * accumulation;
        int drawn = (s.size() + rows - 1) / rows * rows;
        assertEquals(drawn, Arrays.stream(count).sum());
        assertTrue(Arrays.stream(count).min().orElseThrow() >= 1, Arrays.toString(count));
        // what fills up the last step are repetitions, fewer than a step has rows
        assertTrue(drawn - s.size() < rows);
        if (s.size() % rows == 0) {
            assertTrue(Arrays.stream(count).allMatch(c -> c == 1), Arrays.toString(count));
        }
    }

    @Property(tries = 40)
    void aBatchIsAFunctionOfItsStepAlone(@ForAll long seed, @ForAll @IntRange(min = 0, max = 100_000) int step,
                                         @ForAll @IntRange(min = 0, max = 1) int slots,
                                         @ForAll @IntRange(min = 0, max = 2) int temperature) {
        MemorySource s = Spectra.source(nir("a", 3, 20), nir("b", 2, 9));
        BatchConfig config = new BatchConfig(8, 2, 2 * slots, temperature / 2f, true);
        BatchPlan fresh = new ShuffledPlan(s, Spectra.all(s), config, seed);
        BatchPlan used = new ShuffledPlan(s, Spectra.all(s), config, seed);
        Spectra.fill(used, step + 1000, 1);
        Spectra.fill(used, 0, 0);
        for (int micro = 0; micro < 2; micro++) {
            List<int[]> a = Spectra.fill(fresh, step, micro);
            List<int[]> b = Spectra.fill(used, step, micro);
            for (int k = 0; k < 3; k++) {
                assertArrayEquals(a.get(k), b.get(k));
            }
        }
    }

    @Test
    void epochsDiffer() {
        MemorySource s = Spectra.source(nir("a", 1, 32));
        BatchPlan plan = new ShuffledPlan(s, Spectra.all(s), BatchConfig.of(32), 1);
        assertNotEquals(Arrays.toString(Spectra.fill(plan, 0, 0).get(0)), Arrays.toString(Spectra.fill(plan, 1, 0).get(0)));
    }

    @Test
    void fourMicroBatchesOfFourAreOneOfSixteen() {
        MemorySource s = Spectra.source(nir("a", 3, 21));
        BatchPlan one = new ShuffledPlan(s, Spectra.all(s), new BatchConfig(16, 1, 0, 0.5f, true), 6);
        BatchPlan four = new ShuffledPlan(s, Spectra.all(s), new BatchConfig(4, 4, 0, 0.5f, true), 6);
        for (int step = 0; step < 20; step++) {
            List<int[]> whole = Spectra.fill(one, step, 0);
            for (int micro = 0; micro < 4; micro++) {
                List<int[]> part = Spectra.fill(four, step, micro);
                for (int k = 0; k < 3; k++) {
                    assertArrayEquals(Arrays.copyOfRange(whole.get(k), 4 * micro, 4 * micro + 4), part.get(k));
                }
            }
        }
    }

    @Property(tries = 40)
    void slotsHoldOneInstrumentEachOfOneDataSet(@ForAll @IntRange(min = 1, max = 5) int instruments,
                                                @ForAll @IntRange(min = 1, max = 25) int samples, @ForAll long seed) {
        MemorySource s = Spectra.source(nir("a", instruments, samples), new Spectra.Lab("r", Modality.RAMAN, 3, 10));
        BatchPlan plan = new ShuffledPlan(s, Spectra.all(s), new BatchConfig(8, 1, 4, 1, true), seed);
        int slotted = 0;
        for (int step = 0; step < plan.stepsPerEpoch(); step++) {
            List<int[]> b = Spectra.fill(plan, step, 0);
            if (b.get(1)[0] < 0) {
                assertTrue(Arrays.stream(b.get(1)).allMatch(k -> k == -1));
                continue;
            }
            slotted++;
            Set<String> pairs = new HashSet<>();
            Set<String> names = new HashSet<>();
            Set<String> sets = new HashSet<>();
            int[] size = new int[4];
            for (int r = 0; r < 8; r++) {
                SourceSpectrum x = s.get(b.get(0)[r]);
                pairs.add(b.get(1)[r] + x.instrument());
                names.add(x.instrument());
                sets.add(x.dataset() + x.modality());
                size[b.get(1)[r]]++;
            }
            assertEquals(names.size(), pairs.size());
            assertTrue(names.size() >= 2);
            assertEquals(1, sets.size());
            for (int k = 0; k < 4; k++) {
                assertEquals(0, size[k] % 2);
            }
        }
        // 3 x 10 Raman spectra alone give at least two such batches of 8
        assertTrue(slotted >= 2, "slotted " + slotted);
    }

    @Test
    void secondViewIsTheSameSampleOnAnotherInstrumentOfTheMembers() {
        MemorySource s = Spectra.source(nir("a", 3, 12), nir("alone", 1, 12));
        int[] members = Arrays.stream(Spectra.all(s)).filter(i -> !s.get(i).instrument().equals("a/i2")).toArray();
        BatchPlan plan = new ShuffledPlan(s, members, BatchConfig.of(12), 2);
        Set<Integer> allowed = new HashSet<>(Arrays.stream(members).boxed().toList());
        for (int step = 0; step < 9; step++) {
            List<int[]> b = Spectra.fill(plan, step, 0);
            for (int r = 0; r < 12; r++) {
                SourceSpectrum x = s.get(b.get(0)[r]);
                int second = b.get(2)[r];
                assertEquals(x.dataset().equals("a"), second >= 0);
                if (second >= 0) {
                    assertEquals(x.sample(), s.get(second).sample());
                    assertNotEquals(x.instrument(), s.get(second).instrument());
                    assertTrue(allowed.contains(second));
                }
            }
        }
        BatchPlan without = new ShuffledPlan(s, members, new BatchConfig(12, 1, 0, 1, false), 2);
        assertTrue(Arrays.stream(Spectra.fill(without, 0, 0).get(2)).allMatch(k -> k == -1));
    }

    @Test
    void partnersChange() {
        MemorySource s = Spectra.source(nir("a", 5, 1));
        BatchPlan plan = new ShuffledPlan(s, new int[] {0, 1, 2, 3, 4}, BatchConfig.of(5), 2);
        Set<Integer> ofFirst = new HashSet<>();
        for (int step = 0; step < 40; step++) {
            List<int[]> b = Spectra.fill(plan, step, 0);
            for (int r = 0; r < 5; r++) {
                if (b.get(0)[r] == 0) {
                    ofFirst.add(b.get(2)[r]);
                }
            }
        }
        assertEquals(Set.of(1, 2, 3, 4), ofFirst);
    }

    @Test
    void temperatureSharesOutTheEpoch() {
        MemorySource s = Spectra.source(nir("big", 1, 90), nir("small", 1, 10));
        for (float[] want : new float[][] {{1, 10}, {0.5f, 25}, {0, 50}}) {
            BatchPlan plan = new ShuffledPlan(s, Spectra.all(s), new BatchConfig(10, 1, 0, want[0], true), 4);
            for (int epoch = 0; epoch < 3; epoch++) {
                int[] count = counts(plan, epoch, 100);
                assertEquals(want[1], Arrays.stream(count, 90, 100).sum());
                assertTrue(Arrays.stream(count, 90, 100).max().orElseThrow() - Arrays.stream(count, 90, 100).min().orElseThrow() <= 1);
            }
        }
        // the big set, half of which an epoch shows, is whole after two epochs
        BatchPlan plan = new ShuffledPlan(s, Spectra.all(s), new BatchConfig(10, 1, 0, 0, true), 4);
        int[] two = counts(plan, 0, 100);
        int[] next = counts(plan, 1, 100);
        for (int i = 0; i < 90; i++) {
            assertTrue(two[i] + next[i] >= 1);
        }
        // more data sets than the share of the least allows still get one row each
        MemorySource odd = Spectra.source(nir("a", 1, 300), nir("b", 1, 1), nir("c", 1, 1));
        int[] c = counts(new ShuffledPlan(odd, Spectra.all(odd), new BatchConfig(2, 1, 0, 0.9f, true), 4), 0, 302);
        assertTrue(c[300] >= 1 && c[301] >= 1);
    }

    @Test
    void fewerSpectraThanABatch() {
        MemorySource s = Spectra.source(nir("a", 1, 3));
        BatchPlan plan = new ShuffledPlan(s, Spectra.all(s), BatchConfig.of(8), 1);
        assertEquals(1, plan.stepsPerEpoch());
        int[] count = counts(plan, 0, 3);
        assertTrue(Arrays.stream(count).allMatch(c -> c == 2 || c == 3), Arrays.toString(count));
    }

    @Test
    void inOrder() {
        BatchPlan plan = BatchPlan.inOrder(new int[] {5, 6, 7, 8, 9}, 2);
        assertEquals(3, plan.stepsPerEpoch());
        assertArrayEquals(new int[] {5, 6}, Spectra.fill(plan, 0, 0).get(0));
        assertArrayEquals(new int[] {9, 5}, Spectra.fill(plan, 2, 0).get(0));
        assertEquals(1, plan.fill(2, 0, new int[2], new int[2], new int[2]));
        assertArrayEquals(new int[] {5, 6}, Spectra.fill(plan, 3, 0).get(0));
    }

    @Test
    void badSettingsAreRefused() {
        MemorySource s = Spectra.source(nir("a", 1, 3));
        assertThrows(IllegalArgumentException.class, () -> new ShuffledPlan(s, new int[0], BatchConfig.of(8), 1));
        assertThrows(IllegalArgumentException.class, () -> BatchPlan.inOrder(new int[0], 1));
        for (int[] c : new int[][] {{0, 1, 0}, {4, 0, 0}, {4, 1, 3}, {4, 1, 1}, {4, 1, -2}}) {
            assertThrows(IllegalArgumentException.class, () -> new BatchConfig(c[0], c[1], c[2], 1, true));
        }
        assertThrows(IllegalArgumentException.class, () -> new BatchConfig(4, 1, 0, Float.NaN, true));
        BatchPlan plan = new ShuffledPlan(s, Spectra.all(s), BatchConfig.of(2), 1);
        assertThrows(IllegalArgumentException.class, () -> Spectra.fill(plan, -1, 0));
        assertThrows(IllegalArgumentException.class, () -> Spectra.fill(plan, 0, 1));
        assertFalse(plan.stepsPerEpoch() == 0);
    }
}
