package dev.spektron.train;

import dev.spektron.autograd.Graph;
import dev.spektron.autograd.PlanOptions;
import dev.spektron.autograd.Planner;
import dev.spektron.backend.Backend;
import dev.spektron.backend.Executable;
import dev.spektron.backend.VariableLayout;
import dev.spektron.backend.Variables;
import dev.spektron.backend.op.Section;
import dev.spektron.corpus.source.GroupSplit;
import dev.spektron.corpus.source.SpectrumSource;
import dev.spektron.model.loss.TotalLoss.Reading;
import dev.spektron.model.loss.TotalLoss.Term;
import dev.spektron.nn.Parameters;
import dev.spektron.train.data.Batch;
import dev.spektron.train.data.BatchBuilder;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Trains on one batch over and over, with the same masks and the same noise: the loss is then a fixed function of the weights, which
/// steps along its gradient have to lower.
public final class FixedBatch implements AutoCloseable {
    private final PretrainConfig c;
    private final Programs programs;
    private final Programs.Step terms;
    private final Variables variables;
    private final Executable step;
    private final Executable norm;
    private final Executable update;
    private final Schedules schedules;
    private int updates;

    /// @param c one micro-batch a step; the schedules stand where they are in the middle of its steps
    public FixedBatch(PretrainConfig c, SpectrumSource source, Backend backend, PlanOptions options, boolean check, long seed) {
        this.c = c;
        programs = new Programs(c, seed);
        terms = programs.step();
        variables = Variables.allocate(programs.parameters().layout(), Section.MOMENT2);
        initialise(seed);
        step = compile(terms.graph(), backend, options, check);
        norm = compile(programs.norm(), backend, options, check);
        update = compile(programs.update(), backend, options, check);
        schedules = new Schedules(c);
        int[] all = IntStream.range(0, source.size()).toArray();
        BatchBuilder builder = Pipeline.training(c, source, new GroupSplit(all, all), seed);
        Batch batch = builder.allocate();
        builder.fill(0, 0, batch);
        Feed.all(batch, step);
        schedules.step(c.schedule().steps() / 2, 0, step);
    }

    private Executable compile(Graph g, Backend backend, PlanOptions options, boolean check) {
        return backend.compile(Planner.plan(g, backend, options), variables, check);
    }

    /// Sets all weights to their first values.
    public void initialise(long seed) {
        programs.parameters().initialise(variables, seed);
        if (programs.target() != null) {
            programs.target().start(variables);
        }
    }

    /// The total loss; its gradient is in the variables then.
    public double loss() {
        step.run();
        return step.scalar("loss");
    }

    /// The terms of the loss of the last run.
    public Map<Term, Reading> terms() {
        return terms.terms().read(step::scalar);
    }

    /// A step of the optimiser along the gradient of the last run; the norm of the gradient.
    public double update() {
        norm.run();
        float length = norm.scalar("norm");
        schedules.update(Math.min(updates++, c.schedule().steps() - 1), length, update, programs);
        update.run();
        return length;
    }

    /// Trained parameters whose gradient was 0 in the last run.
    public List<String> withoutGradient() {
        return programs.parameters().layout().entries().stream().filter(VariableLayout.Entry::trained)
            .filter(e -> zero(variables.get(Section.GRADIENTS, e.name()))).map(VariableLayout.Entry::name).toList();
    }

    private static boolean zero(float[] x) {
        for (float v : x) {
            if (v != 0) {
                return false;
            }
        }
        return true;
    }

    public Parameters parameters() {
        return programs.parameters();
    }

    public Variables variables() {
        return variables;
    }

    @Override
    public void close() {
        step.close();
        norm.close();
        update.close();
    }
}
