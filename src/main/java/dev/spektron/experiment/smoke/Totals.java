package dev.spektron.experiment.smoke;

import dev.spektron.model.Spektron;
import dev.spektron.model.config.Compat;
import dev.spektron.model.config.Presets;
import dev.spektron.nn.Parameters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Numbers of parameters in the behaviour of the published reference, whose numbers they have to be.
final class Totals {
    private static final List<String> PARTS = List.of("mask token", "embedding", "backbone", "mixture", "transformer", "vib",
        "reconstruction", "regression", "fno");
    private static final Map<String, List<Long>> EXPECTED = new LinkedHashMap<>();

    static {
        List<Long> large = List.of(256L, 6_400L, 2_106_880L, 1_053_184L, 1_580_032L, 113_184L, 65_793L, 66_049L, 1_606_785L);
        EXPECTED.put("default", List.of(256L, 142_334L, 1_753_600L, 1_053_184L, 1_580_032L, 113_184L, 279_072L, 66_049L, 1_606_785L));
        EXPECTED.put("light", List.of(64L, 10_808L, 29_952L, 33_408L, 33_600L, 11_520L, 82_464L, 41_473L, 43_521L));
        EXPECTED.put("dlinoss", large);
        EXPECTED.put("dlinoss-light", List.of(64L, 1_600L, 66_816L, 33_408L, 33_600L, 11_520L, 16_641L, 41_473L, 43_521L));
        EXPECTED.put("benchmark-dlinoss", large);
        EXPECTED.put("benchmark-mamba", with(large, 1_753_600, 1_580_032));
        EXPECTED.put("benchmark-transformer", with(large, 2_108_928, 0));
        EXPECTED.put("benchmark-cnn1d", with(large, 2_100_224, 1_580_032));
        EXPECTED.put("benchmark-s4d", with(large, 271_360, 1_580_032));
    }

    /// Only backbone and sum of these are published.
    private static final Map<String, long[]> SCALING = new LinkedHashMap<>();

    static {
        SCALING.put("scaling-128", new long[] {529_152, 3_489_955});
        SCALING.put("scaling-256", new long[] {2_106_880, 6_598_563});
        SCALING.put("scaling-384", new long[] {4_733_184, 11_017_891});
        SCALING.put("scaling-512", new long[] {8_408_064, 16_747_939});
    }

    private Totals() {}

    private static List<Long> with(List<Long> large, long backbone, long transformer) {
        List<Long> out = new ArrayList<>(large);
        out.set(PARTS.indexOf("backbone"), backbone);
        out.set(PARTS.indexOf("transformer"), transformer);
        return out;
    }

    static Check check(String preset) {
        long start = System.nanoTime();
        Parameters p = new Parameters();
        // As `--compat reference` makes them.
        Map<String, Long> found = new Spektron(p, Presets.find(preset, null, Compat.REFERENCE)).counts(p);
        long total = found.values().stream().mapToLong(Long::longValue).sum();
        List<String> wrong = new ArrayList<>();
        if (SCALING.containsKey(preset)) {
            compare("backbone", SCALING.get(preset)[0], found.get("backbone"), wrong);
            compare("in all", SCALING.get(preset)[1], total, wrong);
        } else {
            List<Long> expected = EXPECTED.get(preset);
            if (expected == null) {
                wrong.add("expected a published number of parameters for each preset, found none");
            } else {
                for (int i = 0; i < PARTS.size(); i++) {
                    compare(PARTS.get(i), expected.get(i), found.getOrDefault(PARTS.get(i), 0L), wrong);
                }
                compare("in all", expected.stream().mapToLong(Long::longValue).sum(), total, wrong);
            }
        }
        return new Check("count of " + preset + ", reference", total, found.size() + " components", String.join("; ", wrong),
            (System.nanoTime() - start) / 1e9);
    }

    private static void compare(String part, long expected, long found, List<String> wrong) {
        if (expected != found) {
            wrong.add(String.format(Locale.ROOT, "%s: expected %,d parameters, found %,d", part, expected, found));
        }
    }
}
