package dev.spektron.train;

import dev.spektron.autograd.Graph;
import dev.spektron.autograd.Value;
import dev.spektron.backend.Variables;
import dev.spektron.backend.op.Effect;
import dev.spektron.backend.op.Section;
import dev.spektron.model.Spektron;
import dev.spektron.model.embed.SpectrumInput;
import dev.spektron.model.loss.Byol;
import dev.spektron.model.loss.TargetNetwork;
import dev.spektron.model.loss.TotalLoss;
import dev.spektron.nn.Parameters;
import dev.spektron.nn.Pass;
import dev.spektron.tensor.Shape;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The graphs of a pretraining over one set of variables: a micro-batch's gradients, the update of the weights, and validation.
///
/// Heads that no loss of pretraining reaches are frozen: they keep their first values for fine-tuning, and weight decay does not wear
/// them away.
public final class Programs {
    /// Heads that pretraining does not train.
    private static final List<String> HEADS = List.of("regression.", "fno.", "cross.");
    private static final String EMBEDDING = "embedding.";
    /// Begins the names of the target network's variables.
    static final String TARGET = "target.";

    private final PretrainConfig config;
    private final long seed;
    private final Pass.Mode mode;
    private final Parameters parameters;
    private final Spektron model;
    private final Byol byol;
    private final TargetNetwork target;

    public Programs(PretrainConfig c, long seed) {
        this(c, seed, Pass.Mode.TRAIN);
    }

    /// @param mode as which training passes are traced
    Programs(PretrainConfig c, long seed, Pass.Mode mode) {
        config = c;
        this.seed = seed;
        this.mode = mode;
        // The reference exempts whatever has "embedding" in its name from weight decay, matrices included.
        boolean reference = c.model().compat().reference();
        parameters = new Parameters(name -> HEADS.stream().noneMatch(name::startsWith), name -> !reference || !name.startsWith(EMBEDDING));
        model = new Spektron(parameters, c.model());
        byol = c.byol() ? new Byol(parameters, "byol", c.model().vib().chemistry(), c.losses().views()) : null;
        target = c.byol() ? new TargetNetwork(parameters, TARGET, followed()) : null;
    }

    /// What the target network has, too: all that leads from a spectrum to its projection.
    private List<String> followed() {
        return Stream.concat(parameters.names().stream(), parameters.buffers().stream())
            .filter(n -> HEADS.stream().noneMatch(n::startsWith) && !n.startsWith("reconstruction.") && !n.startsWith("byol.predictor."))
            .toList();
    }

    public Parameters parameters() {
        return parameters;
    }

    public Spektron model() {
        return model;
    }

    TargetNetwork target() {
        return target;
    }

    /// A graph and how its losses are read.
    public record Step(Graph graph, TotalLoss terms) { }

    /// Losses and gradients of one micro-batch; with accumulation gradients are added to what is there.
    public Step step() {
        return step(true, false);
    }

    /// The losses alone with each term's gradient on the encoder's tokens.
    Step diagnosis() {
        return step(false, true);
    }

    private Step step(boolean backward, boolean norms) {
        Graph g = new Graph(parameters.layout());
        TotalLoss terms = new StepGraph(g, config, model, byol, target, mode, seed).trace(norms);
        if (backward) {
            Value loss = g.outputs().get("loss");
            int micro = config.optimiser().accumulation();
            g.backward(micro == 1 ? loss : loss.mul(1f / micro), micro > 1);
        }
        return new Step(g, terms);
    }

    /// The norm of the gradients before clipping, output `norm`: whether there is an update at all is decided before anything is changed.
    public Graph norm() {
        Graph g = new Graph(parameters.layout());
        g.output("norm", g.gradientNorm());
        return g;
    }

    /// Forgets gradients that were added up.
    Graph clear() {
        Graph g = new Graph(parameters.layout());
        g.apply(new Effect.ZeroGradients(), List.of());
        return g;
    }

    /// A whole step in one graph: losses, gradients, norm and update; to be measured.
    public Graph whole() {
        Graph g = step().graph();
        try (Graph.Scope _ = g.scope("adamw")) {
            Value norm = g.gradientNorm();
            g.output("norm", norm);
            Value rates = g.input(Inputs.RATES, Shape.of(3));
            for (int group : new int[] {Parameters.DECAYED, Parameters.FREE, Parameters.DYNAMICS}) {
                g.apply(adam(group), List.of(rates, norm));
            }
        }
        return g;
    }

    /// Clipping, AdamW, the moving averages; input `norm` is what [#norm()] gave.
    public Graph update() {
        Graph g = new Graph(parameters.layout());
        OptimiserConfig o = config.optimiser();
        Value norm = Inputs.scalar(g, Inputs.NORM);
        Value rates = g.input(Inputs.RATES, Shape.of(3));
        Value dynamics = g.input(Inputs.DYNAMICS_RATES, Shape.of(3));
        g.apply(adam(Parameters.DECAYED), List.of(rates, norm));
        g.apply(adam(Parameters.FREE), List.of(rates, norm));
        g.apply(adam(Parameters.DYNAMICS), List.of(dynamics, norm));
        if (o.average() > 0) {
            g.apply(new Effect.Average(), List.of(Inputs.scalar(g, Inputs.DECAY)));
        }
        if (target != null) {
            target.update(g, Inputs.scalar(g, Inputs.TAU));
        }
        return g;
    }

    Effect.Adam adam(int group) {
        OptimiserConfig o = config.optimiser();
        float decay = group == Parameters.DECAYED ? o.decay() : 0;
        return new Effect.Adam(group, o.beta1(), o.beta2(), o.eps(), decay, true, o.clip());
    }

    /// Reconstruction (B, N, w) of masked spectra, nothing random; output `reconstruction`.
    public Graph validation() {
        Graph g = new Graph(parameters.layout());
        SpectrumInput in = Inputs.spectra(g, Inputs.MAIN, config.optimiser().batch(), config.model().channels(), config.model().tokens(),
            true);
        Pass pass = Pass.evaluate(g);
        g.output("reconstruction", model.reconstruct(pass, model.encode(pass, in, g.constant(0))));
        return g;
    }

    /// Copies the moving average of the weights, and what is not trained, into variables for validation.
    void average(Variables from, Variables to) {
        parameters.layout().entries().forEach(e -> to.set(e.name(), e.trained() ? from.get(Section.AVERAGE, e.name())
            : from.get(e.name())));
    }

    /// Numbers of the components in the order of the data flow.
    public Map<String, Long> counts() {
        return model.counts(parameters);
    }
}
