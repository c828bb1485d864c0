package dev.spektron.autograd;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Places buffers that live for a stretch of steps in one array, so that buffers alive at one time do not overlap: largest first, each into
/// the smallest gap that holds it (Pisarchyk and Lee, arXiv:2001.03288, section 5.2).
final class OffsetAllocator {
    private static final int ALIGNMENT = 16;

    /// A buffer: elements, first and last step in which it is needed, and where it was put.
    static final class Buffer {
        final int size;
        int first = Integer.MAX_VALUE;
        int last = Integer.MIN_VALUE;
        int offset = -1;

        Buffer(int size) {
            this.size = size;
        }

        void needed(int step) {
            first = Math.min(first, step);
            last = Math.max(last, step);
        }

        long room() {
            return ((long) size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        }
    }

    private OffsetAllocator() {}

    /// Places all buffers and returns the length of the array.
    static long place(List<Buffer> buffers) {
        List<Buffer> order = new ArrayList<>(buffers);
        order.sort(Comparator.comparingLong((Buffer b) -> -b.room()).thenComparingInt(b -> b.first));
        List<Buffer> placed = new ArrayList<>();
        long length = 0;
        for (Buffer b : order) {
            long at = gap(b, placed);
            if (at + b.room() > Integer.MAX_VALUE) {
                throw new PlanTooLargeException(4 * (at + b.room()), 4L * Integer.MAX_VALUE, "plan: expected a work array of at most "
                    + Integer.MAX_VALUE + " elements, found " + (at + b.room()) + " at least; take smaller batches or recompute scopes");
            }
            b.offset = (int) at;
            int i = 0;
            while (i < placed.size() && placed.get(i).offset <= b.offset) {
                i++;
            }
            placed.add(i, b);
            length = Math.max(length, at + b.room());
        }
        return length;
    }

    /// The smallest gap that holds the buffer, between those placed (by offset) that are alive with it.
    private static long gap(Buffer b, List<Buffer> placed) {
        long best = -1;
        long bestRoom = Long.MAX_VALUE;
        long end = 0;
        for (Buffer p : placed) {
            if (p.last < b.first || p.first > b.last) {
                continue;
            }
            long room = p.offset - end;
            if (room >= b.room() && room < bestRoom) {
                best = end;
                bestRoom = room;
            }
            end = Math.max(end, p.offset + p.room());
        }
        return best >= 0 ? best : end;
    }

    /// The most elements in use in one step.
    static long live(List<Buffer> buffers, int steps) {
        long[] change = new long[steps + 2];
        for (Buffer b : buffers) {
            change[Math.max(0, b.first)] += b.room();
            change[Math.min(steps, b.last) + 1] -= b.room();
        }
        long now = 0;
        long most = 0;
        for (long c : change) {
            now += c;
            most = Math.max(most, now);
        }
        return most;
    }
}
