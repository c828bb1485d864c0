package dev.spektron.corpus.build;

import java.io.IOException;
import java.nio.file.Path;

/// Runs the tasks of a stage, in any order and at any place that sees the corpus folder: a task is a pure function of the folder's plan and
/// its number, leaves a record when it is done, and does nothing when the record is there. So a runner needs nothing but
/// [Workshop#run(Path, Stage, int)].
public interface TaskRunner {
    /// Runs the tasks; returns when all are done.
    ///
    /// @param folder corpus folder
    /// @param tasks  numbers of the tasks
    /// @param done   is told after each task, by any thread; null for nobody
    /// @throws IOException what a task throws; others may have been done
    void run(Path folder, Stage stage, int[] tasks, Runnable done) throws IOException;
}
