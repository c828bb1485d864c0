package uk.ac.manchester.tornado.api;

import java.util.HashMap;
import java.util.Map;

/// Host double of the class of this name.
public class GridScheduler {
    private final Map<String, WorkerGrid> grids = new HashMap<>();

    public void addWorkerGrid(String taskName, WorkerGrid workerGrid) {
        grids.put(taskName, workerGrid);
    }

    Map<String, WorkerGrid> grids() {
        return grids;
    }
}
