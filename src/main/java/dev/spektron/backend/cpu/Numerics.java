package dev.spektron.backend.cpu;

import dev.spektron.backend.NonFiniteException;
import dev.spektron.backend.Slot;
import dev.spektron.backend.Space;
import dev.spektron.backend.Step;

/// Looks at the results of a step for NaN and infinity.
final class Numerics {
    private Numerics() {}

    static void check(Step step, float[] variables, float[] work) {
        for (int k = 0; k < step.out().size(); k++) {
            Slot s = step.out().get(k);
            if (!s.exists()) {
                continue;
            }
            float[] data = s.space() == Space.VARIABLES ? variables : work;
            for (int i = 0; i < s.size(); i++) {
                if (!Float.isFinite(data[s.offset() + i])) {
                    throw new NonFiniteException(step.place(), message(step, k, i, variables, work));
                }
            }
        }
    }

    private static String message(Step step, int result, int index, float[] variables, float[] work) {
        Slot s = step.out().get(result);
        float[] data = s.space() == Space.VARIABLES ? variables : work;
        int bad = 0;
        for (int i = 0; i < s.size(); i++) {
            bad += Float.isFinite(data[s.offset() + i]) ? 0 : 1;
        }
        StringBuilder text = new StringBuilder(step.place() + ": found " + data[s.offset() + index] + " at element " + index + " of result "
            + result + " " + s.shape() + ", " + bad + " of " + s.size() + " numbers are not finite, expected none; operands:");
        for (Slot in : step.in()) {
            text.append(' ').append(range(in, in.space() == Space.VARIABLES ? variables : work));
        }
        return text.toString();
    }

    /// Shape and range of an operand. A result may have taken the place of its operand; then the range is that of the result.
    private static String range(Slot s, float[] data) {
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        int bad = 0;
        for (int i = 0; i < s.size(); i++) {
            float v = data[s.offset() + i];
            if (Float.isFinite(v)) {
                low = Math.min(low, v);
                high = Math.max(high, v);
            } else {
                bad++;
            }
        }
        return s.shape() + " in [" + low + ", " + high + "]" + (bad == 0 ? "" : " with " + bad + " not finite");
    }
}
