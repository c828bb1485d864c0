package dev.spektron.io.opus;

import dev.spektron.io.FormatException;
import dev.spektron.io.formats.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A series of spectra in one block: six whole numbers (version, number of spectra, place of the first, bytes of one, bytes of its facts,
/// number of runs stored), the runs, then ordinates and 152 bytes of facts for each spectrum.
///
/// @param y one row each
/// @param rowMetadata times of start and end, `SRT` and `ERT`, in seconds
record OpusSeries(double[][] y, List<String> ids, List<Map<String, String>> rowMetadata) {
    private static final int HEADER = 24;
    private static final int START_TIME = 136;
    private static final int END_TIME = 144;
    private static final int FACTS = 152;

    static OpusSeries read(Bytes b, OpusSpectrum s) throws FormatException {
        long block = s.data().at();
        long end = block + s.data().size();
        b.need(block, HEADER, "header of a series");
        int n = s.points(b);
        long count = b.i32(block + 4, "number of spectra of a series");
        long at = block + b.i32(block + 8, "place of the first spectrum of a series");
        long dataSize = b.i32(block + 12, "size of a spectrum of a series");
        long infoSize = b.i32(block + 16, "size of the facts of a spectrum of a series");
        if (count < 1 || at < block + HEADER || dataSize < 4L * n || infoSize < FACTS) {
            throw b.error(block, "expected a series of spectra of " + n + " points, found " + count + " spectra of " + dataSize
                + " bytes with " + infoSize + " bytes of facts at byte " + at + "; the file is damaged");
        }
        // Runs that were not stored are counted and missing at the end.
        int rows = (int) Math.min(count, (end - at) / (dataSize + infoSize));
        if (rows < 1) {
            throw b.error(at, "expected at least 1 whole spectrum in the series, found none; the file is cut off or damaged");
        }
        double[][] y = new double[rows][];
        List<String> ids = new ArrayList<>(rows);
        List<Map<String, String>> facts = new ArrayList<>(rows);
        for (int i = 0; i < rows; i++) {
            y[i] = s.values(b, at, n);
            long info = at + dataSize;
            facts.add(Map.of("SRT", Double.toString(b.f64(info + START_TIME, "SRT")),
                "ERT", Double.toString(b.f64(info + END_TIME, "ERT"))));
            ids.add(Integer.toString(i + 1));
            at = info + infoSize;
        }
        return new OpusSeries(y, ids, facts);
    }
}
