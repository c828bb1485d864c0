package dev.spektron.chem.auto;

import java.util.List;

/// The strategies by name.
public final class Strategies {
    private static final List<Strategy> ALL = List.of(new BestCombination(), new Ensemble());

    private Strategies() {}

    public static List<String> names() {
        return ALL.stream().map(Strategy::name).toList();
    }

    public static boolean has(String name) {
        return names().contains(name);
    }

    /// @throws IllegalArgumentException for an unknown name
    public static Strategy byName(String name) {
        return ALL.stream().filter(s -> s.name().equals(name)).findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no strategy '" + name + "'; there are " + names()));
    }
}
