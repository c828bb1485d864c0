package dev.spektron.io.text;

import java.util.ArrayList;
import java.util.List;

/// What a file says against itself, with an end: a damaged file of a million lines gives some warnings, not a million.
public final class Warnings {
    private static final int MOST = 50;

    private final List<String> texts = new ArrayList<>();
    private int more;

    public void add(String text) {
        if (texts.size() < MOST) {
            texts.add(text);
        } else {
            more++;
        }
    }

    public List<String> list() {
        List<String> all = new ArrayList<>(texts);
        if (more > 0) {
            all.add("and " + more + " more");
        }
        return all;
    }
}
