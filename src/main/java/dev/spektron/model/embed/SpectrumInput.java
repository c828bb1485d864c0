package dev.spektron.model.embed;

import dev.spektron.autograd.Value;
import dev.spektron.tensor.Shape;
import dev.spektron.tensor.ShapeException;

/// A batch of spectra as a model takes it.
///
/// A masked token must lie in masked samples with its whole patch; whoever draws the masks sees to that.
///
/// @param spectrum  normalised values (B, L); what stands at masked samples is not looked at, but a normalisation over all samples would
///                  already have spread it
/// @param visible   1 where a sample is seen, 0 where it is masked (B, L); null together with `masked` where nothing is masked
/// @param masked    1 where a content token is masked, else 0 (B, N); null where nothing is masked
/// @param positions normalised positions u of the tokens' patch centres (B, N), see [Positions]
/// @param axisKnown 1 where the spectrum has a physical axis, 0 where `positions` are index positions (B)
/// @param domain    index of the modality (B), the ordinal of [dev.spektron.spectra.Modality]
public record SpectrumInput(Value spectrum, Value visible, Value masked, Value positions, Value axisKnown, Value domain) {
    /// @throws ShapeException if something is missing or does not fit a spectrum of `channels` samples in `tokens` tokens
    void check(int channels, int tokens, boolean reference) {
        if (spectrum == null || spectrum.shape().rank() != 2 || spectrum.shape().last() != channels) {
            throw new ShapeException("embedding: expected spectra of shape (batch, " + channels + "), found "
                + (spectrum == null ? "none" : spectrum.shape()) + "; resample them to the model's channels");
        }
        int batch = spectrum.shape().dim(0);
        expect("domain", domain, Shape.of(batch));
        if (masked != null) {
            expect("masked", masked, Shape.of(batch, tokens));
        }
        if (reference) {
            return;
        }
        expect("positions", positions, Shape.of(batch, tokens));
        expect("axisKnown", axisKnown, Shape.of(batch));
        if (visible != null) {
            expect("visible", visible, Shape.of(batch, channels));
        }
        if ((visible == null) != (masked == null)) {
            throw new ShapeException("embedding: expected masked samples and masked tokens together, found only "
                + (masked == null ? "samples" : "tokens; their samples would leak into their neighbours"));
        }
    }

    private static void expect(String name, Value found, Shape expected) {
        if (found == null || !found.shape().equals(expected)) {
            throw new ShapeException("embedding: expected " + name + " of shape " + expected + ", found "
                + (found == null ? "none" : found.shape()));
        }
    }
}
