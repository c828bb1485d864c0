package dev.spektron.io.csv;

import dev.spektron.io.FormatException;
import dev.spektron.io.formats.BlockTable;
import dev.spektron.io.formats.ChannelNames;
import dev.spektron.io.formats.Content;
import dev.spektron.io.formats.Match;
import dev.spektron.io.formats.Reader;
import dev.spektron.io.formats.SpectralFile;
import dev.spektron.io.text.LineScanner;
import dev.spektron.io.text.TextBytes;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// Reads text tables of many spectra: see [CsvSpectra] for the layouts.
public final class CsvReader implements Reader {
    private static final int LOOK = 1 << 16;
    private static final int MOST_NOTES = 50;
    private static final Pattern LONG = Pattern.compile("(?i)\"?(?:sample|id|name|spectrum)[^,;\\t]*\"?[,;\\t]"
        + "\"?(?:x|axis|wave|raman|shift|nm|cm|channel)[^,;\\t]*\"?[,;\\t][^,;\\t]*");

    @Override
    public String format() {
        return "csv";
    }

    @Override
    public String title() {
        return "CSV table of spectra";
    }

    @Override
    public List<String> endings() {
        return List.of(".csv", ".tsv", ".txt");
    }

    @Override
    public Match match(Content content) {
        boolean whole = content.bytes().length <= LOOK;
        byte[] b = TextBytes.utf8(whole ? content.bytes() : Arrays.copyOf(content.bytes(), LOOK));
        if (!TextBytes.isText(b)) {
            return Match.NO;
        }
        LineScanner lines = new LineScanner(b);
        for (int i = 0; i < MOST_NOTES && lines.next(); i++) {
            int at = lines.content();
            if (at < lines.end() && b[at] != '#') {
                return header(TextBytes.decode(b, at, lines.end()));
            }
        }
        return Match.NO;
    }

    /// Likely, if the first line names positions or the columns sample, x and y; possible, if it has columns at all.
    private static Match header(String line) {
        if (LONG.matcher(line).matches()) {
            return Match.LIKELY;
        }
        for (String delimiter : new String[] {"\t", ";", ","}) {
            List<String> fields = Arrays.stream(line.split(delimiter, -1)).map(f -> f.strip().replaceAll("^\"|\"$", "")).toList();
            if (fields.size() > 3 && ChannelNames.find(fields).filter(r -> 2 * r.axis().length > fields.size()).isPresent()) {
                return Match.LIKELY;
            }
        }
        return line.toLowerCase(Locale.ROOT).matches("[^,;\\t]*[,;\\t].*") ? Match.POSSIBLE : Match.NO;
    }

    @Override
    public SpectralFile read(Content content) throws FormatException {
        return new SpectralFile(content.name(), format(), List.of(BlockTable.toBlock("spectra", CsvSpectra.read(content.name(),
            content.bytes(), null))), Map.of(), List.of());
    }
}
