package dev.spektron.io.rruff;

import dev.spektron.io.FileBytes;
import dev.spektron.io.FormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
        Map<String, String> header = new LinkedHashMap<>();
        // Some headers were encoded twice or badly; they are texts for people, so a wrong letter is no reason to refuse the spectrum.
        String[] lines = new String(bytes, StandardCharsets.UTF_8).split("\r?\n", -1);
        double[][] points = new double[lines.length][];
        int n = 0;
        boolean ended = false;
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i].strip();
            if (line.isEmpty()) {
                continue;
            }
            if (ended) {
                throw FormatException.at(name, "line " + (i + 1), "expected nothing after ##END=, found '" + cut(line) + "'");
            }
            if (line.startsWith("##")) {
                ended = line.startsWith("##END");
                header(name, i + 1, line, n > 0 && !ended, header);
                continue;
            }
            double[] point = point(name, i + 1, line);
            if (Double.isFinite(point[0]) && Double.isFinite(point[1])) {
                points[n++] = point;
            }
        }
        if (!ended) {
            throw FormatException.at(name, "line " + lines.length, "expected ##END= behind the points, found the end of the file; it is "
                + "cut off, fetch it again");
        }
        return of(name, header, Arrays.copyOf(points, n));
    }

    private static void header(String name, int line, String text, boolean late, Map<String, String> header) throws FormatException {
        int equals = text.indexOf('=');
        if (equals < 3) {
            throw FormatException.at(name, "line " + line, "expected ##KEY=value, found '" + cut(text) + "'");
        }
        if (late) {
            throw FormatException.at(name, "line " + line, "expected points or ##END=, found the header line '" + cut(text)
                + "'; keep one spectrum a file");
        }
        header.putIfAbsent(text.substring(2, equals).strip(), text.substring(equals + 1).strip());
    }

    private static double[] point(String name, int line, String text) throws FormatException {
        int at = 0;
        while (at < text.length() && ",; \t".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        int next = at;
        while (next < text.length() && ",; \t".indexOf(text.charAt(next)) >= 0) {
            next++;
        }
        try {
            return new double[] {Double.parseDouble(text.substring(0, at)), Double.parseDouble(text.substring(next))};
        } catch (NumberFormatException e) {
            throw new FormatException(name + ", line " + line + ": " + expected(text), e);
        }
    }

    private static String expected(String text) {
        return "expected a Raman shift and an intensity, such as '79.84985, 24506.01', found '" + cut(text) + "'";
    }

    private static String cut(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "..." : text;
    }

    private static RruffFile of(String name, Map<String, String> header, double[][] points) throws FormatException {
        if (header.getOrDefault("NAMES", "").isBlank()) {
            throw FormatException.at(name, "header", "expected a line ##NAMES= with the name of the mineral, found none; is this "
                + "a RRUFF file?");
        }
        Arrays.sort(points, (a, b) -> Double.compare(a[0], b[0]));
        double[] x = new double[points.length];
        double[] y = new double[points.length];
        int n = 0;
        for (double[] p : points) {
            if (n == 0 || p[0] > x[n - 1]) {
                x[n] = p[0];
                y[n++] = p[1];
            }
        }
        if (n < LEAST_POINTS) {
            throw FormatException.at(name, "data", "expected at least " + LEAST_POINTS + " points with different shifts, found " + n);
        }
        return new RruffFile(header, laser(name), Arrays.copyOf(x, n), Arrays.copyOf(y, n));
    }

    /// From `Mineral__RRUFFID__Raman__532__0__unoriented__...`.
    private static int laser(String name) {
        String[] parts = name.split("__");
        return parts.length > LASER_PART && parts[LASER_PART].matches("[1-9][0-9]{2,3}") ? Integer.parseInt(parts[LASER_PART]) : 0;
    }
}
