package dev.spektron.model.embed;

import dev.spektron.autograd.Graph;
import dev.spektron.autograd.Planner;
import dev.spektron.autograd.Value;
import dev.spektron.backend.Backend;
import dev.spektron.backend.Backends;
import dev.spektron.backend.Executable;
import dev.spektron.backend.Plan;
import dev.spektron.backend.Variables;
import dev.spektron.backend.op.Section;
import dev.spektron.model.config.Compat;
import dev.spektron.model.config.EmbeddingConfig;
import dev.spektron.model.config.EmbeddingConfig.Kind;
import dev.spektron.nn.Adapters;
import dev.spektron.nn.Parameters;
import dev.spektron.nn.Pass;
import dev.spektron.tensor.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/// Random batches of spectra and one run of an embedding over them.
final class Batches {
    static final int WIDTH = 20;

    private Batches() {}

    static EmbeddingConfig config(Kind kind) {
        return kind == Kind.RAW ? EmbeddingConfig.RAW : EmbeddingConfig.WAVELET;
    }

    /// Arrays by the names of the fields of [SpectrumInput]: the middle of the first spectrum and the end of the others are masked.
    static Map<String, float[]> draw(EmbeddingConfig c, int batch, int channels, boolean masked) {
        Random random = new Random(3);
        Patches patches = Patches.of(c, channels);
        int n = patches.count();
        Map<String, float[]> x = new LinkedHashMap<>();
        x.put("spectrum", new float[batch * channels]);
        x.put("positions", new float[batch * n]);
        x.put("axisKnown", new float[batch]);
        x.put("domain", new float[batch]);
        for (int i = 0; i < batch * channels; i++) {
            x.get("spectrum")[i] = (float) random.nextGaussian();
        }
        for (int b = 0; b < batch; b++) {
            x.get("axisKnown")[b] = b == 1 ? 0 : 1;
            x.get("domain")[b] = b % 4;
            for (int i = 0; i < n; i++) {
                x.get("positions")[b * n + i] = (float) (-0.9 + 1.7 * i / n + 0.01 * b);
            }
        }
        if (masked) {
            mask(x, patches, batch);
        }
        return x;
    }

    private static void mask(Map<String, float[]> x, Patches patches, int batch) {
        float[] visible = new float[batch * patches.channels()];
        float[] tokens = new float[batch * patches.count()];
        for (int b = 0; b < batch; b++) {
            int from = b == 0 ? patches.channels() / 4 : patches.channels() * 2 / 3;
            int to = b == 0 ? patches.channels() * 3 / 4 : patches.channels();
            for (int t = 0; t < patches.channels(); t++) {
                visible[b * patches.channels() + t] = t >= from && t < to ? 0 : 1;
            }
            for (int i = 0; i < patches.count(); i++) {
                boolean whole = i * patches.stride() >= from && i * patches.stride() + patches.patch() <= to;
                tokens[b * patches.count() + i] = whole ? 1 : 0;
            }
        }
        x.put("visible", visible);
        x.put("masked", tokens);
    }

    static SpectrumInput input(Map<String, Value> in) {
        return new SpectrumInput(in.get("spectrum"), in.get("visible"), in.get("masked"), in.get("positions"), in.get("axisKnown"),
            in.get("domain"));
    }

    private static Map<String, Value> inputs(Graph g, Map<String, float[]> x) {
        int batch = x.get("domain").length;
        Map<String, Value> in = new LinkedHashMap<>();
        x.forEach((name, v) -> in.put(name, g.input(name, v.length == batch ? Shape.of(batch) : Shape.of(batch, v.length / batch))));
        return in;
    }

    /// Tokens and content, one after the other.
    static float[][] run(EmbeddingConfig c, Compat compat, int channels, Pass.Mode mode, Map<String, float[]> x) {
        Parameters p = new Parameters();
        Embedding embedding = Embeddings.of(p, "embedding", channels, WIDTH, c, compat);
        Graph g = new Graph(p.layout());
        Value step = mode == Pass.Mode.TRAIN ? g.constant(5) : null;
        Embedded y = embedding.apply(new Pass(g, mode, step, 9, "test", Adapters.NONE), input(inputs(g, x)));
        g.output("tokens", y.tokens());
        g.output("content", y.content());
        try (Backend backend = Backends.create("vector", 2).backend()) {
            return run(g, p, y, backend, x);
        }
    }

    private static float[][] run(Graph g, Parameters p, Embedded y, Backend backend, Map<String, float[]> x) {
        Plan plan = Planner.plan(g, backend);
        Variables variables = Variables.allocate(plan.layout(), Section.STATE);
        p.initialise(variables, 4);
        try (Executable run = backend.compile(plan, variables, false)) {
            x.forEach(run::write);
            run.run();
            float[][] out = {new float[y.tokens().shape().size()], new float[y.content().shape().size()]};
            run.read("tokens", out[0]);
            run.read("content", out[1]);
            return out;
        }
    }
}
