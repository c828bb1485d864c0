package dev.spektron.experiment.report;

import dev.spektron.experiment.StudyResult;
import dev.spektron.experiment.StudyResult.Cell;
import dev.spektron.experiment.StudyResult.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// All rows that may be compared with one another: one data set, source, target, property and number of standards.
record Block(String dataset, String source, String target, String property, String unit, int standards, List<Cell> cells) {
    private static final Comparator<Cell> BY_RMSEP = Comparator.comparingDouble(c -> c.rmsep().mean());

    private record Key(String dataset, String source, String target, String property, int standards) {}

    /// The blocks of a result in the order in which they first occur.
    static List<Block> of(StudyResult result) {
        Map<Key, List<Cell>> groups = new LinkedHashMap<>();
        for (Cell c : result.cells()) {
            Key key = new Key(c.dataset(), c.source(), c.target(), c.property(), c.standards());
            groups.computeIfAbsent(key, k -> new ArrayList<>()).add(c);
        }
        List<Block> blocks = new ArrayList<>();
        groups.forEach((k, cells) -> blocks.add(
            new Block(k.dataset, k.source, k.target, k.property, cells.getFirst().unit(), k.standards, List.copyOf(cells))));
        return blocks;
    }

    String pair() {
        return source + " → " + target;
    }

    /// Rows by rising mean RMSEP, undefined ones last.
    ///
    /// @param all also the preprocessings that were not chosen
    List<Cell> sorted(boolean all) {
        return cells.stream().filter(c -> all || c.preferred()).sorted(BY_RMSEP).toList();
    }

    /// Rows of preprocessings that were not chosen, by rising mean RMSEP.
    List<Cell> others() {
        return cells.stream().filter(c -> !c.preferred()).sorted(BY_RMSEP).toList();
    }

    /// The row to trust: the ensemble, else the automatic choice, else the lowest RMSEP (a choice in hindsight, see [#blind()]).
    Optional<Cell> chosen() {
        return named("ensemble").or(() -> named("auto")).or(() -> lowest(c -> c.kind() == Kind.METHOD && c.preferred()));
    }

    /// Whether [#chosen()] was chosen without test data.
    boolean blind() {
        return chosen().filter(Block::combines).isPresent();
    }

    /// The fixed method and preprocessing with the lowest RMSEP: known only after looking at the test results.
    Optional<Cell> hindsight() {
        return lowest(c -> c.kind() == Kind.METHOD && !combines(c));
    }

    /// The row that the p-values compare with: lowest RMSEP of the methods, and no p-value itself.
    Optional<Cell> reference() {
        Predicate<Cell> method = c -> c.kind() == Kind.METHOD && c.preferred();
        return lowest(method.and(c -> Double.isNaN(c.p()))).or(() -> lowest(method));
    }

    /// The source calibration on the target as it is.
    Optional<Cell> noTransfer() {
        return lowest(c -> c.kind() == Kind.FLOOR && (c.method().equals("none") || c.method().equals("no-transfer")));
    }

    /// The best floor: what a method must beat.
    Optional<Cell> floor() {
        return lowest(c -> c.kind() == Kind.FLOOR && c.preferred()).or(() -> lowest(c -> c.kind() == Kind.FLOOR));
    }

    /// What can be hoped for on the target; only if there is no such row, what the source reaches on itself.
    Optional<Cell> ceiling() {
        Predicate<Cell> ceiling = c -> c.kind() == Kind.CEILING && c.preferred();
        return lowest(ceiling.and(c -> !c.method().startsWith("source"))).or(() -> lowest(ceiling));
    }

    int repeats() {
        return cells.stream().mapToInt(Cell::repeats).max().orElse(0);
    }

    private static boolean combines(Cell c) {
        return c.method().equals("ensemble") || c.method().equals("auto");
    }

    private Optional<Cell> named(String method) {
        return lowest(c -> c.method().equals(method) && c.kind() == Kind.METHOD && c.preferred());
    }

    private Optional<Cell> lowest(Predicate<Cell> wanted) {
        return cells.stream().filter(wanted).filter(c -> Double.isFinite(c.rmsep().mean())).min(BY_RMSEP);
    }
}
