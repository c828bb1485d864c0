package dev.spektron.io.rruff;

import dev.spektron.io.FileBytes;
import dev.spektron.io.FormatException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// A spectrum of the RRUFF database of minerals (Lafuente, Downs, Yang, Stone 2015, rruff.info): header lines `##KEY=value`, then lines
/// `x, y`, then `##END=`. Only like JCAMP-DX.
///
/// Points that are not finite are left out, the others sorted by x; of points with equal x the first stays.
///
/// @param header values by key, in the file's order
/// @param laser wavelength of the laser in nm as the file's name gives it, 0 if it does not
/// @param x Raman shift in cm-1, rising
/// @param y intensity in arbitrary units
public record RruffFile(Map<String, String> header, int laser, double[] x, double[] y) {
    private static final int LEAST_POINTS = 10;
    private static final int LASER_PART = 3;

    public RruffFile {
        header = Collections.unmodifiableMap(new LinkedHashMap<>(header));
    }

    /// Name of the mineral.
    public String mineral() {
        return header.get("NAMES");
    }

    /// Number of the piece of mineral, empty if the file has none.
    public String rruffId() {
        return header.getOrDefault("RRUFFID", "");
    }

    /// @throws FormatException for a file that is no such spectrum, with the line
    public static RruffFile read(Path file) throws IOException {
        return parse(file.getFileName().toString(), FileBytes.read(file));
    }

    /// As [#read(Path)]; `name` is the file's name, which holds the laser and which errors show.
    public static RruffFile parse(String name, byte[] bytes) throws FormatException {
        RruffText t = RruffText.parse(name, bytes);
        requireName(name, t.header);
        int n = 0;
        for (int i = 0; i < t.n; i++) {
            if (Double.isFinite(t.x[i]) && Double.isFinite(t.y[i])) {
                t.x[n] = t.x[i];
                t.y[n++] = t.y[i];
            }
        }
        sort(t, n);
        int kept = 0;
        for (int i = 0; i < n; i++) {
            if (kept == 0 || t.x[i] > t.x[kept - 1]) {
                t.x[kept] = t.x[i];
                t.y[kept++] = t.y[i];
            }
        }
        if (kept < LEAST_POINTS) {
            throw FormatException.at(name, "data", "expected at least " + LEAST_POINTS + " points with different shifts, found " + kept);
        }
        return new RruffFile(t.header, laser(name), Arrays.copyOf(t.x, kept), Arrays.copyOf(t.y, kept));
    }

    static void requireName(String file, Map<String, String> header) throws FormatException {
        if (header.getOrDefault("NAMES", "").isBlank()) {
            throw FormatException.at(file, "header", "expected a line ##NAMES= with the name of the mineral, found none; is this "
                + "a RRUFF file?");
        }
    }

    /// Sorts by x unless the points rise already, as they nearly always do; equal ones keep their order.
    private static void sort(RruffText t, int n) {
        int rising = 1;
        while (rising < n && t.x[rising] >= t.x[rising - 1]) {
            rising++;
        }
        if (rising >= n) {
            return;
        }
        double[][] points = new double[n][];
        for (int i = 0; i < n; i++) {
            points[i] = new double[] {t.x[i], t.y[i]};
        }
        Arrays.sort(points, (a, b) -> Double.compare(a[0], b[0]));
        for (int i = 0; i < n; i++) {
            t.x[i] = points[i][0];
            t.y[i] = points[i][1];
        }
    }

    /// From `Mineral__RRUFFID__Raman__532__0__unoriented__...`.
    static int laser(String name) {
        String[] parts = name.split("__");
        return parts.length > LASER_PART && parts[LASER_PART].matches("[1-9][0-9]{2,3}") ? Integer.parseInt(parts[LASER_PART]) : 0;
    }
}
