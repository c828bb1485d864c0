#!/usr/bin/env python3
"""Writes GemmRows.java and GemmColumns.java: the innermost loops of matrix products, one method for each size of the block of results
that is held in registers. Only the place of the left factor's numbers differs between the two.
usage: make_gemm_kernels.py src/main/java/dev/spektron/backend/vector"""
import sys

# Rows of a block by its width in vectors: 18 or 21 sums, the vectors of the right factor and a row's number fit into 32 registers.
HEIGHTS = {1: (1, 2, 3, 4, 7, 8, 9), 2: (1, 2, 3, 4, 7, 8, 9), 3: (1, 2, 3, 4, 7)}

HEAD = """package dev.spektron.backend.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// {what}
///
/// Each method computes h rows and v vectors of columns: c[r, j] = z[j] + sum_p {index} b[p, j], added to what is there if `add`. Row p
/// of b begins at bo + p ldb, row r of c at co + r ldc. The sums stay in registers; per p there are v loads of b and h spread numbers of a
/// for h v multiplications. Written by `make_gemm_kernels.py`.
final class {name} {{
    private static final VectorSpecies<Float> F = Lanes.F;
    private static final int N = Lanes.N;
{constant}
    private {name}() {{}}

    /// The block of `height` rows and `vectors` vectors of columns.
    static void block(int height, int vectors, int k, float[] a, int ao, {lda}float[] b, int bo, int ldb, float[] z, int zo,
        boolean add, float[] c, int co, int ldc) {{
        switch (4 * height + vectors) {{"""

SIGNATURE = """
    private static void block{h}x{v}(int k, float[] a, int ao, {lda}float[] b, int bo, int ldb, float[] z, int zo, boolean add,
        float[] c, int co, int ldc) {{"""


def at(base, n, unit):
    return base if n == 0 else f"{base} + {unit}" if n == 1 else f"{base} + {n} * {unit}"


def plus(base, n):
    return base if n == 0 else f"{base} + {n}"


def kernel(o, h, v, lda, place):
    o.append(SIGNATURE.format(h=h, v=v, lda=lda))
    for j in range(v):
        o.append(f"        FloatVector z{j} = FloatVector.fromArray(F, z, {at('zo', j, 'N')});")
    for r in range(h):
        o.append("        FloatVector " + ", ".join(f"s{r}{j} = z{j}" for j in range(v)) + ";")
    # Places are counted on: a multiplication by an extent that C2 does not know would be done for every load.
    o.append("        for (int p = 0; p < k; p++) {")
    for j in range(v):
        o.append(f"            FloatVector b{j} = FloatVector.fromArray(F, b, {at('bo', j, 'N')});")
    for r in range(h):
        o.append(f"            FloatVector a{r} = FloatVector.broadcast(F, a[{place(h, r)}]);")
        for j in range(v):
            o.append(f"            s{r}{j} = a{r}.fma(b{j}, s{r}{j});")
    if lda:
        o.append("            ao += lda;")
    o.append("            bo += ldb;")
    o.append("        }")
    o.append("        if (add) {")
    for r in range(h):
        for j in range(v):
            i = at(at("co", r, "ldc"), j, "N")
            o.append(f"            s{r}{j} = s{r}{j}.add(FloatVector.fromArray(F, c, {i}));")
    o.append("        }")
    for r in range(h):
        for j in range(v):
            o.append(f"        s{r}{j}.intoArray(c, {at(at('co', r, 'ldc'), j, 'N')});")
    o.append("    }")


def write(name, what, index, constant, lda, place):
    o = [HEAD.format(name=name, what=what, index=index, constant=constant, lda=lda and f"int {lda}, ")]
    sizes = [(h, v) for h in range(1, 10) for v in (1, 2, 3) if h in HEIGHTS[v]]
    for h, v in sizes:
        o.append(f"            case {4 * h + v} -> block{h}x{v}(k, a, ao, {lda and lda + ', '}b, bo, ldb, z, zo, add, c, co, ldc);")
    o.append('            default -> throw new IllegalArgumentException("no block of " + height + " by " + vectors);')
    o.append("        }")
    o.append("    }")
    for h, v in sizes:
        kernel(o, h, v, lda and f"int {lda}, ", place)
    o.append("}")
    open(f"{sys.argv[1]}/{name}.java", "w").write("\n".join(o) + "\n")


write("GemmRows", "Products of panels whose rows lie one after another, as rows of a matrix do.", "a[r, p]",
      """    /// Numbers from one row of a panel to the next: a constant, so that one register addresses all rows. Rows start in different sets
    /// of the first cache.
    static final int STRIDE = GemmBlocks.KC + 16;
""", "", lambda h, r: at("ao + p", r, "STRIDE"))
write("GemmColumns", "Products of panels whose columns lie one after another, as rows of a transposed matrix do; column p begins at ao + p lda.",
      "a[p, r]", "", "lda", lambda h, r: plus("ao", r))
