package dev.spektron.chem.transfer;

import dev.spektron.chem.preprocess.Pipeline;

/// Preprocessing with the place of the spectral transfer in it. In the one-line notation `@` marks the place: `@|sg(15,2,1)` transfers raw
/// spectra and differentiates then, `snv|@|sg(15,2,1)` transfers between the two; without `@` the transfer comes last.
///
/// @param before steps before the transfer
/// @param after steps after it
public record Chain(Pipeline before, Pipeline after) {
    /// Reads the notation.
    ///
    /// @throws IllegalArgumentException for a second `@` or a step that does not exist
    public static Chain parse(String text) {
        String[] parts = text.split("\\|", -1);
        int place = -1;
        for (int i = 0; i < parts.length; i++) {
            if (parts[i].strip().equals("@")) {
                if (place >= 0) {
                    throw new IllegalArgumentException("preprocessing '" + text + "': the place of the transfer, @, stands twice");
                }
                place = i;
            }
        }
        return place < 0 ? new Chain(Pipeline.parse(text), Pipeline.raw())
            : new Chain(join(parts, 0, place), join(parts, place + 1, parts.length));
    }

    private static Pipeline join(String[] parts, int from, int to) {
        return from == to ? Pipeline.raw() : Pipeline.parse(String.join("|", java.util.Arrays.copyOfRange(parts, from, to)));
    }

    /// Whether the transfer is the last step.
    public boolean transferLast() {
        return after.steps().isEmpty();
    }

    /// The notation; parsing it gives an equal chain.
    public String notation() {
        if (transferLast()) {
            return before.notation();
        }
        return (before.steps().isEmpty() ? "" : before.notation() + "|") + "@|" + after.notation();
    }
}
