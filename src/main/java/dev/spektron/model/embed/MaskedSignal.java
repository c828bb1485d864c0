package dev.spektron.model.embed;

import dev.spektron.autograd.Value;
import dev.spektron.model.config.Compat;
import dev.spektron.tensor.Shape;

/// The signal as convolutions and transforms see it. FIXED: 0 at masked samples, and a second channel that is 1 there, so that a masked
/// sample differs from one that is 0. REFERENCE: all samples, one channel.
///
/// @param values   (B, L)
/// @param channels (B, L, 2), REFERENCE (B, L, 1)
record MaskedSignal(Value values, Value channels) {
    /// Number of channels.
    static int width(Compat compat) {
        return compat.reference() ? 1 : 2;
    }

    static MaskedSignal of(SpectrumInput in, Compat compat) {
        Value x = in.spectrum();
        if (compat.reference()) {
            return new MaskedSignal(x, x.unsqueeze(2));
        }
        Shape s = x.shape();
        Value zero = x.graph().constant(0).broadcastTo(s);
        // Selected, not multiplied: -3 * 0 is -0, and one bit of the masked sample would be left.
        Value seen = in.visible() == null ? x : in.visible().select(x, zero);
        Value hidden = in.visible() == null ? zero : in.visible().affine(-1, 1);
        return new MaskedSignal(seen, Value.concat(2, seen.unsqueeze(2), hidden.unsqueeze(2)));
    }
}
