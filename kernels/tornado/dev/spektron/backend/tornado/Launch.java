package dev.spektron.backend.tornado;

import java.util.List;
import uk.ac.manchester.tornado.api.TaskGraph;

/// A kernel with its arguments, ready to become a task of a graph.
///
/// @param kernel name of the launcher
/// @param tables arrays beside the memory of all plans that it reads or works in; they are sent once
/// @param task   adds it to a graph
/// @param groups groups of work items; 0 for a parallel loop, whose work items are its own
/// @param items  work items of a group
record Launch(String kernel, List<Object> tables, Task task, int groups, int items) {
    /// Lanes of a kernel whose items need room of their own, at most. More items than lanes take turns.
    static final int MOST_LANES = 1 << 14;
    /// Extents along the parallel axis are multiples of it.
    private static final int BLOCK = 256;

    /// Adds a task to a graph under a name.
    @FunctionalInterface
    interface Task {
        TaskGraph add(TaskGraph graph, String id);
    }

    static Launch of(String kernel, Task task, Object... tables) {
        return new Launch(kernel, List.of(tables), task, 0, 0);
    }

    /// The same for a kernel whose work items share memory in groups.
    Launch inGroups(int number, int size) {
        return new Launch(kernel, tables, task, number, size);
    }

    /// A kernel over so many items; nothing where there are none: TornadoVM's compiler fails on some of those.
    static List<Launch> over(int items, Launch launch) {
        return items == 0 ? List.of() : List.of(launch);
    }

    /// The extent of the parallel axis for so many items.
    static int padded(int items) {
        return Math.max(BLOCK, Math.toIntExact((items + BLOCK - 1L) / BLOCK * BLOCK));
    }

    /// Lanes for so many items.
    static int lanes(int items) {
        return Math.min(MOST_LANES, padded(items));
    }

    /// A table that is not empty: there are no empty arrays on a device.
    static int[] table(int[] numbers) {
        return numbers.length == 0 ? new int[1] : numbers;
    }

    /// A table that is not empty.
    static float[] table(float[] numbers) {
        return numbers.length == 0 ? new float[1] : numbers;
    }
}
