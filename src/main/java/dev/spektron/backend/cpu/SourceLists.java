package dev.spektron.backend.cpu;

import java.util.ArrayList;
import java.util.List;

/// For each target place the sources that go there, in rising order: `list[start[t]]` to `list[start[t + 1] - 1]`.
public record SourceLists(int[] start, int[] list) {
    /// Targets `first[k]` to `first[k] + length[k] - 1` take the sources of the first of them moved on by as many places.
    public record Stretches(int[] first, int[] length) {}

    /// Source i goes to `target.get(i)`.
    public static SourceLists of(List<Integer> target, int extent) {
        int[] start = new int[extent + 1];
        for (int t : target) {
            start[t + 1]++;
        }
        for (int t = 0; t < extent; t++) {
            start[t + 1] += start[t];
        }
        int[] next = start.clone();
        int[] list = new int[target.size()];
        for (int i = 0; i < list.length; i++) {
            list[next[target.get(i)]++] = i;
        }
        return new SourceLists(start, list);
    }

    /// Place i takes source `source.get(i)`.
    public static SourceLists taking(List<Integer> source) {
        int n = source.size();
        int[] start = new int[n + 1];
        int[] list = new int[n];
        for (int i = 0; i < n; i++) {
            start[i + 1] = i + 1;
            list[i] = source.get(i);
        }
        return new SourceLists(start, list);
    }

    /// All targets in as few stretches as possible.
    public Stretches stretches() {
        List<Integer> first = new ArrayList<>();
        for (int t = 0; t + 1 < start.length; t++) {
            if (t == 0 || !continues(t)) {
                first.add(t);
            }
        }
        int[] from = first.stream().mapToInt(Integer::intValue).toArray();
        int[] length = new int[from.length];
        for (int k = 0; k < from.length; k++) {
            length[k] = (k + 1 < from.length ? from[k + 1] : start.length - 1) - from[k];
        }
        return new Stretches(from, length);
    }

    /// True if the sources of target `t` are those of the one before, each moved on by one place.
    private boolean continues(int t) {
        int n = start[t + 1] - start[t];
        boolean same = n == start[t] - start[t - 1];
        for (int s = start[t]; same && s < start[t + 1]; s++) {
            same = list[s] == list[s - n] + 1;
        }
        return same;
    }
}
