package dev.spektron.experiment.report;

import dev.spektron.experiment.StudyResult;
import dev.spektron.experiment.StudyResult.SpectraView;
import dev.spektron.io.AtomicFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The report of a study: one HTML file that opens offline, loads nothing and runs no script, with drawings as inline SVG.
///
/// Order: the result in plain sentences or as a matrix, warnings, details for every pair and property, definitions, provenance. With more
/// than four blocks the details are folded. Spectra are thinned to 400 points a curve and scatter plots to 1500 points.
public final class HtmlReport {
    private static final int MOST_OPEN = 4;
    private static final int MOST_SENTENCES = 6;

    private final StudyResult result;
    private final List<Block> blocks;
    private final Page page;
    private final Html html;

    private HtmlReport(StudyResult result) {
        this.result = result;
        this.blocks = Block.of(result);
        this.page = new Page("Calibration transfer: " + datasets());
        this.html = page.html();
    }

    /// Writes the report, atomically.
    ///
    /// @throws IllegalArgumentException if spectra or coefficients do not have the length of their axis
    public static void write(StudyResult result, Path file) throws IOException {
        String text = render(result);
        AtomicFiles.writeText(file, out -> out.write(text));
    }

    /// The page as text.
    static String render(StudyResult result) {
        return new HtmlReport(result).page();
    }

    private String datasets() {
        return String.join(", ", blocks.stream().map(Block::dataset).distinct().toList());
    }

    private String page() {
        header();
        summary();
        warnings();
        details();
        Definitions.write(html);
        ProvenanceSection.write(html, result.provenance());
        return page.finish();
    }

    private void header() {
        html.open("header").leaf("p", "Calibration transfer report", "class", "kicker").leaf("h1", datasets());
        long pairs = blocks.stream().map(Block::pair).distinct().count();
        long properties = blocks.stream().map(Block::property).distinct().count();
        html.leaf("p", count(pairs, "instrument pair") + ", " + count(properties, "property") + ", "
            + blocks.stream().mapToInt(Block::repeats).max().orElse(0) + " repeats · " + result.provenance().started()
            + " · spektron " + result.provenance().version(), "class", "sub");
        html.open("nav", "aria-label", "Sections");
        html.leaf("a", "Summary", "href", "#summary").leaf("a", "Results", "href", "#results");
        html.leaf("a", "Definitions", "href", "#definitions").leaf("a", "Provenance", "href", "#provenance");
        html.close().close();
    }

    private static String count(long n, String noun) {
        String plural = noun.endsWith("y") ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s";
        return n + " " + (n == 1 ? noun : plural);
    }

    private void summary() {
        html.open("section", "id", "summary").leaf("h2", "Summary");
        if (blocks.isEmpty()) {
            html.leaf("p", "The study has no results.", "class", "note");
        }
        if (blocks.size() <= MOST_SENTENCES) {
            for (Block block : blocks) {
                html.open("p", "class", "lead").leaf("b", block.pair() + ", " + block.property() + ", N = " + block.standards() + ". ");
                html.text(Headline.of(block)).close();
            }
        }
        if (blocks.size() > 1) {
            new SummaryMatrix(html, blocks).write();
        }
        html.close();
    }

    private void warnings() {
        if (result.warnings().isEmpty()) {
            return;
        }
        html.open("section", "class", "warnings").leaf("h2", "Read before use").open("ul");
        result.warnings().forEach(w -> html.leaf("li", w));
        html.close().close();
    }

    private void details() {
        html.open("section", "id", "results").leaf("h2", "Results");
        Repeats repeats = new Repeats(result);
        BlockSection section = new BlockSection(page, result, repeats);
        for (String pair : blocks.stream().map(Block::pair).distinct().toList()) {
            Set<String> seen = new HashSet<>();
            boolean first = true;
            html.leaf("h3", pair);
            for (int i = 0; i < blocks.size(); i++) {
                Block block = blocks.get(i);
                if (block.pair().equals(pair)) {
                    if (first) {
                        spectra(block);
                    }
                    first = false;
                    section.write(block, "b" + i, blocks.size() <= MOST_OPEN, seen.add(block.dataset() + "\n" + block.property()));
                }
            }
        }
        html.close();
    }

    private void spectra(Block block) {
        for (SpectraView view : result.spectra()) {
            SpectraFigure figure = new SpectraFigure(view);
            if (view.source().equals(block.source()) && view.target().equals(block.target()) && !figure.isEmpty()) {
                html.open("details", "class", "block", "open", blocks.size() <= MOST_OPEN ? "open" : null).open("summary");
                html.leaf("h4", "Spectra").leaf("span", block.pair(), "class", "where").close().open("div", "class", "inside");
                page.figure("wide", null, figure.summary(), figure.svg(page.figureId()));
                html.close().close();
            }
        }
    }
}
