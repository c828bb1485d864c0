package dev.spektron.spark;

import dev.spektron.corpus.build.Stage;
import dev.spektron.corpus.build.TaskRunner;
import dev.spektron.corpus.build.Workshop;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.VoidFunction;

/// Runs the tasks of a corpus build under Apache Spark, each a partition of its own. All workers must see the corpus folder and the files of
/// the sources under the same path. A task that Spark runs twice does no harm: it writes the same bytes, atomically.
public final class SparkRunner implements TaskRunner {
    private final JavaSparkContext context;

    public SparkRunner(JavaSparkContext context) {
        this.context = context;
    }

    /// What is sent to the workers: text and a number.
    private record Task(String folder, Stage stage) implements VoidFunction<Integer> {
        @Override
        public void call(Integer task) throws IOException {
            Workshop.run(Path.of(folder), stage, task);
        }
    }

    @Override
    public void run(Path folder, Stage stage, int[] tasks, Runnable done) throws IOException {
        List<Integer> list = Arrays.stream(tasks).boxed().toList();
        if (list.isEmpty()) {
            return;
        }
        try {
            context.parallelize(list, list.size()).foreach(new Task(folder.toAbsolutePath().toString(), stage));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            // Scala does not declare what it throws.
            throw e instanceof SparkException s ? new IOException(s.getMessage(), s) : new IOException(e);
        }
        if (done != null) {
            list.forEach(_ -> done.run());
        }
    }
}
