package dev.spektron.cli;

import dev.spektron.corpus.build.BuildPlan;
import dev.spektron.corpus.build.CorpusBuild;
import dev.spektron.corpus.build.LocalRunner;
import dev.spektron.corpus.store.Layout;
import dev.spektron.io.dataset.DatasetLoader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `spektron corpus build`.
@Command(name = "build", mixinStandardHelpOptions = true, sortOptions = false,
    description = {"Builds a corpus for pretraining: HDF5 shards of spectra on a common number of channels, checked, without "
            + "near-duplicates, with augmented copies.", "", "A build that was stopped goes on when the same command is given again. The "
            + "files depend on the sources and the options alone."},
    footer = {"", "Examples:", "  spektron corpus build sim:pretrain:1000 --out corpus1",
        "  spektron corpus build rruff corn sim:pretrain:12500:4 --data-dir data --out corpus2",
        "  spektron corpus build all mine=measurements --data-dir data --copies 0 --out corpus3"})
final class CorpusBuildCommand implements Callable<Integer> {
    @Parameters(paramLabel = "SOURCE", arity = "1..*", description = "sim:PRESET[:samples[:instruments]], corn, tablets, wheat, rruff, "
        + "openspecy, uspto, nist, qm9s, chembl (found below --data-dir, or NAME=PATH), NAME=PATH for a folder of files of any format, "
        + "or all: everything below --data-dir.")
    private List<String> sources;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Corpus folder: empty, missing, or of a stopped build.")
    private Path out;

    @Option(names = "--data-dir", paramLabel = "DIR", description = "Folder of the sources' files. Default: $SPEKTRON_DATA, else "
        + "~/.cache/spektron.")
    private Path dataDir;

    @Option(names = "--points", paramLabel = "N", defaultValue = "2048", description = "Channels of a spectrum. Default: "
        + "${DEFAULT-VALUE}.")
    private int points;

    @Option(names = "--copies", paramLabel = "N", defaultValue = "3", description = "Augmented copies of each spectrum that is not "
        + "simulated. Default: ${DEFAULT-VALUE}.")
    private int copies;

    @Option(names = "--layout", paramLabel = "L", defaultValue = "v1", description = "v1 to train on, v2 (compressed) to hand on. Default: "
        + "${DEFAULT-VALUE}.")
    private String layout;

    @Option(names = "--shard-size", paramLabel = "SIZE", defaultValue = "64m", converter = ByteSize.Converter.class,
        description = "Size of a shard, at most 1g; each thread holds one in memory. Default: ${DEFAULT-VALUE}.")
    private ByteSize shardSize;

    @Option(names = "--near-duplicates", paramLabel = "R", defaultValue = "0.999999", description = "Correlation from which two spectra "
        + "are nearly the same; 1 keeps all. Default: ${DEFAULT-VALUE}.")
    private double correlation;

    @Option(names = "--date", paramLabel = "DATE", defaultValue = "", description = "Date for the attribute creation_date. Default: "
        + "none, so that two builds give the same bytes.")
    private String date;

    @Mixin
    private RunOptions run;

    @Override
    public Integer call() throws IOException {
        Path data = dataDir == null ? DatasetLoader.defaultDataDir() : dataDir;
        BuildPlan plan = new BuildPlan(sources, data.toAbsolutePath().normalize().toString(), points, copies, Layout.parse(layout),
            shardSize.bytes(), correlation, run.seed(), date);
        CorpusTable.print(run.out(), out, new CorpusBuild(out, plan, new LocalRunner(threads()), run::say).run(), run.json());
        return 0;
    }

    /// As many as there is memory for: a thread holds the rows of its shard, and as much again while it makes them.
    private int threads() {
        long room = Runtime.getRuntime().maxMemory() / (3 * shardSize.bytes() + (64L << 20));
        int threads = Math.clamp(room, 1, run.threads());
        if (threads < run.threads()) {
            run.say(threads + " threads, for which there is memory; more with a smaller --shard-size or SPEKTRON_JAVA_OPTS=-Xmx8g");
        }
        return threads;
    }
}
