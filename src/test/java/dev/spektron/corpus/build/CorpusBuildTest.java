package dev.spektron.corpus.build;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.corpus.source.GroupSplit;
import dev.spektron.corpus.source.SourceSpectrum;
import dev.spektron.corpus.source.SpectrumSource;
import dev.spektron.corpus.store.CorpusManifest;
import dev.spektron.corpus.store.Layout;
import dev.spektron.corpus.store.ShardSource;
import dev.spektron.spectra.Modality;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusBuildTest {
    private static final int MINERALS = 40;

    @TempDir
    Path dir;

    /// Forty minerals in RRUFF files, two pieces each, one of them twice and one without points.
    private Path minerals() throws IOException {
        Path folder = Files.createDirectories(dir.resolve("data/rruff-raman"));
        Random random = new Random(11);
        for (int m = 0; m < MINERALS; m++) {
            for (int piece = 0; piece < 2; piece++) {
                String text = mineral("M" + m, "R" + (2 * m + piece), random);
                Files.writeString(folder.resolve("M" + m + "__R" + (2 * m + piece) + "__Raman__532__0__x__1.txt"), text);
                if (m == 5 && piece == 0) {
                    Files.writeString(folder.resolve("M5__R10__Raman__532__0__x__2.txt"), text);
                }
            }
        }
        Files.writeString(folder.resolve("empty.txt"), "##NAMES=Empty\n##END=\n");
        return dir.resolve("data");
    }

    private static String mineral(String name, String id, Random random) {
        double centre = 200 + 600 * random.nextDouble();
        StringBuilder text = new StringBuilder("##NAMES=" + name + "\n##RRUFFID=" + id + "\n");
        for (int j = 0; j < 300; j++) {
            double x = 100 + 3 * j;
            text.append(x).append(", ").append(1000 / (1 + (x - centre) * (x - centre) / 400) + random.nextInt(5)).append('\n');
        }
        return text + "##END=\n";
    }

    private BuildPlan plan(Path data) {
        return new BuildPlan(List.of("rruff", "sim:pretrain:48:2"), data.toString(), 64, 3, Layout.V1, 1 << 16, 0.999999, 7, "");
    }

    private CorpusManifest build(Path out, BuildPlan plan, TaskRunner runner) throws IOException {
        return new CorpusBuild(out, plan, runner, _ -> { }).run();
    }

    static Map<String, byte[]> files(Path folder) throws IOException {
        Map<String, byte[]> out = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path f : all.filter(Files::isRegularFile).toList()) {
                out.put(folder.relativize(f).toString(), Files.readAllBytes(f));
            }
        }
        return out;
    }

    static void same(Map<String, byte[]> a, Map<String, byte[]> b) {
        assertEquals(a.keySet(), b.keySet());
        a.forEach((name, bytes) -> assertArrayEquals(bytes, b.get(name), name));
    }

    @Test
    void neitherRunsNorThreadsChangeAByte() throws IOException {
        BuildPlan plan = plan(minerals());
        CorpusManifest m = build(dir.resolve("one"), plan, new LocalRunner(1));
        assertEquals(m, build(dir.resolve("two"), plan, new LocalRunner(2)));
        same(files(dir.resolve("one")), files(dir.resolve("two")));
        assertTrue(m.shards().size() > 6, m.shards().size() + " shards");
        assertEquals(List.of(), CorpusCheck.problems(dir.resolve("one")));
        assertFalse(Files.exists(dir.resolve("one/work")));
    }

    @Test
    void countsAreThoseOfTheFiles() throws IOException {
        CorpusManifest m = build(dir.resolve("c"), plan(minerals()), new LocalRunner(2));
        CorpusManifest.Source rruff = m.sources().getFirst();
        assertEquals("rruff", rruff.name());
        assertEquals(2 * MINERALS + 1, rruff.read());
        assertEquals(2 * MINERALS, rruff.kept());
        assertEquals(3 * rruff.kept(), rruff.augmented());
        assertEquals(Map.of("near duplicate", 1L, "unreadable", 1L), rruff.rejected());
        assertEquals(2 * 48, m.sources().stream().skip(1).mapToLong(CorpusManifest.Source::kept).sum());
        assertEquals(Map.of("raman", 8L * MINERALS, "nir", 96L), m.modalities());
        assertEquals(8L * MINERALS + 96, m.rows());
        assertTrue(Files.readString(dir.resolve("c/" + CorpusCard.FILE)).contains("| rruff | near duplicate | 1 |"));
    }

    /// Fails as often as there are tasks, each time one task later.
    @Test
    void stoppedAfterAnyTaskItGoesOnToTheSameFiles() throws IOException {
        BuildPlan plan = plan(minerals());
        build(dir.resolve("whole"), plan, new LocalRunner(1));
        Path out = dir.resolve("stopped");
        int stops = 0;
        while (!Files.exists(out.resolve(CorpusManifest.FILE))) {
            try {
                build(out, plan, new OneTask());
            } catch (Stop e) {
                stops++;
                Files.writeString(out.resolve("work/.part-00000.h5.1234.tmp"), "half a file");
                Files.writeString(out.resolve(".shard-00000.h5.1234.tmp"), "half a file");
            }
        }
        assertTrue(stops > 6, stops + " stops");
        same(files(dir.resolve("whole")), files(out));
    }

    private static final class Stop extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /// Does one task, then fails.
    private static final class OneTask implements TaskRunner {
        @Override
        public void run(Path folder, Stage stage, int[] tasks, Runnable done) throws IOException {
            if (tasks.length > 0) {
                Workshop.run(folder, stage, tasks[tasks.length - 1]);
                throw new Stop();
            }
        }
    }

    /// Child processes are killed after times that grow until one comes to its end.
    @Test
    void killedAnywhereItGoesOnToTheSameFiles() throws Exception {
        Path data = minerals();
        build(dir.resolve("whole"), plan(data), new LocalRunner(2));
        Path out = dir.resolve("killed");
        int kills = 0;
        for (long millis = 500; !Files.exists(out.resolve(CorpusManifest.FILE)); millis += 150) {
            Process child = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-cp",
                System.getProperty("java.class.path"), Child.class.getName(), out.toString(), data.toString()).redirectErrorStream(true)
                .redirectOutput(dir.resolve("child.log").toFile()).start();
            if (child.waitFor(millis, TimeUnit.MILLISECONDS)) {
                assertEquals(0, child.exitValue(), Files.readString(dir.resolve("child.log")));
            } else {
                child.destroyForcibly().waitFor();
                kills++;
            }
        }
        // Killed between the manifest and the end, only the working folder may be left.
        if (Files.exists(out.resolve("work"))) {
            CorpusBuild.clear(out);
        }
        assertTrue(kills > 0);
        same(files(dir.resolve("whole")), files(out));
    }

    /// A build in a process of its own.
    public static final class Child {
        private Child() {}

        public static void main(String[] args) throws IOException {
            BuildPlan plan = new CorpusBuildTest().plan(Path.of(args[1]));
            new CorpusBuild(Path.of(args[0]), plan, new LocalRunner(2), _ -> { }).run();
        }
    }

    @Test
    void verifyFindsAFlippedByte() throws IOException {
        Path out = dir.resolve("c");
        CorpusManifest m = build(out, plan(minerals()), new LocalRunner(2));
        Path shard = out.resolve(m.shards().get(2).file());
        byte[] bytes = Files.readAllBytes(shard);
        bytes[bytes.length / 2] ^= 1;
        Files.write(shard, bytes);
        List<String> problems = CorpusCheck.problems(out);
        assertEquals(1, problems.size());
        assertTrue(problems.getFirst().startsWith(m.shards().get(2).file() + ": expected SHA-256"), problems.getFirst());
        Files.delete(shard);
        assertTrue(CorpusCheck.problems(out).getFirst().contains("found none"));
    }

    @Test
    void otherPlansAndForeignFilesAreRefused() throws IOException {
        Path data = minerals();
        Path out = dir.resolve("c");
        assertThrows(Stop.class, () -> build(out, plan(data), new OneTask()));
        BuildPlan other = new BuildPlan(List.of("rruff"), data.toString(), 64, 3, Layout.V1, 1 << 16, 0.999999, 7, "");
        assertTrue(assertThrows(FileSystemException.class, () -> build(out, other, new LocalRunner(1))).getReason()
            .contains("other sources or settings"));
        Files.delete(data.resolve("rruff-raman/M1__R2__Raman__532__0__x__1.txt"));
        assertTrue(assertThrows(IOException.class, () -> build(out, plan(data), new LocalRunner(1))).getMessage().contains("have changed"));
        assertThrows(FileSystemException.class, () -> build(data, other, new LocalRunner(1)));
        BuildPlan unknown = new BuildPlan(List.of("ruff"), data.toString(), 64, 3, Layout.V1, 1 << 16, 0.9, 7, "");
        assertTrue(assertThrows(IllegalArgumentException.class, () -> build(dir.resolve("d"), unknown, new LocalRunner(1))).getMessage()
            .contains("rruff"));
        assertFalse(Files.exists(dir.resolve("d")));
    }

    @Test
    void trainingNeverSeesAGroupOfValidation() throws IOException {
        Path out = dir.resolve("c");
        build(out, plan(minerals()), new LocalRunner(2));
        SpectrumSource source = ShardSource.open(out.toString());
        GroupSplit split = GroupSplit.of(source, 0.25, 3);
        Set<String> validated = new HashSet<>();
        for (int i : split.validation()) {
            validated.add(source.get(i).group());
            assertFalse(source.names(i).copy());
        }
        int copies = 0;
        for (int i : split.training()) {
            assertFalse(validated.contains(source.get(i).group()));
            copies += source.names(i).copy() ? 1 : 0;
        }
        assertTrue(validated.size() > 5 && copies > 20);
        assertTrue(split.training().length + split.validation().length < source.size());
    }

    @Test
    void aSourceGivesOrdinatesNamesAndParts() throws IOException {
        Path out = dir.resolve("c");
        CorpusManifest m = build(out, plan(minerals()), new LocalRunner(2));
        SpectrumSource all = ShardSource.open(out.toString());
        assertEquals(m.rows(), all.size());
        assertEquals(m.instruments(), new java.util.TreeSet<>(all.instruments()).stream().toList());
        SourceSpectrum first = all.get(0);
        assertEquals("rruff", first.dataset());
        double most = 0;
        for (float v : first.values()) {
            most = Math.max(most, v);
        }
        assertTrue(most > 500 && most < 1100, "highest ordinate " + most);
        ShardSource nir = ShardSource.open(out + "?modality=nir");
        assertEquals(96, nir.size());
        for (int i = 0; i < nir.size(); i++) {
            assertEquals(Modality.NIR, nir.get(i).modality());
        }
        ShardSource originals = ShardSource.open(out + "?source=rruff&copies=no");
        assertEquals(2 * MINERALS, originals.size());
        assertFalse(originals.digest().equals(nir.digest()));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> ShardSource.open(out + "?source=ruff")).getMessage()
            .contains("rruff"));
    }

    @Test
    void layoutV2AndBackGivesTheSameRows() throws IOException {
        Path out = dir.resolve("c");
        build(out, plan(minerals()), new LocalRunner(2));
        CorpusMerge.run(dir.resolve("v2"), Layout.V2, List.of(out));
        assertEquals(List.of(), CorpusCheck.problems(dir.resolve("v2")));
        CorpusMerge.run(dir.resolve("v1"), Layout.V1, List.of(dir.resolve("v2")));
        assertEquals(List.of(), CorpusCheck.problems(dir.resolve("v1")));
        ShardSource a = ShardSource.open(out.toString());
        ShardSource b = ShardSource.open(dir.resolve("v1").toString());
        assertEquals(a.size(), b.size());
        for (int i = 0; i < a.size(); i++) {
            assertArrayEquals(a.get(i).values(), b.get(i).values());
            assertEquals(a.get(i).id(), b.get(i).id());
        }
    }

    @Test
    void mergeAddsAndRefusesTheSameShardTwice() throws IOException {
        Path data = minerals();
        CorpusManifest a = build(dir.resolve("a"), plan(data), new LocalRunner(2));
        BuildPlan raman = new BuildPlan(List.of("sim:raman:10"), data.toString(), 64, 3, Layout.V1, 1 << 16, 1, 7, "");
        CorpusManifest b = build(dir.resolve("b"), raman, new LocalRunner(1));
        CorpusManifest both = CorpusMerge.run(dir.resolve("ab"), Layout.V1, List.of(dir.resolve("a"), dir.resolve("b")));
        assertEquals(a.rows() + b.rows(), both.rows());
        assertEquals(List.of(), CorpusCheck.problems(dir.resolve("ab")));
        assertThrows(IllegalArgumentException.class, () -> CorpusMerge.run(dir.resolve("aa"), Layout.V1, List.of(dir.resolve("a"),
            dir.resolve("a"))));
    }
}
