package dev.spektron.backend.tornado;

import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.common.TornadoFunctions.Task5;

/// The launcher of chains. [CompiledChains] makes a copy of this class for each chain, with the chain's own code in [#element].
///
/// TornadoVM reads the annotations of a loop from the class file that it finds under the name of the class, which is this one: the copies
/// bear the same name, each in a class loader of its own, and leave the launcher as it is.
final class ChainTemplate {
    private ChainTemplate() {}

    /// The launcher of this class, or of the copy.
    static Task5<float[], int[], float[], Integer, Integer> task() {
        return ChainTemplate::kChain;
    }

    /// An element of a chain.
    static void kChain(float[] m, int[] places, float[] settings, int items, int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                element(i, m, places, settings);
            }
        }
    }

    /// Element `i` of the results; here of none. `places` holds where operands and results stand in the memory of all plans, `settings` p
    /// and q of each instruction.
    static void element(int i, float[] m, int[] places, float[] settings) {}
}
