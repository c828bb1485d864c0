package dev.spektron.backend.tornado;

import dev.spektron.backend.Slot;
import dev.spektron.backend.Step;
import java.util.ArrayList;
import java.util.List;

/// The task graphs of a session: one that sends the variables, one that brings them back, then those of each plan.
///
/// A graph may take an array over only from the graph that ran directly before it. Any plan may follow any other, so the first graph of
/// each plan names the last graphs of all of them.
final class SessionGraphs {
    static final int LOAD = 0;
    static final int SAVE = 1;
    /// Tasks of a graph. TornadoVM takes 256, and 8192 bytes of code, 15 for a task and 5 for each of its up to 20 parameters.
    private static final int MOST_TASKS = 8192 / (15 + 5 * 20);

    private final float[] memory;
    private final float[] host;
    private final Tuning tuning;
    private final int[] words = new int[4 * Launch.MOST_LANES];
    private final Graph load = new Graph("load", -1);
    private final Graph save = new Graph("save", -1);
    private final List<Graph> graphs = new ArrayList<>();
    /// First graphs of plans; each takes over from any of `lasts`.
    private final List<Graph> firsts = new ArrayList<>(List.of(save));
    private final List<Graph> lasts = new ArrayList<>(List.of(load, save));
    private int plans;

    SessionGraphs(float[] memory, float[] host, Tuning tuning) {
        this.memory = memory;
        this.host = host;
        this.tuning = tuning;
    }

    /// Graphs of plans so far.
    int size() {
        return graphs.size();
    }

    /// Adds a plan.
    ///
    /// @param base where its work begins
    /// @param each true for a graph for each step
    void add(Program p, int base, boolean each) {
        Graph graph = null;
        int part = 0;
        for (Program.Group group : p.lower(memory, words, base, tuning)) {
            for (List<Launch> launches : pieces(group.launches())) {
                if (graph == null || each || graph.size() + launches.size() > MOST_TASKS) {
                    Graph next = new Graph("plan" + plans + "part" + part++, each ? group.step() : -1);
                    if (graph == null) {
                        firsts.add(next);
                    } else {
                        next.tasks().consumeFromDevice(graph.name(), memory);
                    }
                    graphs.add(next);
                    graph = next;
                }
                graph.add(launches, place(p, group.step()));
            }
        }
        plans++;
        if (graph == null) {
            return;
        }
        lasts.add(graph);
        p.results().forEach(graph::keep);
        if (!p.inputs().isEmpty()) {
            graphs.get(graphs.size() - part).send(p.inputs().numbers());
        }
    }

    private static List<List<Launch>> pieces(List<Launch> launches) {
        List<List<Launch>> out = new ArrayList<>();
        for (int from = 0; from < launches.size(); from += MOST_TASKS) {
            out.add(launches.subList(from, Math.min(launches.size(), from + MOST_TASKS)));
        }
        return out;
    }

    private static String place(Program p, int step) {
        if (step < 0) {
            return "border of the device";
        }
        Step s = p.plan().steps().get(step);
        return s.place();
    }

    /// All graphs in order, complete.
    ///
    /// @param constants numbers that stand in the memory from the beginning
    /// @param device    what they are for, for messages
    List<Graph> finish(Gathered constants, Device device) {
        int n = host.length;
        load.send(host);
        load.add(List.of(Launch.of("kLoad", (g, id) -> g.task(id, TransferKernels::kLoad, memory, host, n, Launch.padded(n)))),
            "variables");
        if (!constants.isEmpty()) {
            int[] places = constants.places(Slot::offset);
            load.add(List.of(Launch.of("kScatter", (g, id) -> g.task(id, TransferKernels::kScatter, memory, places, constants.numbers(),
                places.length, Launch.padded(places.length)), places, constants.numbers())), "constants");
        }
        save.bring(host);
        save.add(List.of(Launch.of("kSave", (g, id) -> g.task(id, TransferKernels::kSave, memory, host, n, Launch.padded(n)))),
            "variables");
        firsts.forEach(f -> lasts.forEach(l -> f.tasks().consumeFromDevice(l.name(), memory)));
        List<Graph> all = new ArrayList<>(List.of(load, save));
        all.addAll(graphs);
        all.forEach(g -> {
            g.tasks().persistOnDevice(memory);
            g.close(device);
        });
        return all;
    }
}
