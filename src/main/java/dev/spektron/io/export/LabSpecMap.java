package dev.spektron.io.export;

import dev.spektron.io.formats.Block;
import dev.spektron.io.formats.BlockKind;
import dev.spektron.io.formats.Facts;
import dev.spektron.io.text.Quantities.AxisScale;
import dev.spektron.spectra.IntensityKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Maps and series as LabSpec exports them: the first row is the axis, behind one empty field for every coordinate; each other row is a
/// spectrum behind its coordinates.
final class LabSpecMap {
    private static final int MOST_COORDINATES = 4;
    private static final int FIRST_COORDINATE = 2;

    private LabSpecMap() {}

    private static int coordinates(NumberTable t) {
        int k = 0;
        while (k < t.width() && Double.isNaN(t.columns()[k][0])) {
            k++;
        }
        return k;
    }

    static boolean is(NumberTable t) {
        int k = coordinates(t);
        if (k == 0 || k > MOST_COORDINATES || t.width() < k + 3) {
            return false;
        }
        double direction = Math.signum(t.columns()[k + 1][0] - t.columns()[k][0]);
        for (int j = k; j < t.width(); j++) {
            double v = t.columns()[j][0];
            if (!Double.isFinite(v) || j > k && Math.signum(v - t.columns()[j - 1][0]) != direction || direction == 0) {
                return false;
            }
        }
        return true;
    }

    static Block block(NumberTable t, Header h, Map<String, String> metadata) {
        int k = coordinates(t);
        int channels = t.width() - k;
        double[] x = new double[channels];
        double[][] y = new double[t.rows() - 1][channels];
        List<String> ids = new ArrayList<>();
        List<Map<String, String>> places = new ArrayList<>();
        for (int j = 0; j < channels; j++) {
            x[j] = t.columns()[k + j][0];
        }
        String[] types = new String[k];
        for (int c = 0; c < k; c++) {
            String type = h.fact("AxisType[" + (FIRST_COORDINATE + c) + "]");
            types[c] = type != null ? type : k == 1 ? "index" : "coordinate " + (c + 1);
        }
        for (int i = 0; i < y.length; i++) {
            for (int j = 0; j < channels; j++) {
                y[i][j] = t.columns()[k + j][i + 1];
            }
            String[] place = new String[k];
            Map<String, String> named = new LinkedHashMap<>();
            for (int c = 0; c < k; c++) {
                place[c] = Facts.number(t.columns()[c][i + 1]);
                named.put(types[c], place[c]);
            }
            ids.add(String.join(", ", Arrays.asList(place)));
            places.add(named);
        }
        AxisScale scale = AxisOf.header(h, false);
        String intensity = h.fact("AxisType[0]");
        return new Block("map", BlockKind.SPECTRUM, scale.apply(x), scale.unit(), AxisOf.label(h), IntensityKind.COUNTS,
            intensity == null ? "" : intensity, y, Facts.unique(ids), metadata, places);
    }
}
