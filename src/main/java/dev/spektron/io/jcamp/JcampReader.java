package dev.spektron.io.jcamp;

import dev.spektron.io.FormatException;
import dev.spektron.io.formats.Block;
import dev.spektron.io.formats.Bytes;
import dev.spektron.io.formats.Content;
import dev.spektron.io.formats.Match;
import dev.spektron.io.formats.Reader;
import dev.spektron.io.formats.SpectralFile;
import dev.spektron.io.text.TextBytes;
import dev.spektron.io.text.UniqueNames;
import dev.spektron.io.text.Warnings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// JCAMP-DX with all its forms: AFFN, PAC, SQZ, DIF and DUP; XYDATA, XYPOINTS, peak tables, assignments, NTUPLES, RADATA; compound files
/// and files of several blocks one behind the other. Pages over one axis become the rows of one block.
///
/// Where a file says something twice and differently, the result keeps what is told first here, and a warning says so: ordinates out of the
/// table before `FIRSTY`, `MINY`, `MAXY`; found points before `NPOINTS`; `FIRSTX` and `LASTX` before `DELTAX`; the header's axis before the
/// abscissae of the lines, which are rounded.
public final class JcampReader implements Reader {
    private static final int LOOK = 1 << 14;
    /// Bytes that a point needs: position and ordinate.
    private static final int POINT = 16;
    /// What points may need is 7 times the content and this: the rest of the 8 times and 64 MiB is for lines and texts.
    private static final long FREE = 32L << 20;

    @Override
    public String format() {
        return "jcamp-dx";
    }

    @Override
    public String title() {
        return "JCAMP-DX";
    }

    @Override
    public List<String> endings() {
        return List.of(".jdx", ".dx", ".jcm", ".jcamp");
    }

    @Override
    public Match match(Content content) {
        byte[] head = TextBytes.utf8(Arrays.copyOf(content.bytes(), Math.min(LOOK, content.bytes().length)));
        String text = new String(head, java.nio.charset.StandardCharsets.ISO_8859_1);
        String t = text.stripLeading();
        if (t.startsWith("$$")) {
            int at = t.indexOf("\n##");
            t = at < 0 ? t : t.substring(at + 1);
        }
        if (!t.startsWith("##") || !TextBytes.isText(head)) {
            return Match.NO;
        }
        String labels = JcampBlock.key(t.substring(0, Math.min(t.length(), LOOK)));
        return labels.startsWith("##TITLE=") || labels.contains("##JCAMPDX=") ? Match.CERTAIN
            : labels.contains("##XYDATA=") || labels.contains("##PEAKTABLE=") || labels.contains("##XYPOINTS=") ? Match.LIKELY : Match.NO;
    }

    @Override
    public SpectralFile read(Content content) throws FormatException {
        byte[] bytes = TextBytes.utf8(content.bytes());
        List<JcampBlock> parts = JcampParser.parse(content.name(), bytes);
        if (parts.isEmpty()) {
            throw FormatException.at(content.name(), "line 1", "expected ##TITLE=, found " + Bytes.show(bytes, 0, 16)
                + "; is it a JCAMP-DX file?");
        }
        Warnings warnings = new Warnings();
        List<Block> blocks = new ArrayList<>();
        UniqueNames names = new UniqueNames();
        int left = (int) Math.min(Integer.MAX_VALUE / 2, (7L * bytes.length + FREE) / POINT);
        for (JcampBlock part : parts) {
            List<Block> found = new ArrayList<>();
            TableReader tables = new TableReader(content.name(), bytes, part, warnings);
            for (DataTable table : part.tables()) {
                List<Block> read = tables.read(table, left);
                for (Block b : read) {
                    left -= b.channels();
                    found.add(b);
                }
                if (read.isEmpty()) {
                    warnings.add("table in line " + (table.line() - 1) + ": it has no points and is left out");
                }
            }
            for (Block b : Pages.join(found)) {
                blocks.add(Pages.named(b, names.take(b.name(), "block " + (blocks.size() + 1))));
            }
            if (!part.ended() && !part.tables().isEmpty()) {
                warnings.add("the block that begins in line " + part.line() + " has no ##END=");
            }
        }
        if (blocks.isEmpty()) {
            throw new FormatException(content.name() + ": expected a data table (##XYDATA=, ##XYPOINTS=, ##PEAK TABLE=, ##PEAK ASSIGNMENTS="
                + " or ##DATA TABLE=) with points, found " + parts.size() + " blocks without one, the first '"
                + parts.getFirst().text("TITLE").lines().findFirst().orElse("") + "'");
        }
        return new SpectralFile(content.name(), format(), blocks, metadata(parts.getFirst()), warnings.list());
    }

    private static Map<String, String> metadata(JcampBlock first) {
        Map<String, String> m = new LinkedHashMap<>(JcampMetadata.of(first));
        if (first.text(JcampMetadata.TYPE).toUpperCase(Locale.ROOT).startsWith("LINK")) {
            JcampMetadata.remove(m, JcampMetadata.TYPE);
        }
        return m;
    }
}
