package uk.ac.manchester.tornado.api;

/// The grids of tasks, by names `graph.task`.
public class GridScheduler {
    public GridScheduler() {
        throw Declared.only();
    }

    public void addWorkerGrid(String taskName, WorkerGrid workerGrid) {
        throw Declared.only();
    }
}
