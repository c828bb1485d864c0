package dev.spektron.io.parquet;

import dev.spektron.io.Allowance;
import dev.spektron.io.FormatException;
import dev.spektron.io.formats.ArraySpectra;
import dev.spektron.io.formats.Block;
import dev.spektron.io.formats.BlockKind;
import dev.spektron.io.formats.ChannelNames;
import dev.spektron.io.formats.Content;
import dev.spektron.io.formats.Frame;
import dev.spektron.io.formats.FrameSpectra;
import dev.spektron.io.formats.Match;
import dev.spektron.io.formats.MetadataKeys;
import dev.spektron.io.formats.Reader;
import dev.spektron.io.formats.SpectralFile;
import dev.spektron.io.parquet.ParquetSchema.Leaf;
import dev.spektron.spectra.AxisUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Spectra in Parquet files: columns of lists of one length are spectra, a column of positions beside them is their axis, and tables with a
/// column for each channel are read too.
///
/// Own code, because the libraries that read Parquet bring 20 MB of other libraries with them and allocate what the file tells them to.
public final class ParquetReader implements Reader {
    private static final String MARK = "PAR1";
    /// Name and facts of a row.
    private static final int ROW = 200;
    private static final int FEWEST = 3;
    private static final List<String> AXES = List.of("frequency", "wavenumber", "wavelength", "shift");

    @Override
    public String format() {
        return "parquet";
    }

    @Override
    public String title() {
        return "Parquet";
    }

    @Override
    public List<String> endings() {
        return List.of(".parquet", ".pq");
    }

    @Override
    public Match match(Content c) {
        return c.has(0, MARK) ? Match.CERTAIN : Match.NO;
    }

    @Override
    public SpectralFile read(Content content) throws FormatException {
        byte[] b = content.bytes();
        String name = content.name();
        Map<Integer, Object> footer = footer(content);
        List<Leaf> leaves = ParquetSchema.leaves(name, Thrift.structs(footer, 2));
        Frames frames = new Frames(name, b, Thrift.structs(footer, 4));
        List<String> warnings = new ArrayList<>();
        // Files of computed spectra of all kinds (USPTO) have NMR spectra of ten times as many points, most of them zero. What is meant
        // here comes first, so that it is read whatever the rest takes.
        List<Leaf> wanted = new ArrayList<>(leaves);
        wanted.sort(Comparator.comparing(leaf -> isOther(leaf.name())));
        for (Leaf leaf : wanted) {
            frames.read(leaf, warnings);
        }
        frames.sort(leaves);
        List<Block> blocks = frames.blocks();
        if (blocks.isEmpty()) {
            throw new FormatException(name + ": expected columns with lists of numbers of one length or named by wavelength, found "
                + String.join(", ", leaves.stream().map(Leaf::name).distinct().limit(30).toList())
                + (warnings.isEmpty() ? "" : "; " + String.join("; ", warnings)));
        }
        Map<String, String> metadata = new LinkedHashMap<>();
        if (!Thrift.text(footer, 6).isEmpty()) {
            metadata.put(MetadataKeys.SOFTWARE, Thrift.text(footer, 6));
        }
        return new SpectralFile(name, format(), blocks, metadata, warnings);
    }

    /// The metadata at the end: its length and the mark stand behind it.
    static Map<Integer, Object> footer(Content content) throws FormatException {
        byte[] b = content.bytes();
        int end = b.length - 8;
        if (end < 4 || !content.has(b.length - 4, MARK)) {
            throw FormatException.at(content.name(), "byte " + Math.max(0, b.length - 4),
                "expected the mark PAR1 at the end of a Parquet file; "
                + (content.has(Math.max(0, b.length - 4), "PARE") ? "it is encrypted" : "the file is cut off, fetch it again"));
        }
        long length = (b[end] & 0xff) | (b[end + 1] & 0xff) << 8 | (b[end + 2] & 0xff) << 16 | (b[end + 3] & 0xffL) << 24;
        if (length > end - 4) {
            throw FormatException.at(content.name(), "byte " + end, "a footer of " + length + " bytes is announced, the file has " + end);
        }
        return new Thrift(content.name(), b, end - (int) length, end).struct();
    }

    /// Whether a column holds spectra of another kind.
    private static boolean isOther(String name) {
        String key = name.toLowerCase(Locale.ROOT);
        return key.contains("nmr") || key.contains("hsqc") || key.contains("msms");
    }

    /// Columns of a file by name.
    private static final class Frames {
        private final String name;
        private final byte[] bytes;
        private final List<Map<Integer, Object>> groups;
        private final Allowance allowance;
        private final Map<String, Frame.Column> columns = new LinkedHashMap<>();
        private final long rows;
        private double[] axis;
        private String axisName = "";

        Frames(String name, byte[] bytes, List<Map<Integer, Object>> groups) {
            this.name = name;
            this.bytes = bytes;
            this.groups = groups;
            this.rows = groups.stream().mapToLong(g -> Thrift.number(g, 3, 0)).sum();
            allowance = new Allowance(name, bytes.length, "split the file");
        }

        void read(Leaf leaf, List<String> warnings) throws FormatException {
            boolean known = leaf.type() == ParquetSchema.BOOLEAN || leaf.type() == ParquetSchema.INT32 || leaf.type() == ParquetSchema.INT64
                || leaf.type() >= ParquetSchema.FLOAT && leaf.type() <= ParquetSchema.BYTES;
            if (!leaf.plain() || leaf.repetition() > 1 || !known || leaf.repetition() == 1 && leaf.type() == ParquetSchema.BYTES) {
                return;
            }
            String where = name + ", column " + leaf.name();
            ColumnValues values = new ColumnValues(where, leaf, allowance);
            long left = allowance.left();
            try {
                for (Map<Integer, Object> group : groups) {
                    chunk(leaf, where, group, values);
                }
            } catch (Allowance.Exceeded e) {
                if (!isOther(leaf.name()) || leaf.repetition() == 0) {
                    throw e;
                }
                allowance.giveBack(left);
                warnings.add(e.getMessage() + "; the column is left out");
                return;
            }
            if (values.rows() != rows) {
                throw new FormatException(where + ": expected " + rows + " rows, found " + values.rows());
            }
            if (leaf.repetition() == 0) {
                columns.put(leaf.name(), values.isText() ? new Frame.Texts(values.texts()) : new Frame.Numbers(values.numbers()));
            } else {
                lists(leaf, values, warnings);
            }
        }

        /// Puts the columns into the order of the file.
        void sort(List<Leaf> leaves) {
            Map<String, Frame.Column> unsorted = new LinkedHashMap<>(columns);
            columns.clear();
            for (Leaf leaf : leaves) {
                if (unsorted.containsKey(leaf.name())) {
                    columns.put(leaf.name(), unsorted.get(leaf.name()));
                }
            }
        }

        private void chunk(Leaf leaf, String where, Map<Integer, Object> group, ColumnValues values) throws FormatException {
            List<Map<Integer, Object>> chunks = Thrift.structs(group, 1);
            if (leaf.column() >= chunks.size()) {
                throw new FormatException(where + ": a row group has only " + chunks.size() + " columns");
            }
            Map<Integer, Object> meta = Thrift.struct(chunks.get(leaf.column()), 3);
            if (Thrift.number(meta, 5, -1) == 0) {
                return;
            }
            long data = Thrift.number(meta, 9, -1);
            long dictionary = Thrift.number(meta, 11, 0);
            // Some writers give 0 for the place of the first page and that of its dictionary alone.
            long from = dictionary > 0 && (dictionary < data || data < 4) ? dictionary : data;
            long size = Thrift.number(meta, 7, -1);
            if (from < 4 || size < 0 || from > bytes.length || size > bytes.length - from) {
                throw new FormatException(where + ": " + size + " bytes from byte " + from + " are announced, the file has "
                    + bytes.length);
            }
            new ColumnChunk(where, bytes, leaf, (int) Thrift.number(meta, 4, -1), values).read(from, from + size, Thrift.number(meta, 5,
                -1));
        }

        private void lists(Leaf leaf, ColumnValues values, List<String> warnings) {
            int n = values.length();
            if (n < FEWEST) {
                warnings.add("column " + leaf.name() + ": lists of different lengths or of less than " + FEWEST + " numbers are left out");
                return;
            }
            double[][] lists = values.lists(n);
            boolean position = AXES.stream().anyMatch(leaf.name().toLowerCase(Locale.ROOT)::contains);
            if (position && Arrays.stream(lists).allMatch(l -> Arrays.equals(l, lists[0])) && ArraySpectra.isMonotone(lists[0])) {
                axis = lists[0];
                axisName = leaf.name();
            } else {
                columns.put(leaf.name(), new Frame.Matrix(lists, List.of()));
            }
        }

        List<Block> blocks() throws FormatException {
            if (rows == 0) {
                return List.of();
            }
            allowance.objects("its rows", rows, ROW);
            List<Block> blocks = new ArrayList<>();
            for (Block b : FrameSpectra.find("", new Frame((int) rows, columns, List.of()))) {
                boolean placed = axis != null && axis.length == b.channels();
                String key = b.name().toLowerCase(Locale.ROOT);
                boolean other = isOther(key);
                String modality = key.contains("raman") ? "raman" : key.startsWith("ir") || key.contains("_ir") ? "ir" : "";
                Optional<AxisUnit> unit = placed ? ChannelNames.unitOf(axisName) : b.unit();
                blocks.add(new Block(b.name(), other ? BlockKind.OTHER : b.kind(), placed ? axis : b.x(), unit, placed ? axisName
                    : b.xLabel(),
                    b.intensity(), b.yLabel(), b.y(), b.ids(), modality.isEmpty() ? b.metadata() : Map.of(MetadataKeys.MODALITY, modality),
                    b.rowMetadata()));
            }
            return blocks;
        }
    }
}
