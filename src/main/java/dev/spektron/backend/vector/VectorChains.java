package dev.spektron.backend.vector;

import dev.spektron.backend.Slot;
import dev.spektron.backend.cpu.Bound;
import dev.spektron.backend.cpu.ChainProgram;
import dev.spektron.backend.cpu.Task;
import dev.spektron.backend.op.Chain;
import java.util.List;

/// Joined elementwise operations with vectors.
final class VectorChains {
    private VectorChains() {}

    static List<Task> lower(Bound s) {
        ChainProgram program = ChainProgram.of(s.step());
        if (program.chain().shape().size() == 0) {
            return List.of();
        }
        return List.of(new ChainBlocks(ChainCode.of(program, (k, j) -> overlap(s.step().in().get(k), s.step().out().get(j))), s));
    }

    private static boolean overlap(Slot a, Slot b) {
        return a.space() == b.space() && a.offset() < b.offset() + b.size() && b.offset() < a.offset() + a.size();
    }

    static int scratch(Chain op) {
        return op.shape().size() == 0 ? 0 : ChainCode.scratch(ChainProgram.of(op, null));
    }
}
