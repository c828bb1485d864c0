package dev.spektron.cli;

import dev.spektron.io.FileSource;
import dev.spektron.io.dataset.DatasetLoader;
import dev.spektron.io.dataset.Downloader;
import dev.spektron.spectra.Manifest;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `spektron data download`.
@Command(name = "download", mixinStandardHelpOptions = true,
    description = "Fetches the files of a data set and checks their SHA-256. Nothing else in this program uses the network for data.",
    footer = {"", "Example: spektron data download corn"})
final class DataDownloadCommand implements Callable<Integer> {
    @Mixin
    private DataOptions data;

    @Parameters(paramLabel = "NAME", description = "Name of a data set.")
    private String name;

    @Option(names = "--max-bytes", paramLabel = "N", defaultValue = "536870912",
        description = "Largest file to take (default: ${DEFAULT-VALUE}).")
    private long maxBytes;

    @Option(names = "--url-base", paramLabel = "URL",
        description = "Mirror that holds the files in the same folders as the data folder; replaces the addresses of the manifest.")
    private String urlBase;

    @Option(names = "--attempts", paramLabel = "N", defaultValue = "3", description = "Attempts a file (default: ${DEFAULT-VALUE}).")
    private int attempts;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (maxBytes < 1 || attempts < 1) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--max-bytes and --attempts: expected at least 1");
        }
        DatasetLoader.Located located = data.locate(name);
        Manifest m = located.manifest().manifest();
        if (!(located.source() instanceof FileSource.Folder(Path root))) {
            throw new CommandLine.ParameterException(spec.commandLine(), "'" + name + "' is part of the program; nothing to fetch");
        }
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Downloader usual = Downloader.standard(maxBytes, line -> {
            err.println(line);
            err.flush();
        });
        Downloader downloader = new Downloader(maxBytes, attempts, usual.pause(), usual.timeout(), usual.progress());
        int failed = 0;
        for (Manifest.DataFile file : m.files()) {
            Path target = root.resolve(FileSource.checkName(file.path()));
            try {
                boolean fetched = downloader.fetch(address(file, target), target, file);
                out.println((fetched ? "fetched " : "there   ") + target);
            } catch (IOException e) {
                failed++;
                err.println("error: " + e.getMessage());
            }
        }
        out.flush();
        err.flush();
        return failed == 0 ? 0 : 1;
    }

    private URI address(Manifest.DataFile file, Path target) throws IOException {
        if (java.nio.file.Files.isRegularFile(target) || urlBase == null && !file.url().isEmpty()) {
            return uri(file.url());
        }
        if (urlBase == null) {
            throw new IOException(file.path() + " has no public address; place it at " + target + ", or name a mirror with --url-base");
        }
        return uri(urlBase.replaceAll("/+$", "") + "/" + file.path());
    }

    private static URI uri(String text) throws IOException {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new IOException("'" + text + "' is no address: " + e.getMessage(), e);
        }
    }
}
