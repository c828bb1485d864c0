package dev.spektron.corpus.build;

import dev.spektron.io.FormatException;
import dev.spektron.io.sqlite.ChemblSpectra;
import dev.spektron.io.sqlite.ChemblSpectra.Molecule;
import dev.spektron.io.sqlite.Database;
import dev.spektron.spectra.AxisUnit;
import dev.spektron.spectra.IntensityKind;
import dev.spektron.spectra.Modality;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// The computed vibrational spectra of ChEMBL (Figshare 54662735, 54662885): SQLite databases of any name, one molecule in a row of their
/// first table. Lines become spectra by [Lorentz]; the molecule is the group of its infrared and its Raman spectrum. A task is a stretch of
/// row numbers.
final class ChemblSource implements CorpusSource {
    private static final byte[] MARK = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final long STRETCH = 1000;
    /// A step of 1 cm-1, a tenth of the half width.
    private static final Lorentz INFRARED = Lorentz.infrared(3601);
    private static final Lorentz RAMAN = Lorentz.raman(3901);
    private static final List<String> NAMES = List.of("smiles", "SMILES", "id");

    private final SourceFacts facts;
    private final Path root;
    private final List<Stretch> tasks = new ArrayList<>();

    private record Stretch(Path file, String table, long from) {}

    ChemblSource(String name, Path root) throws IOException {
        this.root = root;
        List<Path> files = new ArrayList<>();
        for (Path f : Digests.files(root)) {
            if (marked(f)) {
                files.add(f);
                plan(f);
            }
        }
        if (files.isEmpty()) {
            throw new FormatException(root + ": expected SQLite databases with the computed spectra of ChEMBL, found none; place "
                + "them there");
        }
        facts = new SourceFacts(name, "CC BY 4.0", "computed infrared and Raman spectra of ChEMBL molecules, Figshare 54662735, 54662885",
            Digests.of(root, files));
    }

    private static boolean marked(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(MARK.length), MARK);
        }
    }

    private void plan(Path file) throws FormatException {
        try (Database db = Database.open(file)) {
            List<String> tables = db.tables();
            if (tables.isEmpty()) {
                throw new FormatException(file + ": expected a table with a molecule in each row, found no table");
            }
            String table = tables.getFirst();
            long last = db.lastRow(table);
            for (long from = 1; from <= last; from += STRETCH) {
                tasks.add(new Stretch(file, table, from));
            }
        }
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
        Stretch s = tasks.get(task);
        String prefix = name() + "/" + Digests.relative(root, s.file) + "/";
        try (Database db = Database.open(s.file)) {
            ChemblSpectra.read(db, s.table, s.from, s.from + STRETCH, new ChemblSpectra.Sink<IOException>() {
                @Override
                public boolean take(Molecule m) throws IOException {
                    add(prefix + m.row(), m, sink);
                    return true;
                }

                @Override
                public void damaged(long row, FormatException why) throws IOException {
                    sink.reject(prefix + row, Reason.UNREADABLE, why.getMessage());
                }
            });
        }
    }

    private void add(String id, Molecule m, Sink sink) throws IOException {
        String group = name() + "/" + molecule(m.facts(), id.substring(name().length() + 1));
        if (m.infrared().length > 0) {
            double[] y = INFRARED.infrared(m.frequency(), m.infrared());
            sink.accept(new RawSpectrum(INFRARED.axis(), y, AxisUnit.WAVENUMBER, Modality.IR, IntensityKind.UNKNOWN, "", group, group,
                id + "/ir"));
        }
        if (m.raman().length > 0) {
            double[] y = RAMAN.raman(m.frequency(), m.raman());
            sink.accept(new RawSpectrum(RAMAN.axis(), y, AxisUnit.RAMAN_SHIFT, Modality.RAMAN, IntensityKind.UNKNOWN, "", group, group,
                id + "/raman"));
        }
        if (m.infrared().length + m.raman().length == 0) {
            sink.reject(id, Reason.NO_SPECTRUM, "neither 'IR Inten' nor 'Raman Activ'");
        }
    }

    /// The same molecule has the same name in every database.
    private static String molecule(Map<String, String> facts, String otherwise) {
        return NAMES.stream().map(k -> facts.getOrDefault(k, "").strip()).filter(v -> !v.isEmpty() && v.length() <= 200).findFirst()
            .orElse(otherwise);
    }
}
