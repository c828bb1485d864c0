package dev.spektron.bench.peers;

import java.util.List;

/// The counterpart of a [dev.spektron.experiment.bench.KernelCase] in libtorch: a TorchScript function of some inputs.
///
/// @param kernel     name of our case
/// @param side       what it is compared with
/// @param parameters parameters of the function
/// @param body       its lines; the result is returned
/// @param inputs     extents of the inputs
/// @param positive   names of the inputs that lie between 0.001 and 0.1 rather than being normal
/// @param gradient   true if the function differentiates
record PeerCase(String kernel, String side, String parameters, String body, List<long[]> inputs, List<String> positive, boolean gradient) {
    PeerCase(String kernel, String parameters, String body, List<long[]> inputs) {
        this(kernel, PeerBenchmark.LIBTORCH, parameters, body, inputs, List.of(), false);
    }

    /// The same beside another form of the peer.
    PeerCase side(String other) {
        return new PeerCase(kernel, other, parameters, body, inputs, positive, gradient);
    }

    static long[] shape(long... dims) {
        return dims;
    }

    @Override
    public String toString() {
        return kernel + " [" + side + "]";
    }
}
