package dev.spektron.backend.vector;

import dev.spektron.backend.cpu.ChainProgram;
import dev.spektron.backend.op.Chain;
import dev.spektron.kernels.Elements;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/// A chain made ready to run over blocks of elements: which operands are read where they stand, which are first spread into a register,
/// and where the result of each instruction goes.
///
/// Places are numbered: operands, then results, then registers. A register is a block of scratch; it is used again once the last
/// instruction that reads it is done. A result is written where it belongs at once, unless a later instruction still reads an operand in
/// whose memory it stands; then it waits in a register until the end of the block.
final class ChainCode {
    /// Rows at least so long are walked one by one; shorter ones together, their broadcast operands spread first.
    private static final int LONG_ROW = 256;
    /// A spread row may write so much too far.
    private static final int SPREAD = 16;
    /// Elements of a part, about.
    private static final int PART = 1 << 15;
    /// Floats of the registers and of the blocks of operands and results that are in use at one time: part of a first cache of 32 KB.
    private static final int CACHE = 6144;

    /// Whether operand k may stand in the memory of result j.
    @FunctionalInterface
    interface Sharing {
        boolean shares(int k, int j);
    }

    /// How an operand is read.
    enum Access {
        /// An element for each element of the result.
        FULL,
        /// One number for all.
        ONE,
        /// Something between.
        PARTIAL
    }

    /// An instruction over a block; f as in [Span].
    record Step(int f, int a, int b, int c, float p, float q, int y) {}

    /// Spreads an operand over a register; `once` if it holds the same in every block of a part.
    record Spread(int operand, int register, boolean once) {}

    private final ChainProgram program;
    private final int[] extents;
    private final Access[] access;
    private final boolean rows;
    private final int block;
    private final int part;
    private final List<Spread> spreads = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final int operands;
    private final int results;
    private final int[] spreadIn;
    private final Deque<Integer> free = new ArrayDeque<>();
    private int registers;

    /// @param mostRegisters registers that the scratch was counted with; -1 for those of this code
    private ChainCode(ChainProgram program, Sharing sharing, int mostRegisters) {
        this.program = program;
        operands = program.strides().length;
        results = program.chain().results().size();
        extents = program.extents().length == 0 ? new int[] {1} : program.extents();
        access = new Access[operands];
        for (int k = 0; k < operands; k++) {
            access[k] = find(k);
        }
        int inner = extents[extents.length - 1];
        rows = extents.length == 1 || inner >= LONG_ROW;
        spreadIn = new int[operands];
        Arrays.fill(spreadIn, -1);
        translate(sharing);
        int most = mostRegisters < 0 ? registers : mostRegisters;
        block = block(inner, most);
        part = part(inner);
    }

    /// The code of a chain whose operands may stand anywhere: it needs the most scratch.
    private static ChainCode worst(ChainProgram program) {
        return new ChainCode(program, (k, j) -> true, -1);
    }

    /// The code of a chain.
    static ChainCode of(ChainProgram program, Sharing sharing) {
        return new ChainCode(program, sharing, worst(program).registers);
    }

    /// Floats of scratch that suffice whatever shares memory.
    static int scratch(ChainProgram program) {
        ChainCode code = worst(program);
        return code.parts() * code.partScratch();
    }

    List<Spread> spreads() {
        return spreads;
    }

    List<Step> steps() {
        return steps;
    }

    int size() {
        return program.chain().shape().size();
    }

    /// Extents of the axes, at least one.
    int[] extents() {
        return extents;
    }

    int[] strides(int k) {
        return program.strides()[k];
    }

    Access access(int k) {
        return access[k];
    }

    /// True if blocks lie within rows.
    boolean rows() {
        return rows;
    }

    /// Elements of the longest block.
    int block() {
        return block;
    }

    /// Elements of a part.
    int part() {
        return part;
    }

    int parts() {
        return (size() + part - 1) / part;
    }

    /// Floats of scratch of one part: the registers, then the pad.
    int partScratch() {
        return Span.PAD + registers * registerSize();
    }

    int registerSize() {
        return block + (rows ? 0 : SPREAD);
    }

    int places() {
        return operands + results + registers;
    }

    private Access find(int k) {
        int[] s = program.strides()[k];
        boolean full = true;
        boolean one = true;
        int expected = 1;
        for (int i = s.length - 1; i >= 0; i--) {
            full &= s[i] == expected;
            one &= s[i] == 0;
            expected *= extents[i];
        }
        return full ? Access.FULL : one ? Access.ONE : Access.PARTIAL;
    }

    /// True if the operand is one number over a whole row.
    private boolean isOne(int k) {
        return access[k] == Access.ONE || rows && access[k] == Access.PARTIAL && program.strides()[k][extents.length - 1] == 0;
    }

    private int block(int inner, int most) {
        if (registers == 0 && most == 0) {
            return rows ? inner : size();
        }
        int streams = results;
        for (Access a : access) {
            streams += a == Access.FULL ? 1 : 0;
        }
        int room = Math.clamp(Integer.highestOneBit(CACHE / (most + streams)), 128, 1024);
        if (rows) {
            // Blocks of one size, as far as they are whole vectors.
            int blocks = (inner + room - 1) / room;
            return Math.max(16, (inner + blocks - 1) / blocks + 15 & -16);
        }
        // Whole rows and whole vectors, so that what changes along rows only is the same in each block.
        int even = inner;
        while (even % 16 != 0) {
            even *= 2;
        }
        return even <= room ? room / even * even : Math.max(1, room / inner) * inner;
    }

    private int part(int inner) {
        int unit = rows && inner <= PART ? inner : rows ? Math.min(block, PART) : block;
        return Math.max(1, PART / unit) * unit;
    }

    private int register() {
        return free.isEmpty() ? operands + results + registers++ : free.pop();
    }

    private void translate(Sharing sharing) {
        Chain chain = program.chain();
        List<ChainPairs.Op> code = ChainPairs.of(chain, r -> r < operands && isOne(r));
        int[] last = lastReads(code, operands + chain.code().size());
        int[] place = new int[last.length];
        List<Step> late = new ArrayList<>();
        for (int i = 0; i < code.size(); i++) {
            ChainPairs.Op op = code.get(i);
            int[] at = new int[3];
            int f = form(op, at, place);
            int result = chain.results().indexOf(op.result());
            boolean direct = result >= 0 && isDirect(i, result, last, sharing);
            boolean waits = result >= 0 && !direct;
            for (int k = 0; k < op.read().length; k++) {
                release(op.read(), k, i, last, place);
            }
            int y = direct ? operands + result : register();
            place[op.result()] = y;
            if (waits) {
                last[op.result()] = Integer.MAX_VALUE;
                late.add(new Step(Elements.COPY, y, 0, 0, 0, 0, operands + result));
            }
            steps.add(new Step(f, at[0], at[1], at[2], op.p(), op.q(), y));
        }
        steps.addAll(late);
    }

    /// The last instruction that reads each register.
    private static int[] lastReads(List<ChainPairs.Op> code, int registers) {
        int[] last = new int[registers];
        Arrays.fill(last, -1);
        for (int i = 0; i < code.size(); i++) {
            for (int r : code.get(i).read()) {
                last[r] = i;
            }
        }
        return last;
    }

    private boolean isDirect(int i, int result, int[] last, Sharing sharing) {
        for (int k = 0; k < operands; k++) {
            if (access[k] == Access.FULL && last[k] > i && sharing.shares(k, result)) {
                return false;
            }
        }
        return true;
    }

    /// Gives the register of operand `k` of instruction i back if nothing reads it later.
    private void release(int[] r, int k, int i, int[] last, int[] place) {
        boolean again = k > 0 && r[k] == r[0] || k > 1 && r[k] == r[1];
        if (r[k] >= operands && last[r[k]] == i && !again && place[r[k]] >= operands + results) {
            free.push(place[r[k]]);
        }
    }

    /// Finds where the operands of an instruction are read, and the function's number with its form.
    private int form(ChainPairs.Op op, int[] at, int[] place) {
        int f = op.f();
        int[] r = op.read();
        boolean oneA = r[0] < operands && isOne(r[0]);
        boolean oneB = r.length > 1 && r[1] < operands && isOne(r[1]);
        boolean arithmetic = f == Elements.ADD || f == Elements.SUB || f == Elements.MUL || f == Elements.DIV;
        if (arithmetic && oneB && !oneA) {
            at[0] = vector(r[0], place);
            at[1] = r[1];
            return f + Span.SECOND_IS_ONE;
        }
        if (arithmetic && oneA && !oneB) {
            boolean commutes = f == Elements.ADD || f == Elements.MUL;
            at[0] = commutes ? vector(r[1], place) : r[0];
            at[1] = commutes ? r[0] : vector(r[1], place);
            return f + (commutes ? Span.SECOND_IS_ONE : Span.FIRST_IS_ONE);
        }
        if (f == Elements.COPY && oneA) {
            at[0] = r[0];
            return f + Span.FIRST_IS_ONE;
        }
        for (int k = 0; k < r.length; k++) {
            at[k] = vector(r[k], place);
        }
        return f;
    }

    /// The place of a register as a stretch of numbers: of an operand that is not one, a register that it is spread over.
    private int vector(int r, int[] place) {
        if (r >= operands) {
            return place[r];
        }
        if (access[r] == Access.FULL || rows && !isOne(r)) {
            return r;
        }
        if (spreadIn[r] < 0) {
            // Not one that is free now: it is filled before the first instruction.
            spreadIn[r] = operands + results + registers++;
            spreads.add(new Spread(r, spreadIn[r], access[r] == Access.ONE || !rows && isPeriodic(r)));
        }
        return spreadIn[r];
    }

    /// True if the operand changes along rows only.
    private boolean isPeriodic(int k) {
        int[] s = program.strides()[k];
        for (int i = 0; i < s.length - 1; i++) {
            if (s[i] != 0) {
                return false;
            }
        }
        return true;
    }
}
