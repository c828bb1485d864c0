package dev.spektron.model;

import dev.spektron.autograd.Graph;
import dev.spektron.autograd.Planner;
import dev.spektron.autograd.Value;
import dev.spektron.backend.Backend;
import dev.spektron.backend.Backends;
import dev.spektron.backend.Executable;
import dev.spektron.backend.Plan;
import dev.spektron.backend.Variables;
import dev.spektron.model.Spektron.Encoded;
import dev.spektron.model.config.EmbeddingConfig.Kind;
import dev.spektron.model.config.ModelConfig;
import dev.spektron.model.embed.Positions;
import dev.spektron.model.embed.SpectrumInput;
import dev.spektron.nn.Adapters;
import dev.spektron.nn.Parameters;
import dev.spektron.nn.Pass;
import dev.spektron.spectra.Axis;
import dev.spektron.spectra.AxisUnit;
import dev.spektron.tensor.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/// A whole model with its first values, ready to be run: everything that encoder and heads give, by name.
final class SpektronRun implements AutoCloseable {
    private final Backend backend = Backends.create("vector", 1).backend();
    private final ModelConfig config;
    private final int batch;
    private final Executable run;
    private final Map<String, Value> outputs;

    SpektronRun(ModelConfig c, Pass.Mode mode, int batch) {
        this(c, mode, batch, _ -> Adapters.NONE);
    }

    /// @param adapters given the parameters of the model
    SpektronRun(ModelConfig c, Pass.Mode mode, int batch, Function<Parameters, Adapters> adapters) {
        config = c;
        this.batch = batch;
        Parameters p = new Parameters();
        Spektron model = new Spektron(p, c);
        Adapters with = adapters.apply(p);
        Graph g = new Graph(p.layout());
        boolean random = mode == Pass.Mode.TRAIN || mode == Pass.Mode.SAMPLE;
        Pass pass = new Pass(g, mode, random ? g.constant(3) : null, 1, "", with);
        SpectrumInput in = inputs(g, c, batch, true);
        outputs = trace(g, pass, model, in);
        Value w = g.input("w", Shape.of(batch, c.width()));
        outputs.put("slope", g.gradients(outputs.get("cls").mul(w).sum(), List.of(in.positions())).getFirst());
        outputs.forEach(g::output);
        Plan plan = Planner.plan(g, backend);
        Variables variables = Variables.allocate(plan);
        p.initialise(variables, 3);
        run = backend.compile(plan, variables, false);
        run.write("w", Runs.normal(batch * c.width(), 5));
    }

    /// @param masked whether something is hidden
    static SpectrumInput inputs(Graph g, ModelConfig c, int batch, boolean masked) {
        Shape samples = Shape.of(batch, c.channels());
        Shape tokens = Shape.of(batch, c.tokens());
        return new SpectrumInput(g.input("spectrum", samples), masked ? g.input("visible", samples) : null,
            masked ? g.input("masked", tokens) : null, g.input("positions", tokens), g.input("axisKnown", Shape.of(batch)),
            g.input("domain", Shape.of(batch)));
    }

    /// All that a model gives, but for the transfer between instruments.
    static Map<String, Value> trace(Graph g, Pass pass, Spektron model, SpectrumInput in) {
        Encoded e = model.encode(pass, in, g.constant(1));
        Map<String, Value> out = new LinkedHashMap<>();
        out.put("embedded", e.embedded());
        out.put("cls", e.cls());
        out.put("content", e.content());
        if (e.mixed() != null) {
            out.put("balance", e.mixed().balance());
            out.put("loads", e.mixed().loads());
            out.put("routerZ", e.mixed().routerZ());
        }
        out.put("chem", e.latents().chem());
        out.put("inst", e.latents().inst());
        out.put("meanChem", e.latents().meanChem());
        out.put("logVarChem", e.latents().logVarChem());
        out.put("meanInst", e.latents().meanInst());
        out.put("logVarInst", e.latents().logVarInst());
        out.put("instrument", e.latents().instrumentLogits());
        out.put("adversary", e.latents().adversaryLogits());
        out.put("reconstruction", model.reconstruct(pass, e));
        out.put("regression", model.predict(pass, e.latents().chem()));
        if (model.config().heads().cross()) {
            out.put("cross", model.cross(pass, e));
        }
        return out;
    }

    /// Random spectra on different axes with a third of the tokens hidden, all their samples with them.
    static Map<String, float[]> draw(ModelConfig c, int batch) {
        int channels = c.channels();
        int n = c.tokens();
        int patch = c.embedding().tokenWidth();
        int stride = c.embedding().kind() == Kind.RAW ? 1 : c.embedding().stride();
        Map<String, float[]> x = new LinkedHashMap<>();
        x.put("spectrum", new float[batch * channels]);
        x.put("visible", new float[batch * channels]);
        x.put("masked", new float[batch * n]);
        x.put("positions", new float[batch * n]);
        x.put("axisKnown", new float[batch]);
        x.put("domain", new float[batch]);
        Random random = new Random(8);
        for (int b = 0; b < batch; b++) {
            x.get("axisKnown")[b] = 1;
            x.get("domain")[b] = b % 3;
            for (int j = 0; j < channels; j++) {
                x.get("spectrum")[b * channels + j] = (float) (Math.sin(0.3 * j + b) + 0.5 * random.nextGaussian());
                x.get("visible")[b * channels + j] = 1;
            }
            for (int i = 0; i < n; i++) {
                if (i % n >= n / 3 && i < 2 * n / 3) {
                    x.get("masked")[b * n + i] = 1;
                    for (int j = i * stride; j < i * stride + patch; j++) {
                        x.get("visible")[b * channels + j] = 0;
                    }
                }
            }
            Axis axis = Axis.linear(AxisUnit.NANOMETRE, 1100 + 50 * b, 1400.0 / channels, channels);
            System.arraycopy(Positions.of(axis, channels, c.embedding()).u(), 0, x.get("positions"), b * n, n);
        }
        return x;
    }

    ModelConfig config() {
        return config;
    }

    int batch() {
        return batch;
    }

    Map<String, float[]> run(Map<String, float[]> x) {
        x.forEach(run::write);
        run.run();
        Map<String, float[]> out = new LinkedHashMap<>();
        outputs.forEach((name, v) -> {
            float[] into = new float[v.shape().size()];
            run.read(name, into);
            out.put(name, into);
        });
        return out;
    }

    @Override
    public void close() {
        run.close();
        backend.close();
    }
}
