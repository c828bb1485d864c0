package dev.spektron.backend.vector;

import dev.spektron.backend.cpu.Task;

/// How a scan is cut into independent pieces: an item is a sample and a slice of its channels, a slice is some groups of blocks (see
/// [Planes]), and a part is some items that one thread does one after another, with a room of its own in the scratch. It depends on the
/// sizes alone.
///
/// @param padded   channels in whole vectors
/// @param groups   groups of all channels
/// @param perSlice groups of a slice
record Slices(int batch, int channels, int padded, int groups, int perSlice) {
    /// Parts of a task: enough for some cores, few enough that their rooms stay small.
    private static final int PARTS = 16;

    static Slices of(int batch, int channels) {
        int blocks = (channels + Lanes.N - 1) / Lanes.N;
        int groups = (blocks + Planes.GROUP - 1) / Planes.GROUP;
        int wanted = Math.clamp(PARTS / Math.max(1, batch), 1, Math.max(1, groups));
        return new Slices(batch, channels, blocks * Lanes.N, groups, Math.max(1, (groups + wanted - 1) / wanted));
    }

    /// Slices of a sample.
    int count() {
        return (groups + perSlice - 1) / perSlice;
    }

    int items() {
        return batch * count();
    }

    private int grain() {
        return Math.max(1, (items() + PARTS - 1) / PARTS);
    }

    int parts() {
        return (items() + grain() - 1) / grain();
    }

    int firstGroup(int item) {
        return item % count() * perSlice;
    }

    int lastGroup(int item) {
        return Math.min(groups, firstGroup(item) + perSlice);
    }

    int sample(int item) {
        return item / count();
    }

    /// First channel of a group.
    int first(int group) {
        return group * Planes.GROUP * Lanes.N;
    }

    /// Channels of a group.
    int width(int group) {
        return Math.min(channels - first(group), Planes.GROUP * Lanes.N);
    }

    /// Lanes of the vectors of a group.
    int lanes(int group) {
        return Math.min(padded - first(group), Planes.GROUP * Lanes.N);
    }

    /// Does one item.
    @FunctionalInterface
    interface Body {
        void run(int item, int room);
    }

    /// A task over all items.
    ///
    /// @param rooms    where the rooms of the parts start
    /// @param elements of one room
    Task task(int rooms, int elements, Body body) {
        int grain = grain();
        return Task.range(items(), grain, (from, to, worker) -> {
            for (int item = from; item < to; item++) {
                body.run(item, rooms + from / grain * elements);
            }
        });
    }
}
