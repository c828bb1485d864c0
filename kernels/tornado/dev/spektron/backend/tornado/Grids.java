package dev.spektron.backend.tornado;

import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.TornadoExecutionPlan;
import uk.ac.manchester.tornado.api.WorkerGrid1D;

/// The groups of work items of the tasks of an execution plan. A kernel in groups whose task has none would run as one work item.
final class Grids {
    private final GridScheduler scheduler = new GridScheduler();
    private boolean empty = true;

    /// Notes the groups of a kernel, if it has any.
    void add(String graph, String task, Launch launch) {
        if (launch.groups() > 0) {
            WorkerGrid1D grid = new WorkerGrid1D(Math.multiplyExact(launch.groups(), launch.items()));
            grid.setLocalWork(launch.items(), 1, 1);
            scheduler.addWorkerGrid(graph + "." + task, grid);
            empty = false;
        }
    }

    /// Tells an execution plan; one without such kernels does not take a scheduler.
    void apply(TornadoExecutionPlan plan) {
        if (!empty) {
            plan.withGridScheduler(scheduler);
        }
    }
}
