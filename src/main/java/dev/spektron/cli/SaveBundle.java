package dev.spektron.cli;

import dev.spektron.experiment.StudyResult.Provenance;
import dev.spektron.experiment.bundle.BundleFile;
import dev.spektron.experiment.bundle.ModelBundle;
import dev.spektron.experiment.transfer.FinalFit;
import dev.spektron.experiment.transfer.TransferOptions;
import dev.spektron.experiment.transfer.TransferStudy;
import dev.spektron.spectra.Dataset;
import dev.spektron.spectra.Nearest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// `--save` of `spektron transfer`.
final class SaveBundle {
    private SaveBundle() {}

    /// Complains before the long work rather than after it.
    static void check(Path file, String method, TransferOptions options) {
        if (options.pairs().size() != 1) {
            throw new IllegalArgumentException("--save " + file + ": a bundle is for one pair of instruments, found "
                + options.pairs().size() + " pairs; name --source and --target");
        }
        if (!TransferStudy.methodNames().contains(method)) {
            throw new IllegalArgumentException("--save-method: " + Nearest.unknown("method", method, "transfer",
                TransferStudy.methodNames()));
        }
    }

    static String write(Path file, String method, Dataset data, TransferOptions options, Provenance p) throws IOException {
        Map<String, String> provenance = new LinkedHashMap<>();
        provenance.put("command", p.command());
        provenance.put("version", p.version());
        provenance.put("java", p.java());
        provenance.put("started", p.started());
        provenance.put("seed", Long.toString(p.seed()));
        p.sha256().forEach((name, digest) -> provenance.put("sha256 " + name, digest));
        ModelBundle bundle = new FinalFit(data, options).bundle(method, provenance);
        BundleFile.write(bundle, file);
        return "bundle: " + file + " (" + bundle.title() + "; use it with: spektron predict --model " + file + " --instrument "
            + bundle.instrument() + " FILES)";
    }
}
