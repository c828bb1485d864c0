package uk.ac.manchester.tornado.api;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import uk.ac.manchester.tornado.api.common.TornadoDevice;
import uk.ac.manchester.tornado.api.exceptions.TornadoExecutionPlanException;

/// Host double of the class of this name: one plan, its own memory.
public class TornadoExecutionPlan implements AutoCloseable {
    private final List<ImmutableTaskGraph> graphs;
    private List<ImmutableTaskGraph> selected;
    private ImmutableTaskGraph last;
    private boolean replayed;

    public TornadoExecutionPlan(ImmutableTaskGraph... immutableTaskGraphs) {
        graphs = List.of(immutableTaskGraphs);
        selected = graphs;
        Set<String> names = new HashSet<>();
        for (ImmutableTaskGraph g : graphs) {
            if (!names.add(g.name())) {
                throw new IllegalArgumentException("plan: two graphs of the name " + g.name());
            }
        }
    }

    List<ImmutableTaskGraph> selected() {
        return selected;
    }

    public TornadoExecutionPlan withGraph(int graphIndex) {
        selected = List.of(graphs.get(graphIndex));
        return this;
    }

    public TornadoExecutionPlan withDevice(TornadoDevice device) {
        return this;
    }

    public TornadoExecutionPlan withGridScheduler(GridScheduler gridScheduler) {
        Set<String> tasks = gridScheduler.grids().keySet();
        if (graphs.stream().noneMatch(g -> tasks.stream().anyMatch(g::has))) {
            throw new IllegalArgumentException("plan: none of the tasks " + tasks + " of the grid scheduler is there");
        }
        graphs.forEach(g -> g.schedule(gridScheduler.grids()));
        return this;
    }

    public TornadoExecutionPlan withCUDAGraph() {
        replayed = true;
        return this;
    }

    /// True if graphs are to be replayed.
    public boolean isReplayed() {
        return replayed;
    }

    public TornadoExecutionPlan withPreCompilation() {
        selected.forEach(ImmutableTaskGraph::compile);
        return this;
    }

    public TornadoExecutionPlan freeDeviceMemory() {
        graphs.forEach(ImmutableTaskGraph::free);
        return this;
    }

    public TornadoExecutionResult execute() {
        for (ImmutableTaskGraph g : selected) {
            g.compile();
            g.execute(last);
            last = g;
        }
        return new TornadoExecutionResult(this);
    }

    @Override
    public void close() throws TornadoExecutionPlanException {
        graphs.forEach(ImmutableTaskGraph::free);
    }
}
