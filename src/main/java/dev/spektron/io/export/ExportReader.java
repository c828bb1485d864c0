package dev.spektron.io.export;

import dev.spektron.io.FormatException;
import dev.spektron.io.formats.Block;
import dev.spektron.io.formats.Content;
import dev.spektron.io.formats.Match;
import dev.spektron.io.formats.MetadataKeys;
import dev.spektron.io.formats.Reader;
import dev.spektron.io.formats.SpectralFile;
import dev.spektron.io.text.DecimalParser;
import dev.spektron.io.text.IsoDates.Order;
import dev.spektron.io.text.TextBytes;
import dev.spektron.io.text.TextLines;
import dev.spektron.io.text.UniqueNames;
import dev.spektron.io.text.Warnings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads text exports: an axis in one column, ordinates in the others, a header above.
///
/// The axis is the column whose name says so, a Raman shift before a wavelength before a wavenumber, or else the first one. Columns that
/// the file names as dark or reference readings, raw data or results become blocks of their own; columns with other names, such as those
/// of samples, become the rows of one block. Lines without a position are left out.
public final class ExportReader implements Reader {
    private static final int LOOK = 1 << 16;
    private static final int HEAD = 6000;
    private static final int FEW_COLUMNS = 3;
    private static final String TRUE_MATCH = "[WITEC_TRUEMATCH_ASCII_HEADER]";
    private static final String SPECTRUM = "[SpectrumHeader]";
    private static final List<String> MARKS = List.of("SpectraSuite Data File", ">>>>>Begin", "/*** Spectra Vista SIG Data",
        "File Version;BWRam",
        "File Version;BWSpec", "#Acq. time (s)=", "Data measured with spectrometer", "Horizontal axis\t", "SciMode:",
            "#Wave\t\t#Intensity", TRUE_MATCH);

    @Override
    public String format() {
        return "text-export";
    }

    @Override
    public String title() {
        return "text export of an instrument";
    }

    @Override
    public List<String> endings() {
        return List.of(".txt", ".dpt", ".ttt", ".sig", ".asc", ".prn", ".tsv", ".xy", ".dat", ".csv");
    }

    @Override
    public Match match(Content content) {
        byte[] b = TextBytes.utf8(content.bytes().length > LOOK ? java.util.Arrays.copyOf(content.bytes(), LOOK) : content.bytes());
        if (!TextBytes.isText(b)) {
            return Match.NO;
        }
        String head = new Content("", b).head(HEAD);
        if (head.startsWith("##")) {
            return Match.NO;
        }
        for (String mark : MARKS) {
            if (head.contains(mark)) {
                return Match.CERTAIN;
            }
        }
        return table(new TextLines(b));
    }

    /// Likely, if most lines are rows whose first field runs one way. In a table of many columns a header must call it an axis: it may be a
    /// number of samples.
    private static Match table(TextLines lines) {
        Dialect d = Dialect.detect(lines);
        if (d == null) {
            return Match.NO;
        }
        DecimalParser parser = new DecimalParser();
        double[] first = new double[1];
        int rows = 0;
        int turns = 0;
        double before = Double.NaN;
        double direction = 0;
        boolean named = false;
        for (int i = 0; i < lines.size(); i++) {
            int width = d.row(lines.bytes(), lines.start(i), lines.end(i), parser, first);
            if (width > 0) {
                named |= rows == 0 && width > FEW_COLUMNS && i > 0 && !Header.isAxis(firstField(lines.text(i - 1), d));
                rows++;
                double sign = Math.signum(first[0] - before);
                turns += direction != 0 && sign != 0 && sign == sign && sign != direction ? 1 : 0;
                direction = sign == sign && sign != 0 ? sign : direction;
                before = first[0];
            }
        }
        return rows < NumberTable.FEWEST_ROWS || 2 * rows < lines.size() ? Match.NO
            : 20 * turns <= rows && !named ? Match.LIKELY : Match.POSSIBLE;
    }

    private static String firstField(String line, Dialect d) {
        String text = line.replaceFirst("^[\"#\\s]+", "");
        int end = text.indexOf(d.delimiter());
        return (end < 0 ? text : text.substring(0, end)).replace("\"", "").strip();
    }

    @Override
    public SpectralFile read(Content content) throws FormatException {
        String file = content.name();
        byte[] bytes = TextBytes.utf8(content.bytes());
        if (!TextBytes.isText(bytes)) {
            throw new FormatException(file + ": expected text, found control characters among the first bytes");
        }
        TextLines lines = new TextLines(bytes);
        return lines.size() > 0 && lines.text(0).startsWith(TRUE_MATCH) ? several(file, lines) : one(file, bytes, lines);
    }

    /// WITec's TrueMatch writes one text of many spectra, each below a line of its own.
    private SpectralFile several(String file, TextLines lines) throws FormatException {
        List<Integer> starts = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.text(i).strip().equals(SPECTRUM)) {
                starts.add(i);
            }
        }
        if (starts.isEmpty()) {
            throw new FormatException(file + ": expected a line " + SPECTRUM + " above each spectrum, found none in " + lines.size()
                + " lines; export the spectra anew");
        }
        Warnings warnings = new Warnings();
        UniqueNames names = new UniqueNames();
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            TextLines part = lines.part(starts.get(i), i + 1 < starts.size() ? starts.get(i + 1) : lines.size());
            NumberTable table = NumberTable.find(file, part);
            Header header = new Header(part, table);
            Map<String, String> metadata = new LinkedHashMap<>(ExportMetadata.of(header, table.dialect().mark(), Order.UNKNOWN));
            for (Block b : Columns.of(file, part, table, header, metadata, false, warnings)) {
                String name = names.take(metadata.getOrDefault(MetadataKeys.TITLE, ""), "spectrum " + (i + 1));
                blocks.add(new Block(name, b.kind(), b.x(), b.unit(), b.xLabel(), b.intensity(), b.yLabel(), b.y(), b.rows() == 1
                    ? List.of(name) : b.ids(), b.metadata(), b.rowMetadata()));
            }
        }
        return new SpectralFile(file, format(), blocks, Map.of(), warnings.list());
    }

    private SpectralFile one(String file, byte[] bytes, TextLines lines) throws FormatException {
        NumberTable table = NumberTable.find(file, lines);
        Header header = new Header(lines, table);
        boolean spectraVista = lines.text(0).contains("Spectra Vista SIG Data");
        Order order = spectraVista ? Order.MONTH_FIRST : Order.UNKNOWN;
        Map<String, String> metadata = new LinkedHashMap<>(ExportMetadata.of(header, table.dialect().mark(), order));
        Warnings warnings = new Warnings();
        List<Block> blocks;
        if (spectraVista && table.width() == SpectraVista.WIDTH) {
            SpectraVista.date(metadata);
            blocks = SpectraVista.blocks(table, header, metadata);
        } else if (LabSpecMap.is(table)) {
            blocks = List.of(LabSpecMap.block(table, header, metadata));
        } else {
            // What follows the arrows is in the language of the program.
            boolean ocean = new Content("", bytes).head(HEAD).contains("\n>>>>>");
            blocks = Columns.of(file, lines, table, header, metadata, ocean, warnings);
        }
        if (blocks.isEmpty()) {
            throw FormatException.at(file, "line " + lines.number(table.first()),
                "expected columns of ordinates beside the axis, found none");
        }
        return new SpectralFile(file, format(), blocks, metadata, warnings.list());
    }
}
