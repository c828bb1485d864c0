package dev.spektron.model.embed;

import dev.spektron.autograd.Value;
import dev.spektron.nn.Init;
import dev.spektron.nn.Linear;
import dev.spektron.nn.Parameters;
import dev.spektron.nn.Pass;
import dev.spektron.tensor.Shape;
import dev.spektron.tensor.Tensor;

/// W [sin(omega_f u), cos(omega_f u)] + b, f = 1 .. F, of the normalised position u ([Positions]), plus a learned vector where the spectrum
/// has no physical axis.
///
/// The periods 2 pi / omega_f fall geometrically from 4, so that the global interval of length 2 is half a period and no two places look
/// alike, to that of 8 cm-1, about the distance of neighbouring channels of coarse spectra. Fourier features of a coordinate: Tancik et
/// al., arXiv:2006.10739, eq. 5; the geometric progression is that of Vaswani et al., arXiv:1706.03762, section 3.5.
final class WavenumberEncoding implements PositionEncoding {
    private static final double LONGEST = 4;
    private static final double SHORTEST = 8 / Positions.HALF_INTERVAL;

    private final Linear linear;
    private final String noAxis;
    private final int frequencies;

    WavenumberEncoding(Parameters p, String name, int width, int frequencies) {
        linear = Linear.of(p, name + ".position", 2 * frequencies, width);
        noAxis = p.define(name + ".no_axis", Parameters.FREE, Init.normal(0.02f), width);
        this.frequencies = frequencies;
    }

    /// omega_1 .. omega_F.
    static float[] frequencies(int count) {
        float[] out = new float[count];
        for (int f = 0; f < count; f++) {
            double share = count == 1 ? 0 : f / (count - 1.0);
            out[f] = (float) (2 * Math.PI / LONGEST * Math.pow(LONGEST / SHORTEST, share));
        }
        return out;
    }

    @Override
    public Value apply(Pass pass, SpectrumInput in) {
        Value u = in.positions();
        Shape angles = u.shape().plus(frequencies);                                                  // (B, N, F)
        Value omega = pass.graph().constant(Tensor.of(Shape.of(frequencies), frequencies(frequencies)));
        Value angle = u.unsqueeze(2).broadcastTo(angles).mul(omega.broadcastTo(angles));
        Value encoded = linear.apply(pass, Value.concat(2, angle.sin(), angle.cos()));               // (B, N, d)
        Shape s = encoded.shape();
        Value without = in.axisKnown().affine(-1, 1).reshape(s.dim(0), 1, 1).broadcastTo(s);
        return encoded.add(without.mul(pass.variable(noAxis).broadcastTo(s)));
    }
}
