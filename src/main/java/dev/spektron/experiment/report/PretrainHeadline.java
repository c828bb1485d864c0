package dev.spektron.experiment.report;

import dev.spektron.experiment.report.PretrainSummary.Validation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/// The result of a run in plain sentences, and what the series themselves warn of.
final class PretrainHeadline {
    /// So much above its lowest value a final error is worth a warning.
    private static final double RISEN = 1.05;

    private final PretrainSummary s;
    private final Validation result;

    PretrainHeadline(PretrainSummary s) {
        this.s = s;
        this.result = s.validation().isEmpty() ? new Validation("", 0, s.series("val/msrp").last(), s.series("val/floor_zero").last(),
            s.series("val/floor_mean").last(), s.series("val/floor_interpolation").last()) : s.validation().getFirst();
    }

    /// The whole validation: the first row, or the last values of the series where no final validation was made.
    Validation result() {
        return result;
    }

    String sentence() {
        String after = "After " + count(s.steps()) + (s.steps() == 1 ? " step" : " steps") + " ";
        if (!Double.isFinite(result.msrp())) {
            return after + "no validation error is known.";
        }
        StringBuilder text = new StringBuilder(after).append("the model fills masked gaps with a mean squared error of ")
            .append(pretty(result.msrp()));
        if (Double.isFinite(result.interpolation())) {
            text.append("; a straight line across each gap has ").append(pretty(result.interpolation()))
                .append(times(result.interpolation()));
        }
        StringJoiner others = new StringJoiner(" and ");
        if (Double.isFinite(result.mean())) {
            others.add("the mean spectrum has " + pretty(result.mean()) + times(result.mean()));
        }
        if (Double.isFinite(result.zero())) {
            others.add("predicting zero " + (others.length() > 0 ? "" : "has ") + pretty(result.zero()) + times(result.zero()));
        }
        return (others.length() > 0 ? text + "; " + others : text.toString()) + ".";
    }

    /// Where the lowest validation error was, how fast the run went; empty without either.
    String details() {
        List<String> parts = new ArrayList<>();
        Series val = s.series("val/msrp");
        int best = val.lowest();
        if (best >= 0) {
            parts.add("The lowest validation error was " + pretty(val.value()[best]) + " at step " + count(val.step()[best]) + ".");
        }
        double rate = s.series("perf/samples_per_sec").median();
        if (Double.isFinite(rate)) {
            parts.add("Median throughput was " + pretty(rate) + " spectra per second.");
        }
        return String.join(" ", parts);
    }

    /// Warnings of the run, then those that follow from its numbers.
    List<String> warnings() {
        List<String> all = new ArrayList<>(s.warnings());
        if (!Double.isFinite(result.msrp())) {
            all.add("No validation error is known: nothing on this page says how good the model is.");
        }
        beaten(all, "a straight line across each gap", result.interpolation());
        beaten(all, "the mean spectrum", result.mean());
        beaten(all, "predicting zero", result.zero());
        Series val = s.series("val/msrp");
        int best = val.lowest();
        if (best >= 0 && val.last() > RISEN * val.value()[best]) {
            all.add("The validation error ends at " + pretty(val.last()) + ", above its lowest value of " + pretty(val.value()[best])
                + " at step " + count(val.step()[best]) + ": the checkpoint of that step is the better one.");
        }
        int gaps = s.series("train/loss").gaps();
        if (gaps > 0) {
            all.add("The loss was not finite at " + count(gaps) + " of " + count(s.series("train/loss").size()) + " recorded steps.");
        }
        return all;
    }

    private void beaten(List<String> all, String what, double floor) {
        if (result.msrp() >= floor) {
            all.add("The model is no better than " + what + " (" + pretty(result.msrp()) + " against " + pretty(floor) + ").");
        }
    }

    private String times(double floor) {
        String factor = factor(floor, result.msrp());
        return factor.equals(Numbers.UNDEFINED) ? "" : " (" + factor + " times as much)";
    }

    /// How many times the model's error another error is.
    static String factor(double error, double model) {
        return Numbers.significant(model > 0 ? error / model : Double.NaN, 3);
    }

    /// With commas between thousands.
    static String count(double n) {
        return String.format(Locale.ROOT, "%,.0f", n);
    }

    static String pretty(double v) {
        return Numbers.pretty(Numbers.significant(v, 3));
    }
}
