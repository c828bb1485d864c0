package dev.spektron.corpus.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.spectra.AxisUnit;
import dev.spektron.spectra.IntensityKind;
import dev.spektron.spectra.Modality;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class GroupSplitTest {
    private record Listed(List<SourceSpectrum> spectra) implements SpectrumSource {
        @Override
        public int size() {
            return spectra.size();
        }

        @Override
        public SourceSpectrum get(int i) {
            return spectra.get(i);
        }

        @Override
        public int channels() {
            return 2;
        }

        @Override
        public String digest() {
            return "";
        }

        @Override
        public String describe() {
            return "";
        }
    }

    private static SpectrumSource source(String dataset, int groups, int copies) {
        List<SourceSpectrum> all = new ArrayList<>();
        for (int c = 0; c < copies; c++) {
            for (int g = 0; g < groups; g++) {
                String group = dataset + "/" + g;
                all.add(new SourceSpectrum(new float[] {0, 1}, 1, 2, AxisUnit.INDEX, Modality.NIR, IntensityKind.ABSORBANCE, dataset,
                    dataset + "/i" + c, group, group, group + "/" + c));
            }
        }
        return new Listed(all);
    }

    private static Set<String> groups(SpectrumSource s, int[] part) {
        Set<String> out = new HashSet<>();
        for (int i : part) {
            out.add(s.get(i).group());
        }
        return out;
    }

    @Property(tries = 100)
    void noGroupInBothPartsAndNothingLost(@ForAll @IntRange(min = 1, max = 60) int groups, @ForAll @IntRange(min = 1, max = 4) int copies,
                                          @ForAll @IntRange(min = 0, max = 95) int percent, @ForAll long seed) {
        SpectrumSource s = source("d", groups, copies);
        GroupSplit split = GroupSplit.of(s, percent / 100.0, seed);
        Set<String> train = groups(s, split.training());
        Set<String> validate = groups(s, split.validation());
        assertTrue(java.util.Collections.disjoint(train, validate));
        int[] all = IntStream.concat(IntStream.of(split.training()), IntStream.of(split.validation())).sorted().toArray();
        assertArrayEquals(IntStream.range(0, s.size()).toArray(), all);
        assertEquals(copies * validate.size(), split.validation().length);
        assertTrue(groups < 2 || percent == 0 || !train.isEmpty() && !validate.isEmpty());
        assertEquals(percent == 0 || groups == 1, validate.isEmpty());
    }

    @Test
    void aGroupStaysWhereItIsWhenOthersJoin() {
        SpectrumSource few = source("d", 100, 2);
        SpectrumSource many = source("d", 1000, 3);
        Set<String> before = groups(few, GroupSplit.of(few, 0.2, 5).validation());
        Set<String> after = groups(many, GroupSplit.of(many, 0.2, 5).validation());
        assertTrue(after.containsAll(before));
        assertEquals(200, after.size(), 40);
        assertTrue(java.util.Collections.disjoint(groups(few, GroupSplit.of(few, 0.2, 5).training()), after));
    }

    /// printf '\0\0\0\0\0\0\0\5corn/7' | sha256sum
    @Test
    void theNumberIsThatOfSha256() {
        assertEquals(NUMBER, GroupSplit.number("corn/7", 5));
    }

    private static final double NUMBER = (0x77e964b17c6d439bL >>> 11) * 0x1p-53;

    @Test
    void badFractionsAreRefused() {
        for (double f : new double[] {-0.1, 1, Double.NaN}) {
            assertThrows(IllegalArgumentException.class, () -> GroupSplit.of(source("d", 3, 1), f, 1));
        }
    }
}
