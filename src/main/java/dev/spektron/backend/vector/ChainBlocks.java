package dev.spektron.backend.vector;

import dev.spektron.backend.cpu.Bound;
import dev.spektron.backend.cpu.Task;
import dev.spektron.kernels.Elements;

/// Runs a chain block by block: each instruction goes over the whole block, and what stands between instructions stays in the first
/// cache.
final class ChainBlocks implements Task {
    private final ChainCode code;
    private final ChainCode.Step[] steps;
    private final ChainCode.Spread[] spreads;
    private final int size;
    private final int operands;
    private final int firstRegister;
    private final int[] extents;
    private final int inner;
    /// Arrays of the places, and where each place begins.
    private final float[][] data;
    private final int[] start;
    /// Strides of the operands between full and one number; null for the others.
    private final int[][] strides;
    /// True if there are such operands and they are read where they stand.
    private final boolean byRows;
    private final float[] scratch;
    private final int scratchAt;
    /// For each part where each place is now, and then the index of a row.
    private final int[][] state;

    ChainBlocks(ChainCode code, Bound s) {
        this.code = code;
        steps = code.steps().toArray(ChainCode.Step[]::new);
        spreads = code.spreads().toArray(ChainCode.Spread[]::new);
        size = code.size();
        extents = code.extents();
        inner = extents[extents.length - 1];
        operands = s.operands();
        firstRegister = operands + s.step().out().size();
        data = new float[code.places()][];
        start = new int[code.places()];
        strides = new int[operands][];
        boolean partial = false;
        for (int k = 0; k < data.length; k++) {
            Bound.Ref r = k < operands ? s.in(k) : k < firstRegister ? s.out(k - operands) : s.scratch();
            data[k] = r.data();
            start[k] = r.at();
            if (k < operands && code.access(k) == ChainCode.Access.PARTIAL) {
                strides[k] = code.strides(k);
                partial = true;
            }
        }
        byRows = partial && code.rows();
        scratch = s.scratch().data();
        scratchAt = s.scratch().at();
        state = new int[code.parts()][data.length + extents.length];
    }

    @Override
    public int parts() {
        return state.length;
    }

    @Override
    public void run(int part, int worker) {
        int[] at = state[part];
        int registers = scratchAt + part * code.partScratch();
        int pad = registers + code.partScratch() - Span.PAD;
        int from = part * code.part();
        int to = Math.min(size, from + code.part());
        for (int k = 0; k < operands; k++) {
            at[k] = start[k];
        }
        for (int k = firstRegister; k < data.length; k++) {
            at[k] = registers + (k - firstRegister) * code.registerSize();
        }
        int n;
        for (int i = from; i < to; i += n) {
            n = Math.min(code.block(), to - i);
            n = byRows ? Math.min(n, inner - i % inner) : n;
            locate(at, i);
            for (ChainCode.Spread s : spreads) {
                if (!s.once() || i == from) {
                    spread(at, s, i, s.once() ? code.block() : n, pad);
                }
            }
            for (ChainCode.Step s : steps) {
                Span.run(s.f(), data[s.a()], at[s.a()], data[s.b()], at[s.b()], data[s.c()], at[s.c()], s.p(), s.q(), data[s.y()],
                    at[s.y()], n, scratch, pad);
            }
        }
    }

    /// Moves operands and results to element i.
    private void locate(int[] at, int i) {
        for (int k = 0; k < operands; k++) {
            if (code.access(k) == ChainCode.Access.FULL) {
                at[k] = start[k] + i;
            } else if (byRows && strides[k] != null) {
                at[k] = row(k, i);
            }
        }
        for (int k = operands; k < firstRegister; k++) {
            at[k] = start[k] + i;
        }
    }

    private int row(int k, int i) {
        int[] s = strides[k];
        int last = s.length - 1;
        int rest = i / inner;
        int at = start[k] + (i - rest * inner) * s[last];
        for (int axis = last - 1; axis > 0; axis--) {
            int next = rest / extents[axis];
            at += (rest - next * extents[axis]) * s[axis];
            rest = next;
        }
        return at + rest * s[0];
    }

    private void spread(int[] at, ChainCode.Spread s, int i, int n, int pad) {
        int k = s.operand();
        int y = s.register();
        if (byRows || strides[k] == null) {
            Span.run(Elements.COPY + Span.FIRST_IS_ONE, data[k], at[k], data[k], at[k], data[k], at[k], 0, 0, data[y], at[y], n, scratch,
                pad);
        } else {
            ChainSpread.run(data[k], start[k], strides[k], extents, i, n, data[y], at[y], at, data.length);
        }
    }
}
