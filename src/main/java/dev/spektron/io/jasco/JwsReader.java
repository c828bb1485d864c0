package dev.spektron.io.jasco;

import dev.spektron.io.FormatException;
import dev.spektron.io.formats.Block;
import dev.spektron.io.formats.BlockKind;
import dev.spektron.io.formats.Bytes;
import dev.spektron.io.formats.Content;
import dev.spektron.io.formats.EvenAxis;
import dev.spektron.io.formats.Facts;
import dev.spektron.io.formats.Match;
import dev.spektron.io.formats.Reader;
import dev.spektron.io.formats.SpectralFile;
import dev.spektron.spectra.AxisUnit;
import dev.spektron.spectra.IntensityKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// JASCO Spectra Manager 2 (JWS): a compound file. Stream DataInfo says how many channels of how many points there are, the ends of the
/// axis, and codes of the quantities; stream Y-Data holds the channels as floats one after the other. Layout as described by Jasco_jws and
/// jasco_jws_reader; the maker publishes none.
///
/// Files of several spectra of one channel (JWB) have them as rows. The axis runs from the first to the last position in equal steps.
/// Percent transmittance becomes a fraction.
public final class JwsReader implements Reader {
    private static final String OLD_MAGIC = "L~S ";
    private static final int WAVENUMBER = 0x1000_0100;
    private static final int WAVELENGTH = 0x1000_0103;
    private static final int TRANSMITTANCE = 0;
    private static final int ABSORBANCE = 3;
    private static final int FLUORESCENCE = 14;
    private static final int DICHROISM = 0x1001;
    private static final int TENSION = 0x2001;
    private static final int THIRD_AXIS = 92;

    @Override
    public String format() {
        return "jasco-jws";
    }

    @Override
    public String title() {
        return "JASCO JWS";
    }

    @Override
    public List<String> endings() {
        return List.of(".jws", ".jwb");
    }

    @Override
    public Match match(Content content) {
        if (!CompoundFile.matches(content)) {
            return content.has(0, OLD_MAGIC) ? Match.LIKELY : Match.NO;
        }
        try {
            CompoundFile file = CompoundFile.read(content);
            return file.has("DataInfo") && file.has("Y-Data") ? Match.CERTAIN : Match.NO;
        } catch (FormatException e) {
            // Too damaged to tell which program's compound file it is; this is the only reader of them.
            return Match.POSSIBLE;
        }
    }

    @Override
    public SpectralFile read(Content content) throws FormatException {
        if (content.has(0, OLD_MAGIC)) {
            throw FormatException.at(content.name(), "byte 0",
                "expected a compound file of JASCO Spectra Manager 2, found one of version 1; "
                + "convert it in Spectra Manager 2 or export it as text");
        }
        content.require(CompoundFile.MAGIC, "a compound file", "is it a JWS file?");
        CompoundFile file = CompoundFile.read(content);
        List<Block> blocks = blocks(file);
        List<String> warnings = new ArrayList<>();
        return new SpectralFile(content.name(), format(), blocks, JwsSettings.read(file, warnings), warnings);
    }

    private static List<Block> blocks(CompoundFile file) throws FormatException {
        Bytes info = file.stream("DataInfo");
        Bytes data = file.stream("Y-Data");
        long channels = info.u32(12, "number of channels");
        long points = info.u32(20, "number of points");
        long spectra = info.u32(4, "number of spectra");
        if (channels == 1 && spectra > 1 && points >= 2 && spectra <= data.size() / 4 && spectra * points * 4 == data.size()) {
            return List.of(series(info, data, (int) spectra, (int) points));
        }
        if (channels == 0 || points < 2 || channels > data.size() / 4 || channels * points * 4 != data.size()) {
            throw info.error(12, "expected channels and points that fill the " + data.size()
                + " bytes of stream Y-Data with numbers of 4 bytes, "
                + "found " + channels + " channels of " + points + " points in " + spectra + " spectra; export the spectrum as text");
        }
        if (file.has("X-Data")) {
            throw info.error(0, "expected an axis of equal steps, found positions of their own in stream X-Data, which are not read; "
                + "export the spectrum as text");
        }
        info.need(48, 4 + 4 * channels, "codes of the quantities");
        int n = (int) points;
        double[] x = axis(info, n);
        int xCode = info.i32(48, "code of the axis");
        Map<String, Integer> names = new HashMap<>();
        List<Block> blocks = new ArrayList<>();
        for (int c = 0; c < channels; c++) {
            int code = info.i32(52 + 4L * c, "code of a channel");
            double[] y = data.f32s(4L * n * c, n, "channel " + (c + 1));
            blocks.add(channel(code, x, xCode, y, names));
        }
        return blocks;
    }

    /// Spectra at several temperatures or times, whose values follow the codes and ends of the quantities.
    private static Block series(Bytes info, Bytes data, int spectra, int points) throws FormatException {
        info.need(48, 8, "codes of the quantities");
        double[] x = axis(info, points);
        double[][] y = new double[spectra][];
        List<Map<String, String>> facts = new ArrayList<>();
        Block first = null;
        for (int i = 0; i < spectra; i++) {
            Block b = channel(info.i32(52, "code of a channel"), x, info.i32(48, "code of the axis"),
                data.f32s(4L * points * i, points, "spectrum " + (i + 1)), new HashMap<>());
            first = i == 0 ? b : first;
            y[i] = b.y()[0];
            boolean there = info.size() >= THIRD_AXIS + 8 * spectra;
            double z = there ? info.f64(THIRD_AXIS + 8L * i, "third coordinate") : Double.NaN;
            facts.add(Double.isFinite(z) ? Map.of("z", Float.toString((float) z)) : Map.of());
        }
        return new Block(first.name(), first.kind(), x, first.unit(), first.xLabel(), first.intensity(), first.yLabel(), y,
            Facts.unique(Collections.nCopies(spectra, "")), Map.of(), facts);
    }

    private static double[] axis(Bytes info, int n) throws FormatException {
        double first = info.f64(24, "first position");
        double last = info.f64(32, "last position");
        double step = info.f64(40, "interval");
        if (!(Math.abs(last - first - step * (n - 1)) <= 0.01 * Math.abs(step)) || step == 0 || !Double.isFinite(last)) {
            throw info.error(24, "expected an axis of " + n + " equal steps, found " + first + " to " + last + " in steps of " + step
                + "; export the spectrum as text");
        }
        return EvenAxis.between(first, last, n);
    }

    private static Block channel(int code, double[] x, int xCode, double[] y, Map<String, Integer> names) {
        IntensityKind intensity = switch (code) {
            case TRANSMITTANCE -> IntensityKind.TRANSMITTANCE;
            case ABSORBANCE -> IntensityKind.ABSORBANCE;
            case FLUORESCENCE -> IntensityKind.COUNTS;
            default -> IntensityKind.UNKNOWN;
        };
        if (code == TRANSMITTANCE) {
            for (int i = 0; i < y.length; i++) {
                y[i] /= 100;
            }
        }
        String label = switch (code) {
            case TRANSMITTANCE -> "%T";
            case ABSORBANCE -> "Abs";
            case FLUORESCENCE -> "Intensity";
            case DICHROISM -> "CD [mdeg]";
            case TENSION -> "HT [V]";
            default -> "code " + code;
        };
        Optional<AxisUnit> unit = switch (xCode) {
            case WAVENUMBER -> Optional.of(AxisUnit.WAVENUMBER);
            case WAVELENGTH -> Optional.of(AxisUnit.NANOMETRE);
            default -> Optional.empty();
        };
        String xLabel = unit.map(AxisUnit::symbol).orElse("code " + Integer.toHexString(xCode));
        int k = names.merge(label, 1, Integer::sum);
        return Block.single(k == 1 ? label : label + " " + k, code == TENSION ? BlockKind.OTHER : BlockKind.SPECTRUM, x, unit, xLabel,
            intensity, label, y, Map.of());
    }
}
