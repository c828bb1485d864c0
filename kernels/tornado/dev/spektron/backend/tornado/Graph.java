package dev.spektron.backend.tornado;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.enums.DataTransferMode;

/// A task graph that is being built, and what is in it.
final class Graph {
    private final TaskGraph tasks;
    private final String name;
    private final int step;
    private final List<Launch> launches = new ArrayList<>();
    private final Set<Object> sent = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<String> places = new ArrayList<>();

    /// @param step number of the only step of the plan that it runs, -1 otherwise
    Graph(String name, int step) {
        this.name = name;
        this.step = step;
        tasks = new TaskGraph(name);
    }

    TaskGraph tasks() {
        return tasks;
    }

    String name() {
        return name;
    }

    int step() {
        return step;
    }

    int size() {
        return launches.size();
    }

    /// Adds kernels; their tables go to the device once.
    ///
    /// @param place what they belong to, for messages
    void add(List<Launch> more, String place) {
        for (Launch l : more) {
            l.tables().stream().filter(sent::add).forEach(t -> tasks.transferToDevice(DataTransferMode.FIRST_EXECUTION, t));
            launches.add(l);
            places.add(place);
        }
    }

    /// Makes the kernels tasks. All transfers to the device must be known by now.
    void close() {
        for (int i = 0; i < launches.size(); i++) {
            launches.get(i).task().add(tasks, launches.get(i).kernel() + "_" + i);
        }
    }

    /// What to say if the graph did not run: where, which kernels, why.
    IllegalStateException failure(RuntimeException cause, Device device) {
        StringBuilder text = new StringBuilder(device + ": graph " + name + " did not run: " + cause.getMessage() + "; its kernels:");
        for (int i = 0; i < launches.size(); i++) {
            text.append(i == 0 ? " " : ", ").append(launches.get(i).kernel()).append('_').append(i).append(" (").append(places.get(i))
                .append(')');
        }
        return new IllegalStateException(text.toString(), cause);
    }
}
