package dev.spektron.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.spektron.corpus.build.BuildPlan;
import dev.spektron.corpus.build.CorpusBuild;
import dev.spektron.corpus.build.LocalRunner;
import dev.spektron.corpus.build.Stage;
import dev.spektron.corpus.store.CorpusManifest;
import dev.spektron.corpus.store.Layout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkRunnerTest {
    @TempDir
    Path dir;

    @Test
    void givesTheFilesOfTheLocalRunner() throws IOException {
        BuildPlan plan = new BuildPlan(List.of("sim:pretrain:64:2", "sim:raman:20"), dir.toString(), 64, 3, Layout.V1, 1 << 16, 0.999999, 3,
            "");
        CorpusManifest here = new CorpusBuild(dir.resolve("here"), plan, new LocalRunner(2), _ -> { }).run();
        SparkConf conf = new SparkConf().setMaster("local[*]").setAppName("corpus").set("spark.ui.enabled", "false")
            .set("spark.driver.host", "localhost").set("spark.driver.bindAddress", "127.0.0.1");
        try (JavaSparkContext context = new JavaSparkContext(conf)) {
            SparkRunner runner = new SparkRunner(context);
            assertEquals(here, new CorpusBuild(dir.resolve("spark"), plan, runner, _ -> { }).run());
            for (CorpusManifest.Shard s : here.shards()) {
                assertArrayEquals(Files.readAllBytes(dir.resolve("here").resolve(s.file())),
                    Files.readAllBytes(dir.resolve("spark").resolve(s.file())));
            }
            assertThrows(Exception.class, () -> runner.run(dir.resolve("nowhere"), Stage.SHARD, new int[] {0}, null));
        }
    }
}
