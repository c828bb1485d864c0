package dev.spektron.experiment.report;

import dev.spektron.experiment.StudyResult.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The result of a block in one plain sentence that does not claim more than was measured.
final class Headline {
    private Headline() {}

    static String of(Block block) {
        Optional<Cell> chosen = block.chosen();
        if (chosen.isEmpty()) {
            return "No transfer method gave a finite RMSEP for " + block.property() + " on " + block.target() + ".";
        }
        Cell c = chosen.get();
        String found = block.blind()
            ? "Best without hindsight: " + c.method() + ", which predicts " + block.property() + " on " + block.target() + " with RMSEP "
            : "Lowest RMSEP in hindsight (picked by the test results): " + c.method() + ", preprocessing " + c.preprocessing()
            + ", " + block.property() + " on " + block.target() + " with RMSEP ";
        return found + value(c) + context(block) + "." + beaten(block, c);
    }

    private static String context(Block block) {
        List<String> parts = new ArrayList<>();
        block.noTransfer().ifPresent(c -> parts.add(lower(c.title()) + " " + value(c)));
        block.ceiling().ifPresent(c -> parts.add(lower(c.title()) + " " + value(c)));
        return parts.isEmpty() ? "" : " (" + String.join(", ", parts) + ")";
    }

    private static String beaten(Block block, Cell chosen) {
        return block.floor().filter(f -> f.rmsep().mean() <= chosen.rmsep().mean())
            .map(f -> " It does not beat the floor ‘" + f.title() + "’ (" + value(f) + ").").orElse("");
    }

    static String value(Cell c) {
        String v = Numbers.pretty(Numbers.significant(c.rmsep().mean(), 3));
        return c.unit().isEmpty() ? v : v + "\u00A0" + c.unit();
    }

    /// A title in the middle of a sentence; names such as `PLS` keep their capitals.
    private static String lower(String title) {
        boolean word = title.length() > 1 && Character.isLowerCase(title.charAt(1));
        return word ? Character.toLowerCase(title.charAt(0)) + title.substring(1) : title;
    }
}
