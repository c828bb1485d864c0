package dev.spektron.model.head;

import dev.spektron.autograd.Value;

/// The zeros around a field in a Fourier basis: its samples are `length` of a period of `before + length + after`.
///
/// A mode of the basis is a number of waves in one period. If the period is a fixed physical length, a mode is a fixed physical frequency,
/// whatever the number of samples, and the same weights work at every resolution.
record FnoWindow(int before, int length, int after) {
    /// Zeros on each side against the period of the Fourier basis, as a part of the reference length.
    private static final double MARGIN = 0.125;

    /// No zeros: the period is the field.
    static FnoWindow none(int length) {
        return new FnoWindow(0, length, 0);
    }

    /// A field that covers the part `share` of the reference length.
    static FnoWindow of(int length, double share) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("share: expected the part of the reference length that the spectrum covers, more than 0 and"
                + " at most 1, found " + share + "; choose the longest axis as reference");
        }
        int zeros = (int) Math.round(length * (1 + 2 * MARGIN) / share) - length;
        return new FnoWindow(zeros / 2, length, zeros - zeros / 2);
    }

    Value around(Value x) {
        return before + after == 0 ? x : x.pad(1, before, after);
    }

    Value inside(Value x) {
        return x.slice(1, before, length);
    }
}
