package dev.spektron.backend.vector;

import dev.spektron.backend.cpu.Bound.Ref;
import dev.spektron.backend.cpu.Task;
import java.util.ArrayList;
import java.util.List;
import jdk.incubator.vector.FloatVector;

/// A batch of matrix products C = A B as parallel loops: the right factor is packed into panels, then blocks of C are computed from a
/// panel of rows of the left factor and all panels of columns of the right one (Goto and van de Geijn 2008, doi:10.1145/1356052.1356053).
final class Gemm {
    private static final float[] ZEROS = new float[3 * Lanes.N];

    private final GemmBlocks size;
    private final GemmFactors.Left left;
    private final GemmFactors.Right right;
    private final Target target;
    private final float[] room;
    private final int packed;
    /// The factors where they may be read as they stand; null for those that are always packed.
    private final GemmFactors.LeftColumns columns;
    private final GemmFactors.RightRows rows;

    /// Where products go: row r of product b begins at `at + b * batchStride + r * stride`.
    ///
    /// @param bias   n numbers that each sum begins with, null for none
    /// @param finish looks at finished rows while they are in the cache, null for nothing
    record Target(float[] c, int at, int batchStride, int stride, Ref bias, Finish finish) {
        Target(Ref c, int batchStride, int stride) {
            this(c.data(), c.at(), batchStride, stride, null, null);
        }
    }

    /// What is done with n finished numbers, from an index of the array of results on.
    interface Finish {
        /// @param pad room for a vector from `po` on
        void run(int from, int n, float[] pad, int po);
    }

    private Gemm(GemmBlocks size, GemmFactors.Left left, GemmFactors.Right right, Target target, Ref scratch) {
        this.size = size;
        this.left = left;
        this.right = right;
        this.target = target;
        room = scratch.data();
        packed = scratch.at() + GemmBlocks.ALIGN;
        columns = left instanceof GemmFactors.LeftColumns l ? l : null;
        rows = right instanceof GemmFactors.RightRows r ? r : null;
    }

    static List<Task> tasks(GemmBlocks size, GemmFactors.Left left, GemmFactors.Right right, Target target, Ref scratch) {
        List<Task> tasks = new ArrayList<>();
        if (size.isEmpty()) {
            return tasks;
        }
        Gemm g = new Gemm(size, left, right, target, scratch);
        for (int b = 0; b < size.batch(); b += size.batchChunk()) {
            int products = Math.min(size.batchChunk(), size.batch() - b);
            int p = 0;
            do {
                int terms = Math.min(size.innerChunk(), size.k() - p);
                if (size.shared() && terms > 0) {
                    tasks.add(g.packing(b, products, p, terms));
                }
                tasks.add(g.computing(b, products, p, terms));
                p += terms;
            } while (p < size.k());
        }
        return tasks;
    }

    /// Packs the terms from `from` on of the right factors of some products.
    private Task packing(int batch, int products, int from, int terms) {
        int blocks = GemmBlocks.parts(terms, GemmBlocks.KC);
        int panels = size.panels();
        return Task.items(products * blocks * panels, Math.min(terms, GemmBlocks.KC) * size.width(), (first, last, worker) -> {
            for (int i = first; i < last; i++) {
                int p = i / panels % blocks * GemmBlocks.KC;
                int product = i / panels / blocks;
                int kc = Math.min(GemmBlocks.KC, terms - p);
                pack(batch + product, from + p, kc, i % panels, place(product, terms, p) + i % panels * size.width() * kc);
            }
        });
    }

    /// Place of the packed terms from p on of a product, in a chunk of `terms` terms.
    private int place(int product, int terms, int p) {
        return packed + (product * terms + p) * size.padded();
    }

    private int width(int panel) {
        return Math.min(size.width(), size.padded() - panel * size.width());
    }

    private void pack(int batch, int p, int kc, int panel, int at) {
        int column = panel * size.width();
        int width = width(panel);
        right.pack(batch, p, kc, column, Math.min(width, size.n() - column), width, room, at);
    }

    private Task computing(int batch, int products, int from, int terms) {
        int tiles = size.rowParts() * size.columnParts();
        return Task.range(size.parts(products), 1, (first, last, worker) -> {
            for (int part = first; part < last; part++) {
                int own = packed + size.packed() + part * size.partScratch();
                int product = part / tiles * size.group();
                int end = Math.min(products, product + size.group());
                for (; product < end; product++) {
                    int shared = place(product, terms, 0);
                    compute(batch + product, from, terms, part % tiles / size.columnParts(), part % size.columnParts(), shared, own);
                }
            }
        });
    }

    private static int share(int n, int part, int parts) {
        return (int) ((long) n * part / parts);
    }

    /// Computes the terms from `from` on of the block (rowPart, columnPart) of a product.
    ///
    /// @param shared where these terms of the packed right factor begin, if it was packed beforehand
    /// @param own    where the part's scratch begins
    private void compute(int batch, int from, int terms, int rowPart, int columnPart, int shared, int own) {
        int lastRow = share(size.rowPanels(), rowPart + 1, size.rowParts());
        int first = share(size.panels(), columnPart, size.columnParts());
        int last = share(size.panels(), columnPart + 1, size.columnParts());
        int block = own + size.leftPanels() * size.leftPanel();
        int group = Math.max(1, size.leftPanels());
        int p = 0;
        do {
            int kc = Math.min(GemmBlocks.KC, terms - p);
            int b = size.shared() ? shared + p * size.padded() : packOwn(batch, from + p, kc, first, last, block + size.block());
            for (int r = share(size.rowPanels(), rowPart, size.rowParts()); r < lastRow; r += group) {
                int end = Math.min(lastRow, r + group);
                if (size.leftPanels() > 0) {
                    left.pack(batch, size.rows(), r, end, from + p, kc, room, own, size.leftPanel());
                }
                for (int i = r; i < end; i++) {
                    multiply(batch, i, from + p, kc, own + (i - r) * size.leftPanel(), b, first, last, block);
                }
            }
            p += kc;
        } while (p < terms);
    }

    /// Packs the right factor for this part only. Returns where the panel of the first columns is, or would be.
    private int packOwn(int batch, int p, int kc, int first, int last, int at) {
        if (!size.directRight()) {
            for (int panel = first; panel < last; panel++) {
                pack(batch, p, kc, panel, at + (panel - first) * size.width() * kc);
            }
            return at - first * size.width() * kc;
        }
        if (last == size.panels() && size.n() < size.padded()) {
            pack(batch, p, kc, last - 1, at);
        }
        return at - (size.panels() - 1) * size.width() * kc;
    }

    /// A panel of rows, packed at a, by the panels of columns from `first` to `last`, packed at b.
    private void multiply(int batch, int panelOfRows, int p, int kc, int a, int b, int first, int last, int block) {
        int row = size.rows()[panelOfRows];
        int height = size.rows()[panelOfRows + 1] - row;
        int c = target.at + batch * target.batchStride + row * target.stride;
        boolean add = p > 0;
        boolean bias = !add && target.bias != null;
        float[] z = bias ? target.bias.data() : ZEROS;
        for (int panel = first; panel < last; panel++) {
            int column = panel * size.width();
            int width = width(panel);
            int vectors = width / Lanes.N;
            if (column + width > size.n()) {
                block(height, vectors, batch, row, p, kc, a, room, b + column * kc, width, ZEROS, 0, false, room, block, width);
                put(height, size.n() - column, block, width, add, bias ? target.bias.at() + column : -1, c + column);
            } else if (size.directRight()) {
                block(height, vectors, batch, row, p, kc, a, rows.b(), rows.at(batch, p, column), rows.stride(), z,
                    bias ? target.bias.at() + column : 0, add, target.c, c + column, target.stride);
            } else {
                block(height, vectors, batch, row, p, kc, a, room, b + column * kc, width, z, bias ? target.bias.at() + column : 0, add,
                    target.c, c + column, target.stride);
            }
        }
        if (target.finish != null && p + kc >= size.k()) {
            finish(height, first, last, c, block);
        }
    }

    private void block(int height, int vectors, int batch, int row, int p, int kc, int a, float[] b, int bo, int ldb, float[] z, int zo,
        boolean add, float[] c, int co, int ldc) {
        if (columns == null) {
            GemmRows.block(height, vectors, kc, room, a, b, bo, ldb, z, zo, add, c, co, ldc);
        } else if (size.leftPanels() > 0) {
            GemmColumns.block(height, vectors, kc, room, a, height, b, bo, ldb, z, zo, add, c, co, ldc);
        } else {
            GemmColumns.block(height, vectors, kc, columns.a(), columns.at(batch, row, p), columns.stride(), b, bo, ldb, z, zo, add, c, co,
                ldc);
        }
    }

    /// Brings the first `n` columns of a block to their places.
    private void put(int height, int n, int block, int width, boolean add, int bias, int c) {
        int whole = Lanes.F.loopBound(n);
        for (int r = 0; r < height; r++) {
            int from = block + r * width;
            int to = c + r * target.stride;
            for (int j = 0; j < whole; j += Lanes.N) {
                FloatVector x = FloatVector.fromArray(Lanes.F, room, from + j);
                if (add) {
                    x = x.add(FloatVector.fromArray(Lanes.F, target.c, to + j));
                } else if (bias >= 0) {
                    x = x.add(FloatVector.fromArray(Lanes.F, target.bias.data(), bias + j));
                }
                x.intoArray(target.c, to + j);
            }
            for (int j = whole; j < n; j++) {
                float before = add ? target.c[to + j] : bias >= 0 ? target.bias.data()[bias + j] : 0;
                target.c[to + j] = before + room[from + j];
            }
        }
    }

    private void finish(int height, int first, int last, int c, int pad) {
        int from = first * size.width();
        int n = Math.min(size.n(), last * size.width()) - from;
        if (n == target.stride) {
            target.finish.run(c, height * n, room, pad);
        } else {
            for (int r = 0; r < height; r++) {
                target.finish.run(c + r * target.stride + from, n, room, pad);
            }
        }
    }
}
