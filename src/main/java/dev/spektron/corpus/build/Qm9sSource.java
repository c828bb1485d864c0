package dev.spektron.corpus.build;

import dev.spektron.io.FormatException;
import dev.spektron.spectra.AxisUnit;
import dev.spektron.spectra.IntensityKind;
import dev.spektron.spectra.Modality;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The broadened spectra of QM9S, `ir_broaden.csv` and `raman_broaden.csv`: a line for each molecule, its index, then 3501 values at 500,
/// 501, ... 4000 cm-1. Infrared and Raman are joined by the index, never by the place of the line: the files have different numbers of
/// lines. The molecule is the group, so both stay on one side of a split. A task is a stretch of bytes; a line belongs to the stretch in
/// which it begins.
final class Qm9sSource implements CorpusSource {
    private static final double FIRST = 500;
    private static final int POINTS = 3501;
    private static final long STRETCH = 64L << 20;
    private static final int LONGEST = 1 << 20;

    private final SourceFacts facts;
    private final Path root;
    private final List<Stretch> tasks = new ArrayList<>();
    private final double[] x = new double[POINTS];

    private record Stretch(Path file, Modality modality, long from, long to) {}

    Qm9sSource(String name, Path root) throws IOException {
        this.root = root;
        for (int j = 0; j < POINTS; j++) {
            x[j] = FIRST + j;
        }
        List<Path> files = new ArrayList<>();
        add(root.resolve("ir_broaden.csv"), Modality.IR, files);
        add(root.resolve("raman_broaden.csv"), Modality.RAMAN, files);
        if (files.isEmpty()) {
            throw new FormatException(root + ": expected ir_broaden.csv or raman_broaden.csv of QM9S, found neither; place them there");
        }
        facts = new SourceFacts(name, "CC BY 4.0", "QM9S, computed spectra, Figshare 24235333", Digests.of(root, files));
    }

    private void add(Path file, Modality modality, List<Path> files) throws IOException {
        if (Files.isRegularFile(file)) {
            files.add(file);
            long size = Files.size(file);
            for (long at = 0; at < size; at += STRETCH) {
                tasks.add(new Stretch(file, modality, at, Math.min(size, at + STRETCH)));
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
        try (RandomAccessFile in = new RandomAccessFile(s.file.toFile(), "r")) {
            Lines lines = new Lines(in, Math.max(0, s.from - 1));
            if (s.from > 0) {
                // Up to the end of the line that began before; from - 1, so that a line that begins exactly here is ours.
                lines.next();
            }
            while (lines.position() < s.to) {
                long at = lines.position();
                String line = lines.next();
                if (line == null) {
                    return;
                }
                if (!line.isBlank() && !(at == 0 && !Character.isDigit(line.strip().charAt(0)))) {
                    add(s, at, line.strip(), sink);
                }
            }
        }
    }

    private void add(Stretch s, long at, String line, Sink sink) throws IOException {
        String[] cells = line.split(",", -1);
        String where = Digests.relative(root, s.file) + ", byte " + at;
        String type = s.modality.label();
        if (cells.length != POINTS + 1) {
            sink.reject(name() + "/" + type + "/byte " + at, Reason.UNREADABLE, where + ": expected an index and " + POINTS
                + " values, found " + cells.length + " cells");
            return;
        }
        double[] y = new double[POINTS];
        try {
            for (int j = 0; j < POINTS; j++) {
                y[j] = Double.parseDouble(cells[j + 1]);
            }
        } catch (NumberFormatException e) {
            sink.reject(name() + "/" + type + "/" + cells[0], Reason.UNREADABLE, where + ": expected numbers (" + e.getMessage() + ")");
            return;
        }
        String molecule = name() + "/" + cells[0].strip();
        sink.accept(new RawSpectrum(x, y, s.modality == Modality.IR ? AxisUnit.WAVENUMBER : AxisUnit.RAMAN_SHIFT, s.modality,
            IntensityKind.UNKNOWN, "", molecule, molecule, molecule + "/" + type));
    }

    /// Lines of a file, with the place of the next.
    private static final class Lines {
        private final RandomAccessFile in;
        private final byte[] buffer = new byte[1 << 16];
        private int next;
        private int end;
        private long position;

        Lines(RandomAccessFile in, long at) throws IOException {
            this.in = in;
            in.seek(at);
            position = at;
        }

        long position() {
            return position;
        }

        String next() throws IOException {
            java.io.ByteArrayOutputStream line = new java.io.ByteArrayOutputStream(1 << 15);
            while (true) {
                if (next == end) {
                    next = 0;
                    end = Math.max(0, in.read(buffer));
                    if (end == 0) {
                        return line.size() == 0 ? null : line.toString(StandardCharsets.US_ASCII);
                    }
                }
                byte b = buffer[next++];
                position++;
                if (b == '\n') {
                    return line.toString(StandardCharsets.US_ASCII);
                }
                line.write(b);
                if (line.size() > LONGEST) {
                    throw new FormatException("QM9S: expected lines of at most " + LONGEST + " bytes, found a longer one before byte "
                        + position);
                }
            }
        }
    }
}
