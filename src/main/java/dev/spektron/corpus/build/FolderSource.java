package dev.spektron.corpus.build;

import dev.spektron.io.FormatException;
import dev.spektron.io.formats.Block;
import dev.spektron.io.formats.BlockKind;
import dev.spektron.io.formats.Content;
import dev.spektron.io.formats.MetadataKeys;
import dev.spektron.io.formats.Readers;
import dev.spektron.io.formats.SpectralFile;
import dev.spektron.spectra.AxisUnit;
import dev.spektron.spectra.Modality;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A folder of files in any format that [Readers] know. What a row, its block or its file says of CAS number, molecule or sample is its
/// group; without any the file is: better too large a group than one sample on both sides of a split.
final class FolderSource implements CorpusSource {
    private static final List<String> GROUP_KEYS = List.of(MetadataKeys.CAS, "smiles", "SMILES", "spectrum_identity", "sample_name",
        MetadataKeys.SAMPLE);

    private final SourceFacts facts;
    private final Path root;
    private final List<List<Path>> tasks;
    private final DescribedAxes axes;
    private final AxisUnit otherwise;

    /// @param otherwise unit of axes whose files do not say it; [AxisUnit#INDEX] if nobody does
    FolderSource(String name, String licence, String origin, Path root, AxisUnit otherwise) throws IOException {
        this.root = root;
        this.otherwise = otherwise;
        List<Path> files = Digests.files(root);
        if (files.isEmpty()) {
            throw new FormatException(root + ": expected files with spectra, found none");
        }
        tasks = FileTasks.of(files);
        facts = new SourceFacts(name, licence, origin, Digests.of(otherwise.symbol() + Digests.of(root, files)));
        axes = DescribedAxes.of(root);
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
        for (Path file : tasks.get(task)) {
            String id = name() + "/" + Digests.relative(root, file);
            Content content = null;
            try {
                content = Content.read(file);
                SpectralFile read = Readers.read(content);
                for (Block b : read.blocks()) {
                    add(id, read, b, sink);
                }
            } catch (FormatException e) {
                sink.reject(id, content == null || known(content) ? Reason.UNREADABLE : Reason.NO_READER, e.getMessage());
            }
        }
    }

    /// Whether some reader takes the content, packed or not.
    private static boolean known(Content c) {
        try {
            return Readers.find(c.unpacked()).isPresent();
        } catch (FormatException e) {
            return true;
        }
    }

    private void add(String id, SpectralFile file, Block b, Sink sink) throws IOException {
        String name = name();
        String block = file.blocks().size() == 1 ? id : id + "/" + b.name();
        if (b.kind() != BlockKind.SPECTRUM) {
            sink.reject(block, Reason.NO_SPECTRUM, "a block of " + b.kind().label());
            return;
        }
        AxisUnit said = b.unit().orElse(otherwise);
        double[] described = said == AxisUnit.INDEX ? axes.of(b.name(), b.channels()) : null;
        double[] x = described == null ? b.x() : described;
        AxisUnit unit = described == null ? said : AxisUnit.WAVENUMBER;
        for (int i = 0; i < b.rows(); i++) {
            String row = b.rows() == 1 ? block : block + "/" + b.ids().get(i);
            List<Map<String, String>> facts = List.of(b.rowMetadata().get(i), b.metadata(), file.metadata());
            String group = name + "/" + fact(facts, GROUP_KEYS, id.substring(name.length() + 1));
            String instrument = fact(facts, List.of(MetadataKeys.SERIAL, MetadataKeys.INSTRUMENT), "");
            sink.accept(new RawSpectrum(x, b.y()[i], unit, modality(facts, unit, x), b.intensity(),
                instrument.isEmpty() ? "" : name + "/" + instrument, group, group, row));
        }
    }

    private static String fact(List<Map<String, String>> facts, List<String> keys, String otherwise) {
        for (Map<String, String> m : facts) {
            for (String key : keys) {
                String v = m.getOrDefault(key, "").strip();
                if (!v.isEmpty() && v.length() <= 200) {
                    return v;
                }
            }
        }
        return otherwise;
    }

    /// What the file says; else a Raman shift or a laser means Raman, and absorption is near infrared from 4000 cm-1 (2500 nm) up.
    private static Modality modality(List<Map<String, String>> facts, AxisUnit unit, double[] x) {
        String said = fact(facts, List.of(MetadataKeys.MODALITY), "");
        if (!said.isEmpty()) {
            try {
                return Modality.parse(said);
            } catch (IllegalArgumentException e) {
                // A kind of spectroscopy that is none of ours.
                return Modality.UNKNOWN;
            }
        }
        if (unit == AxisUnit.RAMAN_SHIFT || !fact(facts, List.of(MetadataKeys.LASER), "").isEmpty()) {
            return Modality.RAMAN;
        }
        double sum = 0;
        for (double v : x) {
            sum += v;
        }
        double middle = sum / Math.max(1, x.length);
        return switch (unit) {
            case NANOMETRE -> middle > 2500 ? Modality.IR : middle > 600 ? Modality.NIR : Modality.UNKNOWN;
            case WAVENUMBER -> middle < 4000 ? Modality.IR : middle < 16_000 ? Modality.NIR : Modality.UNKNOWN;
            case RAMAN_SHIFT, INDEX -> Modality.UNKNOWN;
        };
    }
}
