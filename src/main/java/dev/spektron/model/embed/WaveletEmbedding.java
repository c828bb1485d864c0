package dev.spektron.model.embed;

import dev.spektron.autograd.Fn;
import dev.spektron.autograd.Graph;
import dev.spektron.autograd.Value;
import dev.spektron.backend.op.Dwt;
import dev.spektron.backend.op.Linear.Activation;
import dev.spektron.backend.op.Wavelet;
import dev.spektron.model.config.Compat;
import dev.spektron.model.config.EmbeddingConfig;
import dev.spektron.nn.Conv1d;
import dev.spektron.nn.LayerNorm;
import dev.spektron.nn.Linear;
import dev.spektron.nn.Parameters;
import dev.spektron.nn.Pass;
import dev.spektron.spectra.Nearest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// One token for each of the overlapping patches: a convolution over the patch, beside it what the wavelet coefficients of the whole
/// spectrum have there, by scale.
///
/// h = [conv(x), GELU(W_0 s_0 + b_0), ..., GELU(W_J s_J + b_J)], t = Dropout(GELU(LayerNorm(W h + b))), with s_0 of the approximation of
/// the coarsest of J levels and s_1 .. s_J of the details from the coarsest to the finest ([PooledScales]; REFERENCE: [ResampledScales]).
/// The widths are d and J + 1 times q = floor(d / (J + 1)). Rows are continued by half-sample mirrors. Spectra shorter than (taps - 1) 2^J
/// samples are taken, but all coefficients of their coarsest level have something of the mirrors.
final class WaveletEmbedding implements Embedding {
    private final Compat compat;
    private final EmbeddingConfig c;
    private final Dwt dwt;
    private final Patches patches;
    private final Conv1d patch;
    private final Scales scales;
    private final List<Linear> projections = new ArrayList<>();
    private final Linear fusion;
    private final LayerNorm norm;
    private final Tokens special;

    WaveletEmbedding(Parameters p, String name, int channels, int width, EmbeddingConfig c, Compat compat) {
        this.compat = compat;
        this.c = c;
        Wavelet wavelet = wavelet(c.wavelet());
        dwt = new Dwt(wavelet, Dwt.Boundary.SYMMETRIC);
        patches = Patches.of(c, channels);
        patch = new Conv1d(p, name + ".patch", MaskedSignal.width(compat), width, c.patch(), c.stride(), 1, 0);
        scales = compat.reference() ? new ResampledScales(tokens()) : new PooledScales(wavelet, c.levels(), patches);
        int q = width / (c.levels() + 1);
        if (q == 0) {
            throw new IllegalArgumentException("width: expected at least " + (c.levels() + 1) + ", one for each of the wavelet's scales, "
                + "found " + width);
        }
        for (int scale = 0; scale <= c.levels(); scale++) {
            projections.add(Linear.of(p, name + ".scales." + scale, scales.features(), q, Activation.GELU));
        }
        fusion = Linear.of(p, name + ".fusion", width + (c.levels() + 1) * q, width);
        norm = new LayerNorm(p, name + ".norm", width);
        special = new Tokens(p, name, tokens(), width, c.frequencies(), compat);
    }

    private static Wavelet wavelet(String name) {
        List<String> known = Arrays.stream(Wavelet.values()).map(w -> w.name().toLowerCase(Locale.ROOT)).toList();
        int found = known.indexOf(name.toLowerCase(Locale.ROOT));
        if (found < 0) {
            throw new IllegalArgumentException("embedding.wavelet: " + Nearest.unknown("wavelet", name, "this program", known));
        }
        return Wavelet.values()[found];
    }

    @Override
    public int tokens() {
        return patches.count();
    }

    @Override
    public Embedded apply(Pass pass, SpectrumInput in) {
        in.check(patches.channels(), tokens(), compat.reference());
        try (Graph.Scope _ = pass.scope("embedding")) {
            MaskedSignal signal = MaskedSignal.of(in, compat);
            List<Value> parts = new ArrayList<>();
            parts.add(patch.apply(pass, signal.channels()));                                         // (B, N, d)
            List<Value> coefficients = Fn.waveDecompose(signal.values(), dwt, c.levels());
            for (int scale = 0; scale < coefficients.size(); scale++) {
                Value s = scales.apply(pass.graph(), scale, coefficients.get(scale));                // (B, N, 1 or 2)
                parts.add(projections.get(scale).apply(pass, s));                                    // (B, N, q)
            }
            Value fused = norm.apply(pass, fusion.apply(pass, Value.concat(2, parts))).gelu();       // (B, N, d)
            return special.apply(pass, in, pass.dropout(fused, c.dropout()), 0);
        }
    }
}
