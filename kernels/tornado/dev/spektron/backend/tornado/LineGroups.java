package dev.spektron.backend.tornado;

import dev.spektron.kernels.Lines;

/// Which reductions over the middle axis of (outer, n, inner) groups of work items compute ([Lines]), and how many items share a line.
///
/// Rows alone are slow for any length: neighbouring items read numbers that are a row apart. Lines across rows are read well by the
/// simple kernels, too, but there may be as few as a hundred of them, each of thousands of numbers.
///
/// @param lines lines of `n` numbers, outer times inner
/// @param first items of a group that read neighbouring lines
/// @param last  `first` times the items that share a line
record LineGroups(int lines, int n, int inner, int first, int last) {
    /// Rows from this length on take groups.
    private static final int ROW = 32;
    /// Lines across rows take groups from this length on, if there are fewer of them than items that keep a GPU busy.
    private static final int COLUMN = 64;
    private static final int ITEMS = 64 * Tuning.BUSY;
    /// Numbers for an item that is alone with them, at most, where more items would be idle.
    private static final int MOST = 256;
    /// Numbers after a fold, at most.
    private static final int FOLDED = 1 << 20;

    static LineGroups of(int outer, int n, int inner) {
        int lines = Math.multiplyExact(outer, inner);
        if (inner == 1) {
            return new LineGroups(lines, n, inner, 1, n <= 64 ? 16 : n <= 512 ? 64 : Lines.ITEMS);
        }
        return new LineGroups(lines, n, inner, n <= 64 || lines >= 16 * Tuning.BUSY ? 16 : 4, Lines.ITEMS);
    }

    /// True if groups compute a reduction. In a line of one number there is nothing to share.
    static boolean takes(Tuning tuning, int outer, int n, int inner) {
        if (tuning == Tuning.NEVER || outer == 0 || n < 2 || inner == 0) {
            return false;
        }
        return tuning == Tuning.ALWAYS || (inner == 1 ? n >= ROW : n >= COLUMN && (long) outer * inner < ITEMS);
    }

    /// True if an operation over rows that adds nothing up takes an item for each number instead of one for each row.
    static boolean takesEach(Tuning tuning, int numbers) {
        return tuning != Tuning.NEVER && numbers > 0;
    }

    int lanes() {
        return last / first;
    }

    int groups() {
        int together = Lines.ITEMS / lanes();
        return (lines + together - 1) / together;
    }

    /// How long the middle axis is after it has been folded by items of their own: 0 if it is not, because the groups keep a GPU busy or
    /// have little to do. Both halves of the work are about as long.
    int folded() {
        if (groups() >= Tuning.BUSY / 4 || n / lanes() <= MOST) {
            return 0;
        }
        int parts = 1;
        while ((long) parts * parts < (long) n * lanes() && 2L * parts * lines <= FOLDED) {
            parts *= 2;
        }
        return parts;
    }

    /// Numbers of scratch of a reduction that may be folded.
    static int scratch(Tuning tuning, int outer, int n, int inner) {
        return takes(tuning, outer, n, inner) ? of(outer, n, inner).folded() * outer * inner : 0;
    }
}
