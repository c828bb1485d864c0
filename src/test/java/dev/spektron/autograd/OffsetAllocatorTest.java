package dev.spektron.autograd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.autograd.OffsetAllocator.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class OffsetAllocatorTest {
    private static Buffer buffer(int size, int first, int last) {
        Buffer b = new Buffer(size);
        b.needed(first);
        b.needed(last);
        return b;
    }

    @Property
    void buffersThatLiveTogetherDoNotOverlap(@ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int n) {
        Random random = new Random(seed);
        List<Buffer> buffers = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            int first = random.nextInt(20);
            buffers.add(buffer(random.nextInt(300), first, first + random.nextInt(6)));
        }
        long length = OffsetAllocator.place(buffers);
        for (Buffer a : buffers) {
            assertTrue(a.offset >= 0 && a.offset % 16 == 0 && a.offset + a.size <= length);
            for (Buffer b : buffers) {
                boolean together = a != b && a.first <= b.last && b.first <= a.last;
                assertTrue(!together || a.offset + a.size <= b.offset || b.offset + b.size <= a.offset, "overlap");
            }
        }
        assertTrue(length >= OffsetAllocator.live(buffers, 30));
    }

    @Test
    void buffersThatDoNotMeetShareAPlace() {
        List<Buffer> buffers = List.of(buffer(100, 0, 1), buffer(100, 2, 3), buffer(50, 4, 9));
        assertEquals(112, OffsetAllocator.place(buffers));
        assertEquals(112, OffsetAllocator.live(buffers, 10));
    }
}
