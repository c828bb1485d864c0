package dev.spektron.corpus.source;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Training and validation spectra of a source, divided by group: all spectra of a group are in the same part.
///
/// A group goes to validation if its number in [0, 1), the first 53 bits of SHA-256 over seed and name, is below the fraction. So it stays
/// where it is whatever other groups are there. A data set with at least two groups has at least one in each part: else the group with the
/// least number goes to validation, or the one with the greatest to training. Copies of spectra in validation are in neither part.
///
/// @param training positions of the training spectra, rising
/// @param validation positions of the validation spectra, rising
public record GroupSplit(int[] training, int[] validation) {
    /// @param fraction share of the groups in validation, from 0 (none at all) to less than 1
    public static GroupSplit of(SpectrumSource source, double fraction, long seed) {
        if (!(fraction >= 0 && fraction < 1)) {
            throw new IllegalArgumentException("validation fraction: expected a number from 0 to less than 1, found " + fraction);
        }
        Map<String, Extremes> sets = new TreeMap<>();
        for (int i = 0; i < source.size(); i++) {
            SpectrumSource.Names n = source.names(i);
            sets.computeIfAbsent(n.dataset(), _ -> new Extremes()).add(n.group(), number(n.group(), seed));
        }
        Set<String> always = new HashSet<>();
        Set<String> never = new HashSet<>();
        for (Extremes e : sets.values()) {
            if (e.least.equals(e.most)) {
                // A single group can only be learnt from.
                never.add(e.least);
            } else if (fraction > 0) {
                always.add(e.least);
                never.add(e.most);
            }
        }
        IntStream.Builder train = IntStream.builder();
        IntStream.Builder validate = IntStream.builder();
        for (int i = 0; i < source.size(); i++) {
            SpectrumSource.Names n = source.names(i);
            if (always.contains(n.group()) || number(n.group(), seed) < fraction && !never.contains(n.group())) {
                if (!n.copy()) {
                    validate.add(i);
                }
            } else {
                train.add(i);
            }
        }
        return new GroupSplit(train.build().toArray(), validate.build().toArray());
    }

    /// The groups of a data set with the least and the greatest number; of equal ones the first and the last by name.
    private static final class Extremes {
        private String least;
        private String most;
        private double low;
        private double high;

        void add(String group, double number) {
            if (least == null || number < low || number == low && group.compareTo(least) < 0) {
                least = group;
                low = number;
            }
            if (most == null || number > high || number == high && group.compareTo(most) > 0) {
                most = group;
                high = number;
            }
        }
    }

    /// The number of a group in [0, 1).
    static double number(String group, long seed) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(ByteBuffer.allocate(Long.BYTES).putLong(seed).array());
            return (ByteBuffer.wrap(sha.digest(group.getBytes(StandardCharsets.UTF_8))).getLong() >>> 11) * 0x1p-53;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
