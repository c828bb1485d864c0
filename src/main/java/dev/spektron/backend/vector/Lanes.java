package dev.spektron.backend.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// The vectors in use: as wide as the processor likes them, or as `-Dspektron.vector.bits=128|256|512` says.
final class Lanes {
    /// Constant, so that the compiler knows the width.
    static final VectorSpecies<Float> F = species();
    static final VectorSpecies<Integer> I = IntVector.SPECIES_PREFERRED.withShape(F.vectorShape());
    /// Numbers in one vector.
    static final int N = F.length();
    /// Every lane.
    static final VectorMask<Float> ALL = F.maskAll(true);

    private Lanes() {}

    private static VectorSpecies<Float> species() {
        int bits = Integer.getInteger("spektron.vector.bits", Math.min(512, FloatVector.SPECIES_PREFERRED.vectorBitSize()));
        VectorSpecies<Float> wanted = switch (bits) {
            case 128 -> FloatVector.SPECIES_128;
            case 256 -> FloatVector.SPECIES_256;
            case 512 -> FloatVector.SPECIES_512;
            default -> throw new IllegalArgumentException("spektron.vector.bits: expected 128, 256 or 512, found " + bits);
        };
        if (bits > FloatVector.SPECIES_PREFERRED.vectorBitSize()) {
            throw new IllegalArgumentException("spektron.vector.bits: expected at most the " + FloatVector.SPECIES_PREFERRED.vectorBitSize()
                + " bits of this processor, found " + bits);
        }
        return wanted;
    }
}
