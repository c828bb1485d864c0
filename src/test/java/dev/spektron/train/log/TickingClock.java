package dev.spektron.train.log;

import java.time.Instant;
import java.time.InstantSource;

/// One second later at each look.
final class TickingClock implements InstantSource {
    private Instant next = Instant.ofEpochMilli(1_700_000_000_250L);

    @Override
    public Instant instant() {
        Instant now = next;
        next = next.plusSeconds(1);
        return now;
    }
}
