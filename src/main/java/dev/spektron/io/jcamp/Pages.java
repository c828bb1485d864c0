package dev.spektron.io.jcamp;

import dev.spektron.io.formats.Block;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Pages of NTUPLES that follow each other over one axis with one ordinate become the rows of one block.
final class Pages {
    private Pages() {}

    static List<Block> join(List<Block> blocks) {
        List<Block> out = new ArrayList<>();
        for (int i = 0; i < blocks.size();) {
            int end = i + 1;
            while (end < blocks.size() && same(blocks.get(i), blocks.get(end))) {
                end++;
            }
            out.add(end - i == 1 ? blocks.get(i) : joined(blocks.subList(i, end)));
            i = end;
        }
        return out;
    }

    private static boolean same(Block a, Block b) {
        return a.metadata().containsKey("page") && b.metadata().containsKey("page") && a.kind() == b.kind()
            && a.yLabel().equals(b.yLabel()) && stem(a).equals(stem(b)) && Arrays.equals(a.x(), b.x());
    }

    /// The name without the page's.
    private static String stem(Block b) {
        return b.name().replace(b.metadata().get("page"), "").strip();
    }

    private static Block joined(List<Block> pages) {
        Block first = pages.getFirst();
        double[][] rows = new double[pages.size()][];
        List<String> ids = new ArrayList<>();
        List<Map<String, String>> facts = new ArrayList<>();
        dev.spektron.io.text.UniqueNames names = new dev.spektron.io.text.UniqueNames();
        for (int i = 0; i < rows.length; i++) {
            rows[i] = pages.get(i).y()[0];
            String page = pages.get(i).metadata().get("page");
            ids.add(names.take(page, "page"));
            facts.add(Map.of("page", page));
        }
        Map<String, String> metadata = new java.util.LinkedHashMap<>(first.metadata());
        metadata.remove("page");
        return new Block(stem(first), first.kind(), first.x(), first.unit(), first.xLabel(), first.intensity(), first.yLabel(), rows, ids,
            metadata, facts);
    }

    static Block named(Block b, String name) {
        List<String> ids = b.rows() == 1 ? List.of(name) : b.ids();
        return new Block(name, b.kind(), b.x(), b.unit(), b.xLabel(), b.intensity(), b.yLabel(), b.y(), ids, b.metadata(), b.rowMetadata());
    }
}
