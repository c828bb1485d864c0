package dev.spektron.corpus.build;

import dev.spektron.corpus.simulator.Presets;
import dev.spektron.corpus.source.Simulated;
import dev.spektron.spectra.AxisUnit;
import dev.spektron.spectra.Nearest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The sources that `corpus build` knows: `NAME`, or `NAME=PATH` for files that are elsewhere.
///
/// | text | source |
/// |---|---|
/// | `sim:PRESET[:samples[:instruments]]`, `sim:pretrain:...` | simulator |
/// | `corn`, `tablets`, `wheat` | data sets with a manifest |
/// | `rruff` | text files below `rruff-raman` |
/// | `openspecy`, `uspto`, `nist` | files of any format below `openspecy-library`, `uspto-spectra`, `nist-webbook` |
/// | `qm9s` | the two CSV files below `qm9s` |
/// | `chembl` | the SQLite databases below `chembl` |
/// | `NAME=PATH` with another name | a folder of files of any format; `NAME=PATH?unit=nm` where they do not say the unit of their axis |
/// | `all` | all that is found below the data folder |
public final class Catalogue {
    private static final String ALL = "all";
    private static final String UNIT = "?unit=";
    private static final int FAMILY_SAMPLES = 1000;
    private static final int FAMILY_VIEWS = 4;

    private Catalogue() {}

    /// A source with a place and terms of its own.
    private record Known(String name, String folder, String licence, String origin) {}

    private static final List<Known> DATASETS = List.of(new Known("corn", "corn", "", ""),
        new Known("tablets", "tablets-idrc2002", "", ""), new Known("wheat", "wheat-idrc2016", "", ""));
    private static final Known RRUFF = new Known("rruff", "rruff-raman", "", "");
    private static final Known QM9S = new Known("qm9s", "qm9s", "", "");
    private static final Known CHEMBL = new Known("chembl", "chembl", "", "");
    private static final List<Known> FOLDERS = List.of(
        new Known("openspecy", "openspecy-library", "CC BY 4.0", "Open Specy; Cowger et al. (2021), doi:10.1021/acs.analchem.1c00123"),
        new Known("uspto", "uspto-spectra", "CDLA-Permissive-1.0", "USPTO-Spectra, computed infrared, Zenodo 16417648"),
        new Known("nist", "nist-webbook", "NIST Standard Reference Data terms", "NIST Chemistry WebBook, SRD 69, doi:10.18434/T4D303"));

    /// Opens the sources of a plan in its order.
    ///
    /// @throws IllegalArgumentException for unknown names
    /// @throws NoSuchFileException      if files are not there: place them and go on
    static List<CorpusSource> open(BuildPlan plan) throws IOException {
        List<CorpusSource> out = new ArrayList<>();
        for (String spec : plan.sources()) {
            out.addAll(open(spec, plan));
        }
        Set<String> names = new HashSet<>();
        for (CorpusSource s : out) {
            if (!names.add(s.name())) {
                throw new IllegalArgumentException("source '" + s.name() + "' stands twice; name each only once");
            }
        }
        out.sort((a, b) -> a.name().compareTo(b.name()));
        return out;
    }

    private static List<CorpusSource> open(String spec, BuildPlan plan) throws IOException {
        Path data = Path.of(plan.dataDir());
        if (spec.startsWith(Simulated.PREFIX)) {
            return simulated(spec, plan);
        }
        if (spec.equals(ALL)) {
            return all(data);
        }
        int equals = spec.indexOf('=');
        String name = equals < 0 ? spec : spec.substring(0, equals);
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
            throw new IllegalArgumentException("source '" + spec + "': expected a name of letters, digits, '.', '_' and '-'");
        }
        return List.of(named(name, equals < 0 ? null : Path.of(spec.substring(equals + 1)), data));
    }

    private static CorpusSource named(String name, Path path, Path data) throws IOException {
        for (Known k : DATASETS) {
            if (k.name.equals(name)) {
                return path == null ? new DatasetSource(name, name, data) : new DatasetSource(name, path.toString(), data);
            }
        }
        if (name.equals(RRUFF.name)) {
            return new RruffSource(name, there(name, path, data, RRUFF.folder));
        }
        if (name.equals(QM9S.name)) {
            return new Qm9sSource(name, there(name, path, data, QM9S.folder));
        }
        if (name.equals(CHEMBL.name)) {
            return new ChemblSource(name, there(name, path, data, CHEMBL.folder));
        }
        for (Known k : FOLDERS) {
            if (k.name.equals(name)) {
                return new FolderSource(name, k.licence, k.origin, there(name, path, data, k.folder), AxisUnit.INDEX);
            }
        }
        if (path == null) {
            throw new IllegalArgumentException(Nearest.unknown("source", name, "the catalogue", names())
                + "; a folder of your own is given as NAME=PATH");
        }
        String text = path.toString();
        int mark = text.lastIndexOf(UNIT);
        Path folder = there(name, mark < 0 ? path : Path.of(text.substring(0, mark)), data, "");
        AxisUnit unit = mark < 0 ? AxisUnit.INDEX : AxisUnit.parse(text.substring(mark + UNIT.length()));
        return new FolderSource(name, "not stated", folder.getFileName().toString(), folder, unit);
    }

    private static List<String> names() {
        List<String> out = new ArrayList<>(List.of(RRUFF.name, QM9S.name, CHEMBL.name, ALL, Simulated.PREFIX + Simulated.FAMILY));
        DATASETS.forEach(k -> out.add(k.name));
        FOLDERS.forEach(k -> out.add(k.name));
        return out;
    }

    private static Path there(String name, Path path, Path data, String folder) throws IOException {
        Path at = path == null ? data.resolve(folder) : path;
        if (!Files.exists(at)) {
            throw new NoSuchFileException(at.toString(), null, "expected the files of source '" + name
                + "', found nothing; place them there, or say where they are with " + name + "=PATH");
        }
        return at;
    }

    private static List<CorpusSource> all(Path data) throws IOException {
        if (!Files.isDirectory(data)) {
            throw new NoSuchFileException(data.toString(), null, "expected the folder of the data sets, found none; name it with "
                + "--data-dir");
        }
        List<Path> folders;
        try (Stream<Path> in = Files.list(data)) {
            folders = in.filter(Files::isDirectory).filter(f -> !f.getFileName().toString().startsWith(".")).sorted().toList();
        }
        List<CorpusSource> out = new ArrayList<>();
        for (Path f : folders) {
            String folder = f.getFileName().toString();
            Known known = Stream.of(DATASETS, List.of(RRUFF, QM9S, CHEMBL), FOLDERS).flatMap(List::stream)
                .filter(k -> k.folder.equals(folder)).findFirst().orElse(null);
            out.add(known == null ? new FolderSource(folder, "see the files' own terms", "folder " + folder, f, AxisUnit.INDEX)
                : named(known.name, null, data));
        }
        return out;
    }

    private static List<CorpusSource> simulated(String spec, BuildPlan plan) throws IOException {
        String[] parts = spec.substring(Simulated.PREFIX.length()).split(":", -1);
        if (parts.length > 3 || parts[0].isBlank()) {
            throw new IllegalArgumentException("source '" + spec + "': expected sim:PRESET[:SAMPLES[:INSTRUMENTS]], for example "
                + "sim:pretrain:2000:4");
        }
        boolean family = parts[0].equals(Simulated.FAMILY);
        List<String> presets = family ? Simulated.PRETRAIN : List.of(parts[0]);
        int samples = parts.length > 1 ? count(spec, parts[1], presets.size() * (Simulated.STRIDE - 1))
            : family ? FAMILY_SAMPLES : Presets.load(parts[0]).samples();
        int views = parts.length > 2 ? count(spec, parts[2], 10_000) : family ? FAMILY_VIEWS : Integer.MAX_VALUE;
        List<CorpusSource> out = new ArrayList<>();
        for (int c = 0; c < presets.size(); c++) {
            int n = samples / presets.size() + (c < samples % presets.size() ? 1 : 0);
            if (n > 0) {
                String maker = Simulated.PREFIX + (family ? Simulated.FAMILY : Presets.load(presets.get(c)).name());
                out.add(new SimulatedSource(Presets.load(presets.get(c)), maker, plan.seed(), c * Simulated.STRIDE, n, views,
                    plan.shardRows()));
            }
        }
        return out;
    }

    private static int count(String spec, String text, int most) {
        if (text.matches("[0-9]{1,9}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= most) {
            return Integer.parseInt(text);
        }
        throw new IllegalArgumentException("source '" + spec + "': expected a number from 1 to " + most + ", found '" + text + "'");
    }
}
