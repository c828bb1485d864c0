package dev.spektron.experiment.report;

import dev.spektron.experiment.StudyResult.Cell;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/// Pairs against properties: RMSEP of the row to trust, and how far it is from the hindsight best and from the ceiling.
final class SummaryMatrix {
    private final Html html;
    private final List<Block> blocks;

    /// @param blocks all blocks in the order in which their anchors are numbered
    SummaryMatrix(Html html, List<Block> blocks) {
        this.html = html;
        this.blocks = blocks;
    }

    /// One table for every data set and number of standards.
    void write() {
        record Group(String dataset, int standards) {}

        for (Group g : blocks.stream().map(b -> new Group(b.dataset(), b.standards())).distinct().toList()) {
            table(g.dataset + ", N = " + g.standards + " standards", IntStream.range(0, blocks.size())
                .filter(i -> blocks.get(i).dataset().equals(g.dataset) && blocks.get(i).standards() == g.standards).boxed().toList());
        }
        html.open("p", "class", "note").text("Each field: RMSEP of the ensemble (else of the automatic choice; else of the lowest, marked ")
            .leaf("b", "*").text(" because that is hindsight), its ratio to the best fixed combination in hindsight, and its ratio to the "
            + "ceiling, a calibration made on the target itself. Shades by the ratio to the ceiling: ");
        for (int level = 1; level <= 5; level++) {
            html.leaf("span", List.of("≤ 1.1", "≤ 1.5", "≤ 2", "≤ 3", "> 3").get(level - 1), "class", "swatch q" + level)
                .text(" ");
        }
        html.text(". Fields lead to the details.").close();
    }

    private void table(String caption, List<Integer> members) {
        List<String> pairs = members.stream().map(i -> blocks.get(i).pair()).distinct().toList();
        List<String> properties = members.stream().map(i -> blocks.get(i).property()).distinct().toList();
        html.open("div", "class", "scroll").open("table", "class", "matrix").leaf("caption", caption);
        html.open("thead").open("tr").leaf("th", "Source → target", "scope", "col");
        for (String property : properties) {
            html.leaf("th", property, "scope", "col");
        }
        html.close().close().open("tbody");
        for (String pair : pairs) {
            html.open("tr").leaf("th", pair, "scope", "row");
            for (String property : properties) {
                members.stream().filter(i -> blocks.get(i).pair().equals(pair) && blocks.get(i).property().equals(property)).findFirst()
                    .ifPresentOrElse(i -> field(blocks.get(i), "b" + i), () -> html.leaf("td", "–"));
            }
            html.close();
        }
        html.close().close().close();
    }

    private void field(Block block, String anchor) {
        Optional<Cell> chosen = block.chosen();
        if (chosen.isEmpty()) {
            html.leaf("td", "–");
            return;
        }
        double toCeiling = ratio(chosen.get(), block.ceiling());
        html.open("td", "class", "q" + level(toCeiling)).open("a", "href", "#" + anchor);
        html.leaf("b", Headline.value(chosen.get()) + (block.blind() ? "" : "*"));
        html.leaf("span", times(ratio(chosen.get(), block.hindsight())) + " hindsight · " + times(toCeiling) + " ceiling",
            "class", "ratio");
        html.close().close();
    }

    private static double ratio(Cell c, Optional<Cell> other) {
        return other.map(o -> c.rmsep().mean() / o.rmsep().mean()).filter(Double::isFinite).orElse(Double.NaN);
    }

    private static String times(double ratio) {
        return Double.isNaN(ratio) ? "–" : "×" + String.format(Locale.ROOT, ratio < 9.995 ? "%.2f" : "%.1f", ratio);
    }

    /// 0 without a ceiling, else 1 (close to it) to 5.
    private static int level(double ratio) {
        return Double.isNaN(ratio) ? 0 : ratio <= 1.1 ? 1 : ratio <= 1.5 ? 2 : ratio <= 2 ? 3 : ratio <= 3 ? 4 : 5;
    }
}
