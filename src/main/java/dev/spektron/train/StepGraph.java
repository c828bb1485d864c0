package dev.spektron.train;

import dev.spektron.autograd.Graph;
import dev.spektron.autograd.Value;
import dev.spektron.model.Spektron;
import dev.spektron.model.Spektron.Encoded;
import dev.spektron.model.config.LossConfig;
import dev.spektron.model.config.LossConfig.Views;
import dev.spektron.model.config.ModelConfig;
import dev.spektron.model.embed.OverlapAdd;
import dev.spektron.model.embed.SpectrumInput;
import dev.spektron.model.loss.BeerLambert;
import dev.spektron.model.loss.Byol;
import dev.spektron.model.loss.Denoising;
import dev.spektron.model.loss.GradientNorms;
import dev.spektron.model.loss.InfoNce;
import dev.spektron.model.loss.Msrp;
import dev.spektron.model.loss.Physics;
import dev.spektron.model.loss.TargetNetwork;
import dev.spektron.model.loss.TotalLoss;
import dev.spektron.model.loss.TotalLoss.Term;
import dev.spektron.model.loss.Transport;
import dev.spektron.model.loss.VibLoss;
import dev.spektron.model.vib.Latents;
import dev.spektron.nn.Adapters;
import dev.spektron.nn.Pass;
import dev.spektron.tensor.Shape;

/// Traces the losses of one micro-batch.
///
/// | pass | input | terms |
/// |---|---|---|
/// | main | masked spectra | reconstruction, physics, bottleneck, transport, balance |
/// | noisy | some of them whole, with noise | denoising, first view |
/// | view | the same samples on another instrument, or distorted like one | second view |
/// | mixed | mixtures of two noisy ones | mixing (Beer and Lambert) |
/// | target | both views through the target network | what the views should agree with |
final class StepGraph {
    private final Graph g;
    private final PretrainConfig c;
    private final Spektron model;
    private final Byol byol;
    private final TargetNetwork target;
    private final Pass.Mode mode;
    private final long seed;
    private final Value lambda;
    private final OverlapAdd patches;
    private final TotalLoss total;
    private Value physics;

    /// @param byol   null where no views agree
    /// @param target null without BYOL
    StepGraph(Graph g, PretrainConfig c, Spektron model, Byol byol, TargetNetwork target, Pass.Mode mode, long seed) {
        this.g = g;
        this.c = c;
        this.model = model;
        this.byol = byol;
        this.target = target;
        this.mode = mode;
        this.seed = seed;
        this.lambda = Inputs.scalar(g, Inputs.LAMBDA);
        this.patches = new OverlapAdd(c.model().embedding(), c.model().channels());
        this.total = new TotalLoss(g, c.losses());
    }

    /// The total loss; its terms are outputs of the graph.
    ///
    /// @param norms whether the norm of each term's gradient on the tokens behind the encoder is an output, too
    TotalLoss trace(boolean norms) {
        Pass pass = pass("main");
        SpectrumInput in = input(Inputs.MAIN, c.optimiser().batch(), true);
        Encoded e;
        try (Graph.Scope _ = g.scope("main")) {
            e = model.encode(pass, in, lambda);
            reconstruction(pass, target(in), e);
        }
        latents(e);
        if (e.mixed() != null) {
            total.add(Term.BALANCE, e.mixed().balance());
            g.output("loads", e.mixed().loads());
        }
        if (c.viewRows() > 0) {
            views();
        }
        total.output();
        g.output("loss", total.value());
        if (norms) {
            GradientNorms.of(e.content(), total.weighted()).forEach((name, v) -> g.output("norm." + name, v));
        }
        return total;
    }

    private Pass pass(String name) {
        return new Pass(g, mode, Inputs.scalar(g, Inputs.STEP), seed, name, Adapters.NONE);
    }

    private SpectrumInput input(String part, int rows, boolean masked) {
        ModelConfig m = c.model();
        return Inputs.spectra(g, part, rows, m.channels(), m.tokens(), masked);
    }

    /// What is predicted: what is hidden, unless some of it is shown ([MaskConfig#bert()]).
    private SpectrumInput target(SpectrumInput in) {
        if (!c.masks().bert()) {
            return in;
        }
        return new SpectrumInput(g.input(Inputs.spectrum(Inputs.TARGET), in.spectrum().shape()),
            g.input(Inputs.visible(Inputs.TARGET), in.visible().shape()), g.input(Inputs.masked(Inputs.TARGET), in.masked().shape()),
            in.positions(), in.axisKnown(), in.domain());
    }

    private void reconstruction(Pass pass, SpectrumInput in, Encoded e) {
        Value r = model.reconstruct(pass, e);
        Value t = patches.unfold(in.spectrum());
        try (Graph.Scope _ = g.scope("msrp")) {
            // In units of the whole spectrum: one whose peaks are hidden has a small scale and would outweigh the others.
            Value units = Inputs.row(g, Inputs.RELATIVE, c.optimiser().batch()).reshape(r.shape().dim(0), 1, 1).broadcastTo(r.shape());
            Value weights = c.losses().target().peaks() == 0 ? null : patches.unfold(g.input(Inputs.WEIGHTS, in.spectrum().shape()));
            total.add(Term.MSRP, Msrp.of(r.mul(units), t.mul(units), in.masked(), weights, c.losses().target()));
        }
        if (total.wants(Term.PHYSICS) && !c.beerLambert()) {
            total.add(Term.PHYSICS, physics(in, r));
        } else if (total.wants(Term.PHYSICS)) {
            physics = physics(in, r);
        }
    }

    /// Of the spectrum with its masked parts as they were reconstructed: what is seen is not the model's work.
    private Value physics(SpectrumInput in, Value r) {
        int rows = c.optimiser().batch();
        if (c.model().compat().reference()) {
            Value line = r.reshape(rows, r.shape().dim(1) * r.shape().dim(2));
            return Physics.of(line, null, c.losses().physical(), c.model().compat());
        }
        Value whole = patches.average(r);
        Value seen = in.visible().slice(1, 0, patches.length());
        Value s = seen.select(in.spectrum().slice(1, 0, patches.length()), whole);
        Physics.Normalisation n = new Physics.Normalisation(Inputs.row(g, Inputs.mean(Inputs.MAIN), rows),
            Inputs.row(g, Inputs.scale(Inputs.MAIN), rows), Inputs.row(g, Inputs.distance(Inputs.MAIN), rows));
        return Physics.of(s, n, c.losses().physical(), c.model().compat());
    }

    private void latents(Encoded e) {
        LossConfig l = c.losses();
        int rows = c.optimiser().batch();
        if (total.wants(Term.VIB)) {
            Latents z = e.latents();
            if (!c.model().compat().reference()) {
                z = z.within(g.input(Inputs.ALLOWED, z.instrumentLogits().shape()));
            }
            VibLoss.Parts parts = VibLoss.of(z, Inputs.row(g, Inputs.LABELS, rows), Inputs.scalar(g, Inputs.BETA),
                l.bottleneck(), c.model().compat());
            total.add(Term.VIB, parts.total());
            g.output("kl.chem", parts.chemistry());
            g.output("kl.inst", parts.instrument());
            g.output("ce.instrument", parts.classifier());
            g.output("ce.adversary", parts.adversary());
            g.output("kl.active", VibLoss.active(VibLoss.divergences(e.latents().meanChem(), e.latents().logVarChem()), 0.01f));
        }
        if (total.wants(Term.TRANSPORT) && rows > 1) {
            Transport.Result t = Transport.of(e.latents().chem(), Inputs.row(g, Inputs.SLOTS, rows), l.alignment());
            total.add(Term.TRANSPORT, t.loss(), t.present());
        }
        g.output("spread", Byol.spread(e.latents().meanChem()).mean());
    }

    private void views() {
        int rows = c.viewRows();
        Pass noisy = pass("noisy");
        SpectrumInput first = input(Inputs.NOISY, rows, false);
        Encoded e;
        Value r = null;
        try (Graph.Scope _ = g.scope("noisy")) {
            e = model.encode(noisy, first, lambda);
            if (total.wants(Term.DENOISE) || c.beerLambert()) {
                r = model.reconstruct(noisy, e);
            }
        }
        if (total.wants(Term.DENOISE)) {
            Value clean = g.input(Inputs.spectrum(Inputs.CLEAN), Shape.of(rows, c.model().channels()));
            total.add(Term.DENOISE, Denoising.of(r, patches.unfold(clean)));
        }
        if (total.wants(Term.CONTRASTIVE)) {
            contrast(first, noisy, e);
        }
        if (c.beerLambert()) {
            mixing(patches.average(r));
        }
    }

    private void contrast(SpectrumInput first, Pass noisy, Encoded e) {
        int rows = c.viewRows();
        Pass pass = pass("view");
        SpectrumInput second = input(Inputs.VIEW, rows, false);
        Value z1 = e.latents().meanChem();
        Value z2;
        try (Graph.Scope _ = g.scope("view")) {
            z2 = model.encode(pass, second, lambda).latents().meanChem();
        }
        if (c.losses().views().kind() == Views.Kind.INFO_NCE) {
            total.add(Term.CONTRASTIVE, InfoNce.of(z1, z2, Inputs.row(g, Inputs.SAMPLES, rows), null, c.losses().views().temperature()));
            return;
        }
        // Batch statistics as in training, but nothing random: it says what the other is to agree with.
        Pass frozen = target.pass(new Pass(g, Pass.Mode.TRAIN_WITHOUT_NOISE, null, seed, "target", Adapters.NONE));
        Value t1;
        Value t2;
        try (Graph.Scope _ = g.scope("target.noisy")) {
            t1 = model.encode(frozen, first, lambda).latents().meanChem();
        }
        try (Graph.Scope _ = g.scope("target.view")) {
            t2 = model.encode(frozen, second, lambda).latents().meanChem();
        }
        try (Graph.Scope _ = g.scope("byol")) {
            Value p1 = byol.project(frozen, t1);
            Value p2 = byol.project(frozen, t2);
            total.add(Term.CONTRASTIVE, byol.apply(noisy, z1, z2, p1, p2, null));
            g.output("projected", Byol.spread(p1).mean());
        }
    }

    /// Decoded spectra in the units of the mixture's normalisation, so that no spectrum outweighs others by its scale.
    private void mixing(Value decoded) {
        int rows = c.viewRows() / 2;
        Pass pass = pass("mixed");
        SpectrumInput in = input(Inputs.MIXED, rows, false);
        Value mixed;
        try (Graph.Scope _ = g.scope("mixed")) {
            mixed = patches.average(model.reconstruct(pass, model.encode(pass, in, lambda)));
        }
        Value mean = Inputs.row(g, Inputs.mean(Inputs.NOISY), c.viewRows());
        Value scale = Inputs.row(g, Inputs.scale(Inputs.NOISY), c.viewRows());
        Value raw = restored(decoded, mean, scale);
        Value mixMean = Inputs.row(g, Inputs.mean(Inputs.MIXED), rows);
        Value mixScale = Inputs.row(g, Inputs.scale(Inputs.MIXED), rows);
        Value a = normalised(raw.slice(0, 0, rows, 2), mixMean, mixScale);
        Value b = normalised(raw.slice(0, 1, rows, 2), mixMean, mixScale);
        try (Graph.Scope _ = g.scope("beerLambert")) {
            Value term = BeerLambert.of(a, b, mixed, Inputs.row(g, Inputs.SHARES, rows), Inputs.row(g, Inputs.ABSORBANCE, rows));
            total.add(Term.PHYSICS, physics.add(term.mul(c.losses().physical().beerLambert())));
        }
    }

    private static Value restored(Value x, Value mean, Value scale) {
        return x.mul(scale.unsqueeze(1).broadcastTo(x.shape())).add(mean.unsqueeze(1).broadcastTo(x.shape()));
    }

    private static Value normalised(Value x, Value mean, Value scale) {
        return x.sub(mean.unsqueeze(1).broadcastTo(x.shape())).div(scale.unsqueeze(1).broadcastTo(x.shape()));
    }
}
