package dev.spektron.experiment.transfer;

import dev.spektron.chem.transfer.Chain;
import java.util.List;

/// What a transfer study shall do. What is named twice is done once.
///
/// @param pairs source and target instruments
/// @param properties properties to predict
/// @param standards numbers of standards; the first is the main result
/// @param repeats number of random splits
/// @param methods names of methods, in table order
/// @param preprocessings pipelines in the one-line notation; every method runs with every one of them
/// @param selection how standards are taken from the pool
/// @param testFraction share of the target samples that is held out, unless the data set has an official test part
/// @param seed seed of splits, standards and folds
/// @param threads worker threads
public record TransferOptions(List<Pair> pairs, List<String> properties, List<Integer> standards, int repeats, List<String> methods,
                              List<String> preprocessings, Selection selection, double testFraction, long seed, int threads) {
    public TransferOptions {
        pairs = pairs.stream().distinct().toList();
        properties = properties.stream().distinct().toList();
        standards = standards.stream().distinct().toList();
        methods = methods.stream().distinct().toList();
        preprocessings = preprocessings.stream().map(p -> Chain.parse(p).notation()).distinct().toList();
        require(!pairs.isEmpty() && !properties.isEmpty() && !standards.isEmpty() && !methods.isEmpty() && !preprocessings.isEmpty(),
            "pairs, properties, standards, methods, preprocessings: expected at least one of each");
        require(standards.stream().allMatch(n -> n >= 1), "standards: expected at least 1, found " + standards);
        require(repeats >= 1, "repeats: expected at least 1, found " + repeats);
        require(testFraction > 0 && testFraction < 1, "test fraction: expected a number between 0 and 1, found " + testFraction);
        require(threads >= 1, "threads: expected at least 1, found " + threads);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }

    /// A directed pair of instruments.
    public record Pair(String source, String target) {
        @Override
        public String toString() {
            return source + " -> " + target;
        }
    }

    /// How standards are chosen.
    public enum Selection {
        /// At random: the main result, because a user cannot always choose.
        RANDOM,
        /// Kennard and Stone (1969): spread evenly over the source spectra of the pool.
        KENNARD_STONE
    }
}
