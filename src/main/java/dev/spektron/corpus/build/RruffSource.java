package dev.spektron.corpus.build;

import dev.spektron.io.FormatException;
import dev.spektron.io.rruff.RruffFile;
import dev.spektron.spectra.AxisUnit;
import dev.spektron.spectra.IntensityKind;
import dev.spektron.spectra.Modality;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// The text files of the RRUFF database, Raman and infrared. A mineral is a group, a piece of it (its RRUFF id) a sample, and each laser
/// an instrument: the database says no more about its spectrometers.
final class RruffSource implements CorpusSource {
    private final SourceFacts facts;
    private final Path root;
    private final List<List<Path>> tasks;

    RruffSource(String name, Path root) throws IOException {
        this.root = root;
        List<Path> files = Digests.files(root).stream().filter(f -> f.toString().endsWith(".txt") || f.toString().endsWith(".rruff"))
            .toList();
        if (files.isEmpty()) {
            throw new FormatException(root + ": expected RRUFF spectra (.txt), found none");
        }
        tasks = FileTasks.of(files);
        facts = new SourceFacts(name, "RRUFF: free for use with citation",
            "rruff.info; Lafuente, Downs, Yang, Stone (2015), The power of databases: the RRUFF project", Digests.of(root, files));
    }

    @Override
    public SourceFacts facts() {
        return facts;
    }

    @Override
    public int tasks() {
        return tasks.size();
    }

    @Override
    public void read(int task, Sink sink) throws IOException {
        String name = name();
        for (Path file : tasks.get(task)) {
            String relative = Digests.relative(root, file);
            String id = name + "/" + relative.substring(0, relative.lastIndexOf('.'));
            try {
                RruffFile r = RruffFile.read(file);
                boolean infrared = file.getFileName().toString().toLowerCase(Locale.ROOT).contains("__infrared__");
                String sample = r.rruffId().isEmpty() ? id : name + "/" + r.rruffId();
                sink.accept(new RawSpectrum(r.x(), r.y(), infrared ? AxisUnit.WAVENUMBER : AxisUnit.RAMAN_SHIFT,
                    infrared ? Modality.IR : Modality.RAMAN, infrared ? IntensityKind.UNKNOWN : IntensityKind.COUNTS,
                    r.laser() == 0 ? "" : name + "/" + r.laser() + "nm", name + "/" + r.mineral(), sample, id));
            } catch (FormatException e) {
                sink.reject(id, Reason.UNREADABLE, e.getMessage());
            }
        }
    }
}
