package dev.spektron.experiment.report;

import dev.spektron.experiment.StudyResult;
import dev.spektron.experiment.StudyResult.Cell;
import dev.spektron.experiment.StudyResult.Coefficients;
import dev.spektron.experiment.StudyResult.Prediction;
import java.util.List;
import java.util.Optional;

/// Everything about one block, folded under a line that names it.
final class BlockSection {
    private final Page page;
    private final StudyResult result;
    private final Repeats repeats;

    BlockSection(Page page, StudyResult result, Repeats repeats) {
        this.page = page;
        this.result = result;
        this.repeats = repeats;
    }

    /// @param anchor id that the summary links to
    /// @param open whether it is unfolded at first
    /// @param curves whether the figures that do not depend on N are shown here
    void write(Block block, String anchor, boolean open, boolean curves) {
        Html html = page.html();
        html.open("details", "class", "block", "open", open ? "open" : null);
        html.open("summary").leaf("h4", block.property()).leaf("span", block.pair() + ", N = " + block.standards(), "class", "where");
        block.chosen().ifPresent(c -> html.leaf("span", c.method() + " " + Headline.value(c), "class", "value"));
        html.close();
        // The id stands inside, so that a link to it unfolds the block.
        html.open("div", "id", anchor, "class", "inside");
        html.leaf("p", Headline.of(block), "class", "lead");
        MethodTable.write(html, block);
        block.hindsight().ifPresent(c -> html.leaf("p", "Best fixed combination in hindsight, picked by looking at these test results: "
            + c.method() + ", preprocessing " + c.preprocessing() + ", RMSEP " + Headline.value(c)
            + ". Nobody could have known it beforehand.", "class", "note"));
        MethodTable.others(html, block);
        html.open("div", "class", "grid");
        scatter(block);
        strips(block);
        PairedTable.write(page, block, repeats);
        html.close();
        if (curves) {
            curve(block);
            coefficients(block);
        }
        html.close().close();
    }

    private void scatter(Block block) {
        Optional<Cell> chosen = block.chosen();
        List<Prediction> predictions = chosen.map(repeats::of).orElse(List.of());
        ScatterFigure figure = new ScatterFigure(predictions, block.unit());
        if (figure.isEmpty()) {
            page.html().leaf("p", "The single predictions were not kept, so what follows from them is not shown.", "class", "note");
            return;
        }
        String method = chosen.get().method();
        page.figure("half", "Predicted against reference: " + method + (block.blind() ? "" : " (picked in hindsight)"), figure.caption(),
            figure.svg(page.figureId(), block.property(), method));
    }

    private void strips(Block block) {
        List<StripFigure.Row> rows = block.sorted(false).stream().map(c -> new StripFigure.Row(c.method(), Style.of(c.kind()),
            repeats.rmsep(c).values().stream().mapToDouble(Double::doubleValue).toArray())).toList();
        StripFigure figure = new StripFigure(rows, false);
        if (!figure.isEmpty()) {
            page.figure("half", "RMSEP of every repeat", "One point a repeat; box: quartiles and median. Blue: methods, grey: floors, "
                + "green: ceilings. The scale is logarithmic where the values span more than a factor of eight.",
                figure.svg(page.figureId(), "RMSEP of every repeat", "RMSEP" + PairedTable.in(block.unit())));
        }
    }

    private void curve(Block block) {
        CurveFigure figure = CurveFigure.of(result, block);
        if (!figure.isEmpty()) {
            page.figure("wide", "RMSEP against the number of standards", "Mean over repeats, whiskers ± one standard deviation. Floors "
                + "grey and ceilings green, dashed, at the numbers of standards at which they were measured.", figure.svg(page.figureId()));
        }
    }

    private void coefficients(Block block) {
        List<Coefficients> found = result.coefficients().stream().filter(c -> c.source().equals(block.source())
            && c.target().equals(block.target()) && c.property().equals(block.property())).toList();
        CoefficientFigure figure = new CoefficientFigure(found);
        for (int i = 0; i < figure.size(); i++) {
            String caption = i < figure.size() - 1 ? null : "In the space of the preprocessed spectra; dotted: zero."
                + (found.size() > figure.size() ? " " + figure.size() + " of " + found.size() + " calibrations drawn." : "");
            page.figure("wide", i == 0 ? "Calibration coefficients" : null, caption, figure.svg(page.figureId(), i));
        }
    }
}
