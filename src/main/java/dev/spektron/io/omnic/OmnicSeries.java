package dev.spektron.io.omnic;

import dev.spektron.io.FormatException;
import dev.spektron.io.formats.Block;
import dev.spektron.io.formats.BlockKind;
import dev.spektron.io.formats.Bytes;
import dev.spektron.io.formats.EvenAxis;
import dev.spektron.io.formats.Facts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A series of spectra (SRS): number of entries at byte 294, entries of 22 bytes from byte 304 with their key (2 bytes), place (8), length
/// (4) and number (4).
///
/// The entry with key 12d begins with a header as of a spectrum and 56 bytes more; then come, for each spectrum, 16 bytes, 84 bytes that
/// begin with its name, and the ordinates. The entry with key 145 has the last and the first time in minutes as floats at 70 and 74 and the
/// number of spectra at 90.
final class OmnicSeries {
    private static final int COUNT = 294;
    private static final int FIRST = 304;
    private static final int BYTES = 22;
    private static final int SPECTRA = 0x12d;
    private static final int TIMES = 0x145;
    private static final int TIMES_BYTES = 94;
    private static final int PRELUDE = 196;
    private static final int RECORD = 16;
    private static final int NAME = 84;
    private static final int NAME_BYTES = 64;

    private record Entry(int key, long at, long length, long index) {}

    private final Bytes b;
    private final List<Entry> entries = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    private OmnicSeries(Bytes b) {
        this.b = b;
    }

    List<String> warnings() {
        return warnings;
    }

    static OmnicSeries read(Bytes b) throws FormatException {
        b.need(0, FIRST, "header of an OMNIC series");
        OmnicSeries s = new OmnicSeries(b);
        int count = b.u16(COUNT, "number of entries");
        b.need(FIRST, (long) BYTES * count, "the directory of " + count + " entries");
        for (int i = 0; i < count; i++) {
            long at = FIRST + (long) BYTES * i;
            s.entries.add(new Entry(b.u16(at, "key of an entry"), b.i64(at + 2, "place of an entry"), b.u32(at + 10, "length of an entry"),
                b.u32(at + 14, "number of an entry")));
        }
        return s;
    }

    private Optional<Entry> entry(int key, boolean background) {
        return entries.stream().filter(e -> e.key() == key && (!background || e.index() == 0)).findFirst();
    }

    /// The spectra as rows of one block, and the spectrum of the background.
    List<Block> blocks() throws FormatException {
        Entry e = entry(SPECTRA, false).orElseThrow(() -> b.error(FIRST, "expected an entry with key 12d (spectra of a series), found none "
            + "among " + entries.size() + "; split the series in OMNIC into spectra or save it as a group"));
        need(e);
        OmnicHeader h = OmnicHeader.read(b, e.at(), e.length());
        long record = RECORD + NAME + 4L * h.points();
        long n = (e.length() - PRELUDE) / record;
        if (n < 1) {
            throw b.error(e.at(), "expected at least one spectrum of " + record + " bytes behind " + PRELUDE + " bytes of header, found "
                + e.length() + " bytes in all; the file is damaged");
        }
        if (PRELUDE + n * record != e.length()) {
            warnings.add("the spectra take " + e.length() + " bytes, which " + n + " of " + record + " bytes behind " + PRELUDE
                + " do not fill; the rest was not read");
        }
        double[][] y = new double[(int) n][];
        List<String> names = new ArrayList<>();
        for (int i = 0; i < y.length; i++) {
            long at = e.at() + PRELUDE + i * record + RECORD;
            names.add(OmnicText.read(b, at, NAME_BYTES));
            y[i] = ordinates(h, at + NAME);
        }
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block("series", h.kind(), axis(h), h.unit(), h.xLabel(), h.intensity(), h.yLabel(), y, Facts.unique(names),
            Map.of(), times(y.length)));
        background().ifPresent(blocks::add);
        return blocks;
    }

    private void need(Entry e) throws FormatException {
        b.need(e.at(), e.length(), "the entry with key " + Integer.toHexString(e.key()));
    }

    private double[] ordinates(OmnicHeader h, long at) throws FormatException {
        double[] y = b.f32s(at, h.points(), "ordinates");
        for (int j = 0; h.percent() && j < y.length; j++) {
            y[j] /= 100;
        }
        return y;
    }

    /// Interferograms of rapid scans state their ends the wrong way round.
    private static double[] axis(OmnicHeader h) {
        return h.kind() == BlockKind.INTERFEROGRAM && h.first() > h.last() ? EvenAxis.between(h.last(), h.first(), h.points()) : h.axis();
    }

    private List<Map<String, String>> times(int n) throws FormatException {
        Optional<Entry> e = entry(TIMES, false).filter(t -> t.length() >= TIMES_BYTES);
        if (e.isEmpty()) {
            return Collections.nCopies(n, Map.of());
        }
        need(e.get());
        double last = b.f32(e.get().at() + 70, "last time");
        double first = b.f32(e.get().at() + 74, "first time");
        long stated = b.u32(e.get().at() + 90, "number of spectra");
        if (stated != n) {
            warnings.add("the header states " + stated + " spectra, " + n + " are there; they are believed, their times are left out");
            return Collections.nCopies(n, Map.of());
        }
        List<Map<String, String>> times = new ArrayList<>();
        for (double t : EvenAxis.between(first, last, n)) {
            times.add(Map.of("time (min)", Facts.number(t)));
        }
        return times;
    }

    private Optional<Block> background() throws FormatException {
        Optional<Entry> head = entry(OmnicDirectory.HEADER, true);
        Optional<Entry> data = entry(OmnicDirectory.ORDINATES, true);
        if (head.isEmpty() || data.isEmpty()) {
            return Optional.empty();
        }
        need(head.get());
        need(data.get());
        OmnicHeader h = OmnicHeader.read(b, head.get().at(), head.get().length());
        if (data.get().length() != 4L * h.points()) {
            warnings.add("the background has " + data.get().length() / 4 + " ordinates where its header states " + h.points()
                + "; it was not read");
            return Optional.empty();
        }
        return Optional.of(Block.single("background", BlockKind.REFERENCE, axis(h), h.unit(), h.xLabel(), h.intensity(), h.yLabel(),
            ordinates(h, data.get().at()), Map.of()));
    }
}
