package uk.ac.manchester.tornado.api;

/// A grid along one dimension.
public class WorkerGrid1D extends AbstractWorkerGrid {
    public WorkerGrid1D(int x) {
        super(x, 1, 1);
    }
}
