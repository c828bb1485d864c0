package dev.spektron.model.loss;

import dev.spektron.autograd.Value;

/// Reconstruction of the clean spectrum from a disturbed one: the mean square over all samples (Vincent et al. 2008,
/// doi:10.1145/1390156.1390294).
public final class Denoising {
    private Denoising() {}

    /// @param r reconstruction of any shape
    /// @param x clean spectra or patches of the same shape
    public static Value of(Value r, Value x) {
        Rows.shape("denoising", "clean spectra", x.shape(), r.shape());
        return r.sub(x).square().mean();
    }
}
