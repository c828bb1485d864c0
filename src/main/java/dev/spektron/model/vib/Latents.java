package dev.spektron.model.vib;

import dev.spektron.autograd.Value;

/// What the bottleneck gives for a batch.
///
/// @param chem             z_chem (B, chemistry)
/// @param inst             z_inst (B, instrument)
/// @param meanChem         mean of z_chem
/// @param logVarChem       logarithm of its variance
/// @param meanInst         mean of z_inst
/// @param logVarInst       logarithm of its variance
/// @param instrumentLogits instrument from z_inst (B, instruments)
/// @param adversaryLogits  instrument from z_chem (B, instruments), behind the reversal of the gradient
public record Latents(Value chem, Value inst, Value meanChem, Value logVarChem, Value meanInst, Value logVarInst,
                      Value instrumentLogits, Value adversaryLogits) {
    /// Lower than every logit.
    private static final float FAR = -1e9f;

    /// The same with both classifiers restricted to the instruments of each sample's modality. An adversary over all instruments could
    /// win by the modality alone and would have z_chem forget whether a spectrum is infrared or Raman, which is not what it is for.
    ///
    /// @param allowed (B, instruments), 1 for the instruments of the sample's modality, else 0
    public Latents within(Value allowed) {
        return new Latents(chem, inst, meanChem, logVarChem, meanInst, logVarInst, among(allowed, instrumentLogits),
            among(allowed, adversaryLogits));
    }

    private static Value among(Value allowed, Value logits) {
        return allowed.select(logits, logits.graph().constant(FAR).broadcastTo(logits.shape()));
    }
}
