package dev.spektron.corpus.source;

import dev.spektron.io.FormatException;
import dev.spektron.io.rruff.RruffFile;
import dev.spektron.spectra.Axis;
import dev.spektron.spectra.AxisUnit;
import dev.spektron.spectra.IntensityKind;
import dev.spektron.spectra.Modality;
import dev.spektron.spectra.Spectrum;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Adds the text files of a folder and the folders in it. A mineral is a group, a piece of it (its RRUFF id) a sample, and each laser an
/// instrument: the database says no more about its spectrometers.
final class RruffFolder {
    static final String NAME = "rruff";

    private RruffFolder() {}

    static void addTo(MemorySource.Builder builder, Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(f -> f.getFileName().toString().endsWith(".txt")).sorted().toList();
        }
        if (files.isEmpty()) {
            throw new FormatException(folder + ": expected RRUFF spectra (.txt), found none");
        }
        for (Path file : files) {
            add(builder, file.getFileName().toString(), RruffFile.read(file));
        }
    }

    private static void add(MemorySource.Builder builder, String file, RruffFile r) {
        String id = NAME + "/" + file.substring(0, file.length() - ".txt".length());
        String sample = r.rruffId().isEmpty() ? id : NAME + "/" + r.rruffId();
        String instrument = r.laser() == 0 ? "" : NAME + "/" + r.laser() + "nm";
        Spectrum s = new Spectrum(new Axis(AxisUnit.RAMAN_SHIFT, r.x()), r.y(), IntensityKind.COUNTS, Modality.RAMAN, instrument, file,
            r.header());
        builder.add(s, NAME, instrument, NAME + "/" + r.mineral(), sample, id);
    }
}
