package dev.spektron.train.data;

import static dev.spektron.train.data.Spectra.nir;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.corpus.source.MemorySource;
import dev.spektron.train.data.BatchBuilder.Settings;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class PrefetcherTest {
    private static final MemorySource SOURCE = Spectra.source(nir("a", 2, 11));

    private static BatchBuilder builder(MaskProvider masks) {
        BatchPlan plan = new ShuffledPlan(SOURCE, Spectra.all(SOURCE), new BatchConfig(4, 2, 0, 1, true), 5);
        return new BatchBuilder(SOURCE, plan, masks, BatchBuilderTest.PLACES, 4, Settings.plain(1));
    }

    @Test
    void sameBatchesAsWithoutIt() throws Exception {
        BatchBuilder plain = builder(BatchBuilderTest.ONE_TOKEN);
        Batch want = plain.allocate();
        try (Prefetcher p = new Prefetcher(builder(BatchBuilderTest.ONE_TOKEN), 7)) {
            for (int step = 7; step < 27; step++) {
                for (int micro = 0; micro < 2; micro++) {
                    plain.fill(step, micro, want);
                    Batch got = p.next();
                    if (step % 3 == 0) {
                        // time for the thread to overtake, if it could
                        Thread.sleep(2);
                    }
                    BatchBuilderTest.assertSame(want, got);
                }
            }
            assertEquals(40, p.batches());
            assertTrue(p.waitedNanos() > 0);
        }
    }

    @Test
    void whatGoesWrongReachesTheCallerAfterTheGoodBatches() {
        MaskProvider failing = (step, row, s, visible, masked) -> {
            if (step == 2) {
                throw new IllegalArgumentException("mask ratio: expected less than 1, found 7");
            }
            BatchBuilderTest.ONE_TOKEN.fill(step, row, s, visible, masked);
        };
        try (Prefetcher p = new Prefetcher(builder(failing), 0)) {
            for (int k = 0; k < 4; k++) {
                assertEquals(k / 2, p.next().step);
            }
            for (int k = 0; k < 3; k++) {
                var e = assertThrows(IllegalStateException.class, p::next);
                assertEquals("batches: mask ratio: expected less than 1, found 7", e.getMessage());
                assertEquals(IllegalArgumentException.class, e.getCause().getClass());
            }
        }
    }

    @Test
    void closeEndsTheThreadAtAnyTime() {
        AtomicInteger filled = new AtomicInteger();
        MaskProvider counting = (step, row, s, visible, masked) -> {
            filled.incrementAndGet();
            BatchBuilderTest.ONE_TOKEN.fill(step, row, s, visible, masked);
        };
        for (int k = 0; k < 20; k++) {
            Prefetcher p = new Prefetcher(builder(counting), 0);
            for (int b = 0; b < k % 3; b++) {
                p.next();
            }
            p.close();
            p.close();
            int after = filled.get();
            assertThrows(IllegalStateException.class, p::next);
            assertEquals(after, filled.get());
        }
    }

    @Test
    void theThreadRunsAtMostTwoBatchesAhead() throws Exception {
        AtomicInteger rows = new AtomicInteger();
        MaskProvider counting = (step, row, s, visible, masked) -> {
            rows.incrementAndGet();
            BatchBuilderTest.ONE_TOKEN.fill(step, row, s, visible, masked);
        };
        try (Prefetcher p = new Prefetcher(builder(counting), 0)) {
            p.next();
            Thread.sleep(30);
            assertTrue(rows.get() <= 8, "rows " + rows);
        }
    }
}
