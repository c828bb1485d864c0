package dev.spektron.model;

import dev.spektron.autograd.Value;
import dev.spektron.model.backbone.Backbone;
import dev.spektron.model.backbone.Backbones;
import dev.spektron.model.config.BackboneConfig;
import dev.spektron.model.config.ModelConfig;
import dev.spektron.model.embed.Embedded;
import dev.spektron.model.embed.Embedding;
import dev.spektron.model.embed.Embeddings;
import dev.spektron.model.embed.SpectrumInput;
import dev.spektron.model.head.CrossHead;
import dev.spektron.model.head.FnoHead;
import dev.spektron.model.head.ReconstructionHead;
import dev.spektron.model.head.RegressionHead;
import dev.spektron.model.moe.Mixture;
import dev.spektron.model.vib.Latents;
import dev.spektron.model.vib.Vib;
import dev.spektron.nn.Parameters;
import dev.spektron.nn.Pass;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The whole model: spectrum, tokens, backbone, mixture of experts, encoder, latent variables, heads.
///
/// | letter | meaning |
/// |---|---|
/// | B | spectra of a batch |
/// | L | samples of a spectrum, `channels` |
/// | N | content tokens, `tokens()` |
/// | d | width of a token, `width` |
/// | w | numbers that a token's reconstruction consists of |
public final class Spektron {
    private final ModelConfig config;
    private final Embedding embedding;
    private final Backbone backbone;
    private final Mixture mixture;
    private final Backbone transformer;
    private final Vib vib;
    private final ReconstructionHead reconstruction;
    private final RegressionHead regression;
    private final FnoHead fno;
    private final CrossHead cross;

    public Spektron(Parameters p, ModelConfig c) {
        config = c;
        int d = c.width();
        embedding = Embeddings.of(p, "embedding", c.channels(), d, c.embedding(), c.compat());
        backbone = Backbones.of(p, "backbone", d, c.backbone(), c.compat());
        mixture = c.mixture().experts() == 0 ? null : new Mixture(p, "mixture", d, c.mixture(), c.compat());
        // What follows a transformer would be more of the same.
        boolean more = c.transformer().layers() > 0 && !(c.backbone() instanceof BackboneConfig.Transformer);
        transformer = more ? Backbones.of(p, "transformer", d, c.transformer(), c.compat()) : null;
        vib = new Vib(p, "vib", d, c.vib(), c.compat());
        reconstruction = new ReconstructionHead(p, "reconstruction", d, c.heads().reconstruction(), c.embedding().tokenWidth());
        regression = new RegressionHead(p, "regression", c.vib().chemistry(), c.heads());
        fno = new FnoHead(p, "fno", c.vib(), c.heads().fno(), c.compat());
        cross = c.heads().cross() ? new CrossHead(p, "cross", d, c.channels(), c.embedding(), c.heads(), c.compat()) : null;
    }

    public ModelConfig config() {
        return config;
    }

    /// Number of parameters of each component, in the order of the data flow.
    public Map<String, Long> counts(Parameters p) {
        Map<String, Long> out = new LinkedHashMap<>();
        out.put("mask token", p.count(Embeddings.MASK));
        for (String part : List.of("embedding", "backbone", "mixture", "transformer", "vib", "reconstruction", "regression", "fno",
            "cross")) {
            long n = p.count(part + ".");
            if (n > 0) {
                out.put(part, n);
            }
        }
        return out;
    }

    /// What an encoder pass gives.
    ///
    /// @param embedded content tokens behind the embedding (B, N, d)
    /// @param cls      the spectrum as a whole (B, d)
    /// @param content  content tokens behind the encoder (B, N, d)
    /// @param mixed    what the mixture says about its experts; null without one
    /// @param latents  latent variables and what is classified from them
    public record Encoded(Value embedded, Value cls, Value content, Mixture.Mixed mixed, Latents latents) { }

    /// From spectra to latent variables.
    ///
    /// @param lambda strength of the gradient reversal in front of the adversary, a scalar
    public Encoded encode(Pass pass, SpectrumInput in, Value lambda) {
        Embedded e = embedding.apply(pass, in);
        Value x = backbone.apply(pass, e.tokens());
        Mixture.Mixed mixed = mixture == null ? null : mixture.apply(pass, x);
        x = mixed == null ? x : mixed.tokens();
        x = transformer == null ? x : transformer.apply(pass, x);
        int n = embedding.tokens();
        Value cls = x.slice(1, 0, 1).reshape(x.shape().dim(0), config.width());
        return new Encoded(e.content(), cls, x.slice(1, 2, n), mixed, vib.apply(pass, cls, lambda));
    }

    /// The spectrum's tokens (B, N, w) again.
    public Value reconstruct(Pass pass, Encoded e) {
        return reconstruction.apply(pass, e.embedded(), e.content());
    }

    /// Properties (B, targets) from the chemistry latent (B, z), on which dropout acts too: sampled passes then spread even where the
    /// encoder has none (Gal and Ghahramani, arXiv:1506.02142).
    public Value predict(Pass pass, Value chem) {
        return regression.apply(pass, pass.dropout(chem, config.heads().dropout()));
    }

    /// Spectral transfer.
    public FnoHead fno() {
        return fno;
    }

    /// The spectrum of another modality (B, L).
    ///
    /// @throws IllegalStateException if the model has no such head (`heads.cross`)
    public Value cross(Pass pass, Encoded e) {
        if (cross == null) {
            throw new IllegalStateException("heads.cross: expected true for predictions across modalities, found false");
        }
        return cross.apply(pass, e.cls(), e.content());
    }
}
