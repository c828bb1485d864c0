package dev.spektron.backend.cpu;

import java.util.List;

/// For each target place the sources that go there, in rising order: `list[start[t]]` to `list[start[t + 1] - 1]`.
public record SourceLists(int[] start, int[] list) {
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
}
