package dev.spektron.corpus.source;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// Training and validation spectra of a source, divided by group: all spectra of a group are in the same part.
///
/// A group goes to validation if its number in [0, 1), the first 53 bits of SHA-256 over seed and name, is below the fraction. So it stays
/// where it is whatever other groups are there. A data set with at least two groups has at least one in each part: else the group with the
/// least number goes to validation, or the one with the greatest to training.
///
/// @param training positions of the training spectra, rising
/// @param validation positions of the validation spectra, rising
public record GroupSplit(int[] training, int[] validation) {
    /// @param fraction share of the groups in validation, from 0 (none at all) to less than 1
    public static GroupSplit of(SpectrumSource source, double fraction, long seed) {
        if (!(fraction >= 0 && fraction < 1)) {
            throw new IllegalArgumentException("validation fraction: expected a number from 0 to less than 1, found " + fraction);
        }
        Map<String, TreeSet<String>> groups = new TreeMap<>();
        for (int i = 0; i < source.size(); i++) {
            groups.computeIfAbsent(source.get(i).dataset(), _ -> new TreeSet<>()).add(source.get(i).group());
        }
        TreeSet<String> chosen = new TreeSet<>();
        groups.values().forEach(g -> chosen.addAll(validation(g, fraction, seed)));
        List<Integer> train = new ArrayList<>();
        List<Integer> validate = new ArrayList<>();
        for (int i = 0; i < source.size(); i++) {
            (chosen.contains(source.get(i).group()) ? validate : train).add(i);
        }
        return new GroupSplit(array(train), array(validate));
    }

    private static List<String> validation(TreeSet<String> groups, double fraction, long seed) {
        List<String> byNumber = new ArrayList<>(groups);
        byNumber.sort((a, b) -> Double.compare(number(a, seed), number(b, seed)));
        int n = 0;
        while (n < byNumber.size() && number(byNumber.get(n), seed) < fraction) {
            n++;
        }
        if (fraction > 0 && byNumber.size() > 1) {
            n = Math.clamp(n, 1, byNumber.size() - 1);
        } else if (byNumber.size() == 1) {
            // A single group can only be learnt from.
            n = 0;
        }
        return byNumber.subList(0, n);
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

    private static int[] array(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }
}
