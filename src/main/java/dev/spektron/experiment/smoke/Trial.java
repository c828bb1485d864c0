package dev.spektron.experiment.smoke;

import dev.spektron.autograd.Graph;
import dev.spektron.autograd.Value;
import dev.spektron.backend.Executable;
import dev.spektron.backend.VariableLayout;
import dev.spektron.backend.Variables;
import dev.spektron.backend.op.Section;
import dev.spektron.model.embed.Embeddings;
import dev.spektron.nn.Adapters;
import dev.spektron.nn.Parameters;
import dev.spektron.nn.Pass;
import dev.spektron.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.function.Predicate;

/// A component by itself: random numbers forward, a loss, its gradient.
///
/// @param name    what it is called
/// @param trained names of the parameters that have to have a gradient
/// @param make    defines parameters and gives what is traced
/// @param expect  what has to come out
record Trial(String name, Predicate<String> trained, Function<Parameters, Body> make, Expectation expect) {
    /// Begins the names of what a loss is a function of.
    static final String LEAF = "leaf.";

    /// Traces a component.
    interface Body {
        /// The result, and whatever else has to depend on the parameters for all of them to have a gradient.
        List<Value> trace(Pass pass, Draws in);
    }

    /// What has to come out.
    ///
    /// @param shape of the result
    /// @param least of a loss; other results have no bounds
    /// @param most  of a loss
    /// @param loss  whether the result is a loss, so that its gradient is taken as it is
    record Expectation(Shape shape, double least, double most, boolean loss) {
        static Expectation shape(int... dims) {
            return new Expectation(Shape.of(dims), Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, false);
        }

        static Expectation loss(double least, double most) {
            return new Expectation(Shape.SCALAR, least, most, true);
        }
    }

    /// A component all of whose parameters have to have a gradient.
    static Trial of(String name, Function<Parameters, Body> make, int... shape) {
        return new Trial(name, _ -> true, make, Expectation.shape(shape));
    }

    /// A loss of what it is defined over, variables named `leaf.…`.
    static Trial loss(String name, double least, double most, Function<Parameters, Body> make) {
        return new Trial(name, _ -> true, make, Expectation.loss(least, most));
    }

    Check run(Engine engine) {
        long start = System.nanoTime();
        Parameters p = new Parameters(trained);
        Body body = make.apply(p);
        Graph g = new Graph(p.layout());
        Draws in = new Draws(g, engine.seed());
        Pass pass = new Pass(g, Pass.Mode.TRAIN, in.given("step", Shape.SCALAR, 1), engine.seed(), "", Adapters.NONE);
        List<Value> results = body.trace(pass, in);
        Value result = results.getFirst();
        List<String> wrong = new ArrayList<>();
        if (!result.shape().equals(expect.shape())) {
            wrong.add("expected shape " + expect.shape() + ", found " + result.shape());
        }
        g.output("result", result);
        g.backward(expect.loss() ? result : weighted(results, in));
        Variables variables = Variables.allocate(p.layout(), Section.GRADIENTS);
        p.initialise(variables, engine.seed());
        float[] found = new float[result.shape().size()];
        try (Executable run = engine.compile(g, variables)) {
            in.write(run);
            run.run();
            run.read("result", found);
        }
        numbers(found, wrong);
        gradients(variables, wrong);
        String text = expect.loss() ? String.format(Locale.ROOT, "loss %.4g", found[0]) : result.shape().toString();
        long count = p.count("") - p.count(LEAF) - p.count(Embeddings.MASK);
        return new Check(name, count, text, String.join("; ", wrong), (System.nanoTime() - start) / 1e9);
    }

    /// Every number of every result counts, each with a weight of its own, so that no gradient vanishes by symmetry.
    private static Value weighted(List<Value> results, Draws in) {
        Value sum = null;
        for (int i = 0; i < results.size(); i++) {
            Value r = results.get(i);
            Value part = r.mul(in.normal("weight." + i, r.shape())).mean();
            sum = sum == null ? part : sum.add(part);
        }
        return sum;
    }

    private void numbers(float[] found, List<String> wrong) {
        int bad = 0;
        for (float v : found) {
            bad += Float.isFinite(v) ? 0 : 1;
        }
        if (bad > 0) {
            wrong.add("expected finite numbers, found " + bad + " of " + found.length + " that are not");
        } else if (expect.loss() && !(found[0] >= expect.least() && found[0] <= expect.most())) {
            wrong.add("expected a loss from " + expect.least() + " to " + expect.most() + ", found " + found[0]);
        }
    }

    private static void gradients(Variables variables, List<String> wrong) {
        StringJoiner none = new StringJoiner(", ");
        StringJoiner bad = new StringJoiner(", ");
        for (VariableLayout.Entry e : variables.layout().entries()) {
            if (e.trained()) {
                double sum = 0;
                for (float v : variables.get(Section.GRADIENTS, e.name())) {
                    sum += Math.abs(v);
                }
                if (sum == 0) {
                    none.add(e.name());
                } else if (!Double.isFinite(sum)) {
                    bad.add(e.name());
                }
            }
        }
        if (none.length() > 0) {
            wrong.add("expected a gradient for every parameter, found none for " + none);
        }
        if (bad.length() > 0) {
            wrong.add("expected finite gradients, found others for " + bad);
        }
    }
}
