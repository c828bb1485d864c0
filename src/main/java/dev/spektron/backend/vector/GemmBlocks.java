package dev.spektron.backend.vector;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/// How a batch of products of (m, k) by (k, n) is cut up. It depends on nothing but the extents, so results do not depend on the number of
/// threads.
///
/// Columns form panels of `vectors` vectors (the last one may be narrower), rows form panels that begin at `rows`; the block of results
/// where two panels meet is held in registers. A part of the parallel loop computes some panels of rows by some panels of columns of one
/// product, or `group` whole products.
///
/// @param leftPanels  row panels of the left factor that a part packs at once; 0 if the factor is read where it stands
/// @param directRight the right factor is read where it stands, but for the last columns if they fill no vector
/// @param shared      the right factor is packed beforehand for all parts, else by each part for itself
/// @param batchChunk  products whose right factors are packed at once
/// @param innerChunk  terms of the sums for which the right factors are packed at once
record GemmBlocks(int batch, int m, int n, int k, int vectors, int[] rows, int panels, int group, int rowParts, int columnParts,
    int leftPanels, boolean directRight, boolean shared, int batchChunk, int innerChunk) {
    /// Terms that are added up in registers: a panel of 9 rows, 18 KB, stays in the first cache while the right factor passes by. Longer
    /// sums continue in memory, which costs little and keeps rounding errors small.
    static final int KC = 512;
    /// Columns of a part at most: their 2 MB of the right factor stay in the second and third cache.
    private static final int NC = 1024;
    /// Multiplications of a part: some tens of microseconds, a hundred times the cost of handing it out.
    private static final double WORK = 1 << 20;
    /// Parts at most, because each has scratch of its own, and parts for which a product is also cut along its columns.
    private static final int MOST_PARTS = 64;
    private static final int FEW_PARTS = 16;
    /// Numbers of right factors that are packed at once, 8 MB: it bounds the scratch.
    private static final int PACKED = 1 << 21;
    /// Numbers of the right factor that a part packs for itself, 256 KB: a quarter of a second cache.
    private static final int OWN = 1 << 16;
    /// A right factor of few columns is nearly a panel as it stands, and packing does not pay for few panels of rows. (Where rows are 4 KB
    /// apart they would drive one another out of the cache.)
    private static final int DIRECT_COLUMNS = 256;
    private static final int DIRECT_ROW_PANELS = 8;
    /// A transposed left factor is read where it stands if its rows times the panels that they meet are few.
    private static final int DIRECT_LEFT = 4096;
    /// Panels of a transposed left factor that are packed together: their rows lie in one line of the cache or the next.
    private static final int LEFT_GROUP = 6;
    /// Numbers skipped in front of the scratch: an array begins 16 bytes behind its object, so that panels start at a line of the cache if
    /// the object does. Loads of whole lines are cheaper on some processors.
    static final int ALIGN = 12;

    /// Most rows by the width in vectors. C2 loads all numbers of a step of the sum before it multiplies, so sums, vectors of the right
    /// factor and spread numbers of the left one must fit into the registers: 32, or 16 on x86 without AVX-512.
    private static final int[] TALLEST = manyRegisters() ? new int[] {0, 9, 9, 7} : new int[] {0, 7, 4, 3};
    /// The heights for which there are kernels.
    private static final int[] HEIGHTS = {9, 8, 7, 4, 3, 2, 1};

    private static boolean manyRegisters() {
        String arch = System.getProperty("os.arch");
        boolean x86 = arch.equals("amd64") || arch.equals("x86_64") || arch.equals("x86");
        return !x86 || FloatVector.SPECIES_PREFERRED.vectorBitSize() == 512;
    }

    /// @param columnsLeft the left factor stands in memory transposed
    /// @param rowsRight   the right factor stands in memory row by row
    static GemmBlocks of(int batch, int m, int n, int k, boolean columnsLeft, boolean rowsRight) {
        int columns = parts(n, Lanes.N);
        int vectors = columns <= 3 ? columns : columns % 2 == 1 && columns % 3 != 1 ? 3 : 2;
        int panels = vectors == 0 ? 0 : parts(columns, vectors);
        int[] rows = split(m, vectors);
        int rowPanels = rows.length - 1;
        int wanted = (int) Math.clamp(Math.ceil((double) batch * m * n * Math.max(k, 1) / WORK), 1, MOST_PARTS);
        int group = batch < wanted ? 1 : parts(batch, wanted);
        int each = batch < wanted && batch > 0 ? parts(wanted, batch) : 1;
        boolean directLeft = columnsLeft && (long) m * panels <= DIRECT_LEFT;
        int fewest = columnsLeft && !directLeft ? Math.max(FEW_PARTS, rowPanels / LEFT_GROUP) : rowPanels;
        int rowParts = rowPanels <= 3 ? 1 : Math.min(each, Math.min(rowPanels, fewest));
        int columnParts = Math.max(Math.max(1, parts(n, NC)), Math.min(panels, parts(Math.min(each, FEW_PARTS), rowParts)));
        boolean directRight = rowsRight && (rowPanels <= DIRECT_ROW_PANELS || n <= DIRECT_COLUMNS);
        int leftPanels = directLeft ? 0 : columnsLeft ? Math.min(LEFT_GROUP, parts(rowPanels, rowParts)) : 1;
        int own = Math.min(k, KC) * parts(panels, columnParts) * vectors * Lanes.N;
        boolean shared = !directRight && (rowParts > 1 || own > OWN);
        long padded = Math.max(1, (long) columns * Lanes.N);
        int innerChunk = shared && k * padded > PACKED ? (int) Math.max(KC, PACKED / padded / KC * KC) : k;
        int batchChunk = shared ? Math.clamp(PACKED / Math.max(1, innerChunk * padded), 1, Math.max(batch, 1)) : batch;
        return new GemmBlocks(batch, m, n, k, vectors, rows, panels, group, rowParts, columnParts, leftPanels, directRight, shared,
            batchChunk, innerChunk);
    }

    /// Parts of at most `size` that n things make.
    static int parts(int n, int size) {
        return (n + size - 1) / size;
    }

    /// Starts of panels of rows, as equal in height as the kernels allow.
    private static int[] split(int m, int vectors) {
        if (vectors == 0) {
            return new int[] {0};
        }
        int tallest = TALLEST[vectors];
        int[] starts = new int[m + 1];
        int count = 0;
        int at = 0;
        while (at < m) {
            int left = m - at;
            at += height(parts(left, parts(left, tallest)), Math.min(left, tallest));
            starts[++count] = at;
        }
        return Arrays.copyOf(starts, count + 1);
    }

    /// The smallest height of a kernel from `wanted` up to `most`, or the largest below.
    private static int height(int wanted, int most) {
        int best = 0;
        for (int h : HEIGHTS) {
            if (h <= most && (h >= wanted || best == 0)) {
                best = h;
            }
        }
        return best;
    }

    /// Columns with those that only fill up the last vector.
    int padded() {
        return parts(n, Lanes.N) * Lanes.N;
    }

    /// Columns of a full panel.
    int width() {
        return vectors * Lanes.N;
    }

    int rowPanels() {
        return rows.length - 1;
    }

    boolean isEmpty() {
        return batch == 0 || m == 0 || n == 0;
    }

    /// Parts of the loop over so many products.
    int parts(int products) {
        return parts(products, group) * rowParts * columnParts;
    }

    /// Numbers of the packed right factors that all parts share.
    int packed() {
        return shared ? batchChunk * innerChunk * padded() : 0;
    }

    /// Numbers that a part has for itself: panels of the left factor, a block of results, its right factor if it packs that itself.
    int partScratch() {
        int right = shared ? 0 : Math.min(k, KC) * width() * (directRight ? 1 : parts(panels, columnParts));
        return leftPanels * leftPanel() + block() + right;
    }

    /// Numbers of a panel of the left factor. Packing writes whole vectors and may run over the end.
    int leftPanel() {
        return parts(TALLEST[vectors] * GemmRows.STRIDE + 2 * Lanes.N, 16) * 16;
    }

    /// Numbers of a block of results.
    int block() {
        return parts(TALLEST[vectors] * width(), 16) * 16;
    }

    int scratch() {
        return isEmpty() ? 0 : ALIGN + packed() + parts(shared ? batchChunk : batch) * partScratch();
    }
}
