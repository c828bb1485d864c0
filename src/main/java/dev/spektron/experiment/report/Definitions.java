package dev.spektron.experiment.report;

import java.util.List;

/// What every figure of merit means, with its formula.
final class Definitions {
    private record Figure(String name, String formula, String meaning) {}

    private static final List<Figure> FIGURES = List.of(
        new Figure("RMSEP", "√(Σ e² / n)",
            "Root mean squared error of prediction on test samples of the target; e = predicted − reference. Rows are sorted by it."),
        new Figure("R²", "1 − Σ e² / Σ (y − ȳ)²",
            "Coefficient of determination with the mean of the test values. Not the squared correlation."),
        new Figure("Bias", "Σ e / n", "Mean error; positive when predictions are too high."),
        new Figure("SEP", "√(Σ (e − bias)² / (n − 1))",
            "Standard error of prediction, corrected for bias. RMSEP² = bias² + SEP² (n − 1) / n."),
        new Figure("Slope", "Σ (y − ȳ)(p − p̄) / Σ (y − ȳ)²", "Least-squares slope of predicted on reference values; 1 is ideal."),
        new Figure("RPD", "SD(y) / SEP", "Ratio of performance to deviation; SD with divisor n − 1."),
        new Figure("RER", "(max y − min y) / SEP", "Range error ratio."),
        new Figure("SDD", "SD(p on target − p on source)",
            "Standard deviation of the differences between the predictions of the child instrument (target, transferred) and of the parent "
                + "instrument (source) for the same samples."),
        new Figure("Cov. 90", "share of y within the interval",
            "Share of test samples inside their 90 % interval; 0.90 is ideal, less is overconfident."),
        new Figure("± 90 %", "k-th smallest |e|, k = ⌈0.9 (n + 1)⌉",
            "Half width of the conformal interval from n residuals of held-out target samples (Lei et al. 2018, "
                + "doi:10.1080/01621459.2017.1307116), median. Infinite with fewer than 9 residuals: so few cannot support it."),
        new Figure("p", "t = d̄ / √((1/R + test/train) s²)",
            "Corrected resampled t-test of the R paired differences d in RMSEP to the best method, s their standard deviation, test "
                + "and train the numbers of samples (Nadeau and Bengio 2003, doi:10.1023/A:1024068626366). Two-sided, "
                + "not adjusted for the number of methods."),
        new Figure("Floor", "",
            "What a method must beat to be worth anything: predicting the mean, no transfer, a calibration on the N standards alone."),
        new Figure("Ceiling", "", "What can be hoped for: a calibration on all training samples of the target, or the source on itself."),
        new Figure("Hindsight", "",
            "Chosen by looking at test results. Such a value is too good: a new instrument offers no such choice."));

    private Definitions() {}

    static void write(Html html) {
        html.open("section", "id", "definitions").leaf("h2", "Definitions");
        html.open("div", "class", "scroll").open("table", "class", "words").open("thead").open("tr");
        html.leaf("th", "Figure", "scope", "col").leaf("th", "Formula", "scope", "col").leaf("th", "Meaning", "scope", "col");
        html.close().close().open("tbody");
        for (Figure figure : FIGURES) {
            html.open("tr").leaf("th", figure.name, "scope", "row").leaf("td", figure.formula, "class", "formula");
            html.leaf("td", figure.meaning).close();
        }
        html.close().close().close();
        html.leaf("p", "All figures but the half width are means over repeats. p: predicted, y: reference, n: number of test samples of a "
            + "repeat. An undefined figure is shown as –.", "class", "note");
        html.close();
    }
}
