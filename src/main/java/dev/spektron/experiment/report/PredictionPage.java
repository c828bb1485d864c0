package dev.spektron.experiment.report;

import dev.spektron.io.AtomicFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// The page of `spektron predict`: values with intervals and reasons to doubt them, a chart a property, the spectra with the flagged ones
/// marked. One file that loads nothing and runs no script.
public final class PredictionPage {
    private static final int MOST_ROWS = 5000;

    private PredictionPage() {}

    /// Writes the page, atomically.
    public static void write(PredictionSheet sheet, Path file) throws IOException {
        String text = render(sheet);
        AtomicFiles.writeText(file, out -> out.write(text));
    }

    /// The page as text.
    static String render(PredictionSheet sheet) {
        Page page = new Page("Predictions: " + sheet.title());
        header(page.html(), sheet);
        charts(page, sheet);
        table(page.html(), sheet);
        SampleSpectraFigure spectra = new SampleSpectraFigure(sheet);
        if (!spectra.isEmpty()) {
            page.html().leaf("h2", "Spectra");
            page.figure("wide", null, spectra.caption(), spectra.svg(page.figureId()));
        }
        ProvenanceSection.write(page.html(), sheet.provenance());
        return page.finish();
    }

    private static void header(Html html, PredictionSheet sheet) {
        long samples = sheet.rows().stream().map(PredictionSheet.Row::sample).distinct().count();
        long flagged = sheet.rows().stream().filter(PredictionSheet.Row::flagged).map(PredictionSheet.Row::sample).distinct().count();
        html.open("header").leaf("p", "Predictions", "class", "kicker").leaf("h1", sheet.title());
        html.leaf("p", sheet.model(), "class", "sub").close();
        html.open("p", "class", "lead").text(samples + (samples == 1 ? " sample" : " samples") + ", ");
        html.leaf("span", flagged == 0 ? "none flagged" : flagged + " flagged", "class", flagged == 0 ? null : "flagged");
        html.text(". Intervals hold the true value in " + percent(sheet) + " of the cases if the samples are like those of the "
            + "calibration; a flag says that a sample is not.").close();
        if (!sheet.warnings().isEmpty()) {
            html.open("section", "class", "warnings").leaf("h2", "Read before use").open("ul");
            sheet.warnings().forEach(w -> html.leaf("li", w));
            html.close().close();
        }
    }

    private static String percent(PredictionSheet sheet) {
        return Numbers.significant(100 * sheet.level(), 3).replaceFirst("\\.0$", "") + " %";
    }

    private static void charts(Page page, PredictionSheet sheet) {
        page.html().leaf("h2", "Values");
        for (String property : sheet.rows().stream().map(PredictionSheet.Row::property).distinct().toList()) {
            List<PredictionSheet.Row> rows = sheet.rows().stream().filter(r -> r.property().equals(property)).toList();
            ValuesFigure figure = new ValuesFigure(rows);
            page.figure("wide", property, "Predicted values in the order of the files with their " + percent(sheet)
                + " intervals; flagged samples are diamonds in orange." + figure.thinned(), figure.svg(page.figureId()));
        }
    }

    private static void table(Html html, PredictionSheet sheet) {
        if (sheet.rows().size() > MOST_ROWS) {
            html.leaf("p", "The first " + MOST_ROWS + " of " + sheet.rows().size() + " values; all are in the CSV and JSON files.", "class",
                "note");
        }
        html.open("div", "class", "scroll").open("table").open("thead").open("tr").leaf("th", "Sample", "scope", "col");
        html.leaf("th", "Property", "scope", "col");
        for (String name : List.of("Value", "Lower", "Upper", "T² / limit", "Q / limit")) {
            html.leaf("th", name, "scope", "col", "class", "n");
        }
        html.leaf("th", "Remarks", "scope", "col").close().close().open("tbody");
        sheet.rows().stream().limit(MOST_ROWS).forEach(r -> row(html, r));
        html.close().close().close();
        html.leaf("p", "T²: Hotelling's distance of the spectrum from the centre of the calibration; Q: squared part of the spectrum that "
            + "the model does not describe. Both as multiples of their limits: above 1 the sample is unlike the calibration samples.",
            "class", "note");
    }

    private static void row(Html html, PredictionSheet.Row r) {
        html.open("tr", "class", r.flagged() ? "flag" : null).leaf("th", r.sample(), "scope", "row");
        html.leaf("td", r.unit().isEmpty() ? r.property() : r.property() + " (" + r.unit() + ")", "class", "short");
        html.open("td", "class", "n").leaf("b", Numbers.pretty(Numbers.significant(r.value(), 4))).close();
        html.leaf("td", Numbers.pretty(Numbers.significant(r.lower(), 4)), "class", "n");
        html.leaf("td", Numbers.pretty(Numbers.significant(r.upper(), 4)), "class", "n");
        share(html, r.t2(), r.t2Limit());
        share(html, r.q(), r.qLimit());
        html.leaf("td", String.join("; ", r.reasons()), "class", "reason").close();
    }

    private static void share(Html html, double value, double limit) {
        html.leaf("td", Numbers.pretty(Numbers.significant(limit > 0 ? value / limit : Double.NaN, 3)), "class",
            value > limit ? "n flagged" : "n");
    }
}
