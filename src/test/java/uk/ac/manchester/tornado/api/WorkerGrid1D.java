package uk.ac.manchester.tornado.api;

/// Host double of the class of this name.
public class WorkerGrid1D extends AbstractWorkerGrid {
    public WorkerGrid1D(int x) {
        super(x, 1, 1);
    }
}
