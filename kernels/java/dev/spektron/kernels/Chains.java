package dev.spektron.kernels;

/// Elementwise operations one after another for one element, read from a program:
///
/// | numbers | meaning |
/// |---|---|
/// | rank | extents of the result, outermost first |
/// | operands x (2 + rank) | space (0 variables, 1 work), offset, stride of each axis |
/// | instructions x 4 | function, registers a, b, c |
/// | results x 3 | register, space, offset |
public final class Chains {
    private Chains() {}

    /// Element `i` of the result. `settings` holds p and q of each instruction, `r` from `ro` on is room for operands and instructions.
    public static void element(int i, int rank, int operands, int instructions, int results, int[] program, float[] settings,
        float[] variables,
        float[] work, float[] r, int ro) {
        int at = rank;
        for (int k = 0; k < operands; k++) {
            int rest = i;
            int index = program[at + 1];
            for (int axis = rank - 1; axis >= 0; axis--) {
                int extent = program[axis];
                index += (rest % extent) * program[at + 2 + axis];
                rest /= extent;
            }
            r[ro + k] = program[at] == 0 ? variables[index] : work[index];
            at += 2 + rank;
        }
        for (int k = 0; k < instructions; k++) {
            r[ro + operands + k] = Elements.apply(program[at], r[ro + program[at + 1]], r[ro + program[at + 2]], r[ro + program[at + 3]],
                settings[2 * k], settings[2 * k + 1]);
            at += 4;
        }
        for (int k = 0; k < results; k++) {
            float v = r[ro + program[at]];
            if (program[at + 1] == 0) {
                variables[program[at + 2] + i] = v;
            } else {
                work[program[at + 2] + i] = v;
            }
            at += 3;
        }
    }
}
