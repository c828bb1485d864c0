package dev.spektron.experiment.report;

import dev.spektron.experiment.StudyResult;
import dev.spektron.experiment.StudyResult.Cell;
import dev.spektron.experiment.StudyResult.Kind;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The table for the terminal: one block a (source -> target, property, N), rows by rising mean RMSEP, at most 120 columns (119, and one
/// more where the plus-minus sign is spelt `+-`).
public final class TextTable {
    private static final int WIDTH = 119;
    private static final String GAP = "  ";
    private static final String[] HEAD = {"", "method", "preprocessing", "RMSEP mean ± sd", "R2", "bias", "SEP", "SDD", "cov90",
        "p vs best"};
    private static final int METHOD = 1;
    private static final int PREPROCESSING = 2;

    private TextTable() {}

    /// The table in UTF-8, preferred rows only.
    public static String render(StudyResult result) {
        return render(result, false, StandardCharsets.UTF_8);
    }

    /// @param all also the preprocessings that were not chosen
    /// @param charset what the terminal can show: without a plus-minus sign in it the table is plain ASCII
    public static String render(StudyResult result, boolean all, Charset charset) {
        StringBuilder out = new StringBuilder();
        for (Block block : Block.of(result)) {
            if (!out.isEmpty()) {
                out.append('\n');
            }
            block(out, block, all);
        }
        boolean plain = !charset.canEncode() || !charset.newEncoder().canEncode("±…");
        return plain ? out.toString().replace("±", "+-").replace('…', '~') : out.toString();
    }

    private static void block(StringBuilder out, Block block, boolean all) {
        out.append(clip(clean(block.dataset() + ": " + block.source() + " -> " + block.target() + ", " + block.property() + " ("
            + (block.unit().isEmpty() ? "no unit" : block.unit()) + "), N = " + block.standards() + " standards, " + block.repeats()
            + " repeats"), WIDTH)).append('\n');
        List<String[]> rows = new ArrayList<>();
        rows.add(HEAD);
        for (Cell c : block.sorted(all)) {
            rows.add(row(c));
        }
        int[] widths = widths(rows);
        for (String[] row : rows) {
            line(out, row, widths);
        }
        block.hindsight().ifPresent(c -> {
            String what = c.method() + ", preprocessing " + c.preprocessing() + ", RMSEP " + rmsep(c) + " " + block.unit();
            out.append("Best fixed combination in hindsight (picked by looking at the test results):\n  ");
            out.append(clip(clean(what).strip(), WIDTH - 2)).append('\n');
        });
    }

    private static String[] row(Cell c) {
        return new String[] {c.kind() == Kind.METHOD ? "" : ResultsJson.kind(c.kind()), clean(c.method()), clean(c.preprocessing()),
            rmsep(c), Numbers.r2(c.r2().mean()), Numbers.like(c.bias(), c.rmsep(), 4), Numbers.like(c.sep(), c.rmsep(), 4),
            Numbers.like(c.sdd(), c.rmsep(), 4), Numbers.fixed(c.coverage90(), 3), Numbers.p(c.p())};
    }

    private static String rmsep(Cell c) {
        return Numbers.significant(c.rmsep().mean(), 4) + " ± " + Numbers.deviation(c.rmsep(), 4);
    }

    /// Natural widths; what does not fit is taken from the preprocessing first, then from the method.
    private static int[] widths(List<String[]> rows) {
        int[] w = new int[HEAD.length];
        int total = GAP.length() * (w.length - 1);
        for (int j = 0; j < w.length; j++) {
            for (String[] row : rows) {
                w[j] = Math.max(w[j], row[j].length());
            }
            total += w[j];
        }
        total -= shrink(w, PREPROCESSING, 13, total - WIDTH);
        shrink(w, METHOD, 6, total - WIDTH);
        return w;
    }

    private static int shrink(int[] w, int column, int least, int excess) {
        int by = Math.max(0, Math.min(excess, w[column] - least));
        w[column] -= by;
        return by;
    }

    private static void line(StringBuilder out, String[] row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int j = 0; j < row.length; j++) {
            String text = clip(row[j], widths[j]);
            String fill = " ".repeat(widths[j] - text.length());
            line.append(j == 0 ? "" : GAP).append(j > PREPROCESSING ? fill + text : text + fill);
        }
        out.append(line.toString().stripTrailing()).append('\n');
    }

    private static String clip(String text, int width) {
        return text.length() <= width ? text : text.substring(0, Math.max(0, width - 1)) + "…";
    }

    /// Names come from files: a control character must not reach the terminal.
    private static String clean(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
