package uk.ac.manchester.tornado.api;

import java.util.Arrays;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import uk.ac.manchester.tornado.api.enums.DataTransferMode;

/// Host double of the class of this name: executes tasks one after another on copies of the arrays.
public class ImmutableTaskGraph {
    /// What stands in a fresh int[] of the device.
    private static final int GARBAGE = 0xDEADBEEF;

    /// An array of the device. Graphs that hand it on share it.
    static final class Buffer {
        final Object data;

        Buffer(Object host) {
            if (host instanceof float[] f) {
                float[] copy = new float[f.length];
                Arrays.fill(copy, Float.NaN);
                data = copy;
            } else {
                int[] copy = new int[((int[]) host).length];
                Arrays.fill(copy, GARBAGE);
                data = copy;
            }
        }

        void fromHost(Object host) {
            copy(host, data);
        }

        void toHost(Object host) {
            copy(data, host);
        }

        private static void copy(Object from, Object to) {
            System.arraycopy(from, 0, to, 0, from instanceof float[] f ? f.length : ((int[]) from).length);
        }
    }

    /// Kernels that do not compile: tasks whose name begins so.
    public static final Set<String> BROKEN = new HashSet<>();

    private final TaskGraph graph;
    private final Map<Object, Buffer> buffers = new IdentityHashMap<>();
    private Map<String, WorkerGrid> grids = Map.of();
    private boolean executed;

    ImmutableTaskGraph(TaskGraph graph) {
        this.graph = graph;
    }

    String name() {
        return graph.name;
    }

    void compile() {
        for (TaskGraph.Call c : graph.calls) {
            if (BROKEN.stream().anyMatch(c.id()::startsWith)) {
                throw new IllegalStateException("Recover option disabled");
            }
        }
    }

    /// Runs all tasks.
    ///
    /// @param last the graph of the same plan that was executed last, null for none
    void execute(ImmutableTaskGraph last) {
        graph.consumed.forEach((array, producers) -> consume(array, producers, last));
        graph.in.forEach((array, mode) -> {
            boolean fresh = !buffers.containsKey(array);
            Buffer b = buffers.computeIfAbsent(array, Buffer::new);
            if (mode == DataTransferMode.EVERY_EXECUTION || mode == DataTransferMode.FIRST_EXECUTION && fresh) {
                b.fromHost(array);
            }
        });
        graph.out.keySet().forEach(array -> buffers.computeIfAbsent(array, Buffer::new));
        for (TaskGraph.Call c : graph.calls) {
            launch(c);
        }
        graph.out.forEach((array, mode) -> {
            if (mode == DataTransferMode.EVERY_EXECUTION || mode == DataTransferMode.FIRST_EXECUTION && !executed) {
                buffers.get(array).toHost(array);
            }
        });
        executed = true;
    }

    private void launch(TaskGraph.Call c) {
        Object[] a = Arrays.stream(c.arguments()).map(x -> buffers.containsKey(x) ? buffers.get(x).data : x).toArray();
        String task = name() + "." + c.id();
        if (a[0] instanceof KernelContext) {
            HostGroup.run(task, grids.get(task), item -> {
                Object[] own = a.clone();
                own[0] = item;
                c.code().run(own);
            });
        } else if (grids.containsKey(task)) {
            throw new IllegalArgumentException("task " + task + ": a parallel loop in a grid takes its extent for the number of items");
        } else {
            c.code().run(a);
        }
    }

    void schedule(Map<String, WorkerGrid> all) {
        grids = all;
    }

    boolean has(String task) {
        return graph.calls.stream().anyMatch(c -> task.equals(name() + "." + c.id()));
    }

    private void consume(Object array, Set<String> producers, ImmutableTaskGraph last) {
        if (last == null || !producers.contains(last.name())) {
            throw new IllegalStateException("graph " + name() + ": consumes an array from " + producers + ", but the graph before it is "
                + (last == null ? "none" : last.name()));
        }
        Integer kept = last.graph.out.get(array);
        if (kept == null || kept != DataTransferMode.UNDER_DEMAND) {
            throw new IllegalStateException("graph " + name() + ": consumes an array that " + last.name() + " does not persist");
        }
        buffers.put(array, last.buffers.get(array));
    }

    void transferToHost(Object array) {
        Integer mode = graph.out.get(array);
        if (mode == null || mode != DataTransferMode.UNDER_DEMAND) {
            throw new IllegalStateException("graph " + name() + ": the array is not named by transferToHost(UNDER_DEMAND)");
        }
        if (!buffers.containsKey(array)) {
            throw new IllegalStateException("graph " + name() + ": the array was asked for before the graph was executed");
        }
        buffers.get(array).toHost(array);
    }

    void free() {
        buffers.clear();
        executed = false;
    }
}
