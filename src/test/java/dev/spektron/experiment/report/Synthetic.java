package dev.spektron.experiment.report;

import dev.spektron.eval.RegressionMetrics;
import dev.spektron.experiment.Stat;
import dev.spektron.experiment.StudyResult;
import dev.spektron.experiment.StudyResult.Cell;
import dev.spektron.experiment.StudyResult.Coefficients;
import dev.spektron.experiment.StudyResult.CurvePoint;
import dev.spektron.experiment.StudyResult.Kind;
import dev.spektron.experiment.StudyResult.Prediction;
import dev.spektron.experiment.StudyResult.Provenance;
import dev.spektron.experiment.StudyResult.SpectraView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// A study with made-up numbers of known structure: every method predicts with its own bias and noise, cells follow from the predictions.
final class Synthetic {
    /// A text that breaks everything that does not escape.
    static final String HOSTILE = "</script><b onload=\"x\">'&amp; ]]> \u0001 \uD800 \"q\", \u00E9\u4E2D";

    private record Way(String name, String title, Kind kind, String preprocessing, boolean preferred, double bias, double noise) {}

    private static final List<Way> WAYS = List.of(
        new Way("ensemble", "Ensemble", Kind.METHOD, "weighted by inner validation", true, 0.01, 0.16),
        new Way("auto", "Automatic choice", Kind.METHOD, "by inner validation", true, 0.02, 0.18),
        new Way("pds", "Piecewise direct standardization", Kind.METHOD, "snv, savgol(15, 2, 1)", true, 0.03, 0.19),
        new Way("pds", "Piecewise direct standardization", Kind.METHOD, "none", false, 0.05, 0.15),
        new Way("ds", "Direct standardization", Kind.METHOD, "snv", true, -0.04, 0.24),
        new Way("ds", "Direct standardization", Kind.METHOD, "msc", false, -0.04, 0.31),
        new Way("sbc", "Slope and bias correction", Kind.METHOD, "snv", true, 0, 0.22),
        new Way("dipls", "Domain-invariant PLS", Kind.METHOD, "savgol(15, 2, 2)", true, 0.3, 0.5),
        new Way("none", "No transfer", Kind.FLOOR, "snv", true, 2.9, 0.6),
        new Way("mean", "Predict the mean", Kind.FLOOR, "none", true, 0, 0.41),
        new Way("standards", "Calibration on the standards alone", Kind.FLOOR, "snv", true, 0, 0.27),
        new Way("target-direct", "Target calibrated on all 60 samples", Kind.CEILING, "snv", true, 0, 0.13),
        new Way("source-source", "Source on source", Kind.CEILING, "snv", true, 0, 0.012));

    private final Random random = new Random(7);
    private final List<Cell> cells = new ArrayList<>();
    private final List<Prediction> predictions = new ArrayList<>();
    private final List<CurvePoint> curve = new ArrayList<>();
    private final List<SpectraView> spectra = new ArrayList<>();
    private final List<Coefficients> coefficients = new ArrayList<>();

    private Synthetic() {}

    /// One pair, one property.
    static StudyResult small() {
        return study(List.of("m5>mp6"), List.of("moisture"), 20, 20, 700,
            List.of("Only 20 test samples a repeat: differences below 10 % are within chance.",
                "Two samples of mp6 lie outside the calibrated range of moisture."));
    }

    /// Six pairs and four properties.
    static StudyResult large() {
        return study(List.of("m5>mp5", "m5>mp6", "mp5>mp6", "mp5>m5", "mp6>m5", "mp6>mp5"), List.of("moisture", "oil", "protein", "starch"),
            20, 100, 2000, List.of());
    }

    /// Every text hostile.
    static StudyResult hostile() {
        StudyResult r = study(List.of(HOSTILE + ">t"), List.of(HOSTILE), 3, 5, 9, List.of(HOSTILE));
        return new StudyResult(new Provenance(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, 1, HOSTILE, Map.of(HOSTILE, HOSTILE),
            Map.of(HOSTILE, HOSTILE)), r.cells().stream().map(Synthetic::hostile).toList(), r.predictions(), r.curve(), r.spectra(),
            r.coefficients(), r.warnings());
    }

    private static Cell hostile(Cell c) {
        return new Cell(HOSTILE, c.source(), c.target(), c.property(), HOSTILE, c.standards(), c.method(), c.title() + HOSTILE, c.kind(),
            c.preprocessing() + HOSTILE, c.preferred(), c.repeats(), c.rmsep(), c.r2(), c.bias(), c.sep(), c.slope(), c.rpd(), c.rer(),
            c.sdd(), c.coverage90(), c.halfWidth90(), c.p(), c.seconds());
    }

    static StudyResult study(List<String> pairs, List<String> properties, int repeats, int samples, int channels, List<String> warnings) {
        Synthetic s = new Synthetic();
        for (String pair : pairs) {
            String source = pair.substring(0, pair.lastIndexOf('>'));
            String target = pair.substring(pair.lastIndexOf('>') + 1);
            s.spectra(source, target, channels);
            for (String property : properties) {
                for (Way way : WAYS) {
                    s.cell(source, target, property, way, repeats, samples);
                }
                s.coefficients(source, target, property, channels);
            }
        }
        return new StudyResult(provenance(), s.cells, s.predictions, s.curve, s.spectra, s.coefficients, warnings);
    }

    static Provenance provenance() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("--standards", "30");
        settings.put("--repeats", "20");
        settings.put("--methods", "all");
        return new Provenance("spektron transfer --data corn --source m5 --target mp6 --property moisture --standards 30 --repeats 20",
            "0.1.0", "3994c7d", "25.0.3+9", "Linux amd64, 2 processors", 42, "2026-01-15T10:20:30Z",
            Map.of("corn/corn.mat", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"), settings);
    }

    private void cell(String source, String target, String property, Way way, int repeats, int samples) {
        double[] rmsep = new double[repeats];
        double[] r2 = new double[repeats];
        RegressionMetrics last = null;
        double width = way.kind == Kind.FLOOR ? Double.NaN : 1.645 * way.noise;
        for (int r = 0; r < repeats; r++) {
            double[] y = new double[samples];
            double[] p = new double[samples];
            for (int i = 0; i < samples; i++) {
                y[i] = 10.2 + 0.4 * random.nextGaussian();
                p[i] = y[i] + way.bias + way.noise * random.nextGaussian();
                predictions.add(new Prediction(source, target, property, 30, way.name, way.preprocessing, r, "s" + i, y[i], p[i],
                    p[i] - width, p[i] + width));
            }
            last = RegressionMetrics.of(y, p);
            rmsep[r] = last.rmsep();
            r2[r] = last.r2();
        }
        double p = way.name.equals("ensemble") ? Double.NaN : way.kind == Kind.METHOD ? Math.exp(-20 * (way.noise - 0.15)) : 1e-5;
        cells.add(new Cell("corn", source, target, property, "%", 30, way.name, way.title, way.kind, way.preprocessing, way.preferred,
            repeats, Stat.of(rmsep), Stat.of(r2), last.bias(), last.sep(), last.slope(), last.rpd(), last.rer(), 0.9 * last.sep(),
            way.kind == Kind.FLOOR ? Double.NaN : 0.9, way.name.equals("sbc") ? Double.POSITIVE_INFINITY : width, p, 0.034));
        if (way.preferred && !way.name.startsWith("source")) {
            for (int n : new int[] {5, 10, 20, 30, 50}) {
                double level = Math.hypot(way.bias, way.noise) * (way.kind == Kind.METHOD ? 1 + 3.0 / n : 1);
                curve.add(new CurvePoint(source, target, property, way.name, way.kind, n, new Stat(level, 0.1 * level)));
            }
        }
    }

    private void spectra(String source, String target, int channels) {
        double[] axis = axis(channels);
        double[][][] rows = new double[3][6][channels];
        for (int i = 0; i < 6; i++) {
            double level = 1 + 0.06 * random.nextGaussian();
            for (int j = 0; j < channels; j++) {
                double x = (axis[j] - 1100) / 1398;
                double a = level * (0.25 + 0.5 * x + 0.3 * Math.exp(-sq((x - 0.6) / 0.05)) + 0.2 * Math.exp(-sq((x - 0.24) / 0.04)));
                rows[0][i][j] = a;
                rows[1][i][j] = a + 0.06 + 0.05 * Math.sin(6 * x);
                rows[2][i][j] = a + 0.004 * random.nextGaussian();
            }
        }
        spectra.add(new SpectraView(source, target, "nm", axis, List.of("1", "2", "3", "4", "5", "6"), rows[0], rows[1], rows[2],
            "piecewise direct standardization"));
    }

    private void coefficients(String source, String target, String property, int channels) {
        double[] axis = axis(channels);
        double[] b = new double[channels];
        for (int j = 0; j < channels; j++) {
            double x = (axis[j] - 1100) / 1398;
            b[j] = 3e-4 * (Math.exp(-sq((x - 0.6) / 0.05)) - 0.7 * Math.exp(-sq((x - 0.5) / 0.04)) + 0.2 * Math.sin(40 * x));
        }
        coefficients.add(new Coefficients(source, target, property, "pds", "snv, savgol(15, 2, 1)", "nm", axis, b));
        coefficients.add(new Coefficients(source, target, property, "target-direct", "snv", "nm", axis, b));
    }

    private static double[] axis(int channels) {
        double[] axis = new double[channels];
        for (int j = 0; j < channels; j++) {
            axis[j] = 1100 + 1398.0 * j / (channels - 1);
        }
        return axis;
    }

    private static double sq(double v) {
        return v * v;
    }

    /// Forty samples, two properties, four samples flagged.
    static PredictionSheet sheet(String name) {
        Random random = new Random(11);
        StudyResult study = small();
        double[] axis = study.spectra().getFirst().axis();
        List<PredictionSheet.Row> rows = new ArrayList<>();
        List<String> samples = new ArrayList<>();
        double[][] spectra = new double[40][];
        for (int i = 0; i < 40; i++) {
            boolean odd = i % 11 == 7;
            String id = name + i;
            samples.add(id);
            spectra[i] = study.spectra().getFirst().sourceRows()[i % 6].clone();
            for (int j = 0; odd && j < axis.length; j++) {
                spectra[i][j] += 0.08 * Math.sin(j / 40.0);
            }
            double v = 10 + 0.5 * random.nextGaussian();
            rows.add(new PredictionSheet.Row(id, "moisture", "%", v, v - 0.3, v + 0.3, odd ? 22 : 4, 12.5, odd ? 3e-4 : 1e-5, 8e-5,
                i == 18 ? List.of("axis ends at 2400 nm, the model needs 2498 nm") : List.of()));
            rows.add(new PredictionSheet.Row(id, "protein", "%", v - 2, i == 3 ? Double.NEGATIVE_INFINITY : v - 2.4, v - 1.6, Double.NaN,
                12.5, odd ? 3e-4 : 1e-5, 8e-5, List.of()));
        }
        return new PredictionSheet("unknown corn " + name, "Ensemble of 5 transfer methods, m5 \u2192 mp6, 80 calibration samples",
            0.9, rows, "nm", axis, samples, spectra, List.of("The files do not name the instrument; mp6 was assumed."), provenance());
    }
}
