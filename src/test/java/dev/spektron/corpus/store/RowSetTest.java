package dev.spektron.corpus.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class RowSetTest {
    @Property(tries = 200)
    void selectsWhatAListWould(@ForAll long seed, @ForAll @IntRange(min = 0, max = 5000) int rows,
                             @ForAll @IntRange(max = 100) int percent) {
        Random random = new Random(seed);
        List<Long> list = new ArrayList<>();
        RowSet set = RowSet.of(rows, r -> {
            boolean in = random.nextInt(100) < percent;
            if (in) {
                list.add(r);
            }
            return in;
        });
        assertEquals(list.size(), set.size());
        for (int k = 0; k < list.size(); k++) {
            assertEquals(list.get(k), set.select(k));
        }
        for (long r = 0; r < rows; r += 7) {
            assertEquals(list.contains(r), set.contains(r));
        }
        assertThrows(IndexOutOfBoundsException.class, () -> set.select(list.size()));
    }
}
