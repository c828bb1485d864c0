package dev.spektron.experiment.transfer;

import java.util.List;

/// What a transfer study shall do.
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
        pairs = List.copyOf(pairs);
        properties = List.copyOf(properties);
        standards = List.copyOf(standards);
        methods = List.copyOf(methods);
        preprocessings = List.copyOf(preprocessings);
        require(!pairs.isEmpty() && !properties.isEmpty() && !standards.isEmpty(), "at least one pair, property and number of standards");
        require(standards.stream().allMatch(n -> n >= 1), "at least 1 standard, found " + standards);
        require(repeats >= 1, "at least 1 repeat, found " + repeats);
        require(testFraction > 0 && testFraction < 1, "a test fraction between 0 and 1, found " + testFraction);
        require(threads >= 1, "at least 1 thread, found " + threads);
    }

    private static void require(boolean condition, String expected) {
        if (!condition) {
            throw new IllegalArgumentException("transfer study: expected " + expected);
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
