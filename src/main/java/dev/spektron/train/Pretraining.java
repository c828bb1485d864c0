package dev.spektron.train;

import dev.spektron.autograd.Graph;
import dev.spektron.autograd.PlanOptions;
import dev.spektron.autograd.Planner;
import dev.spektron.backend.Backend;
import dev.spektron.backend.Executable;
import dev.spektron.backend.NonFiniteException;
import dev.spektron.backend.VariableLayout;
import dev.spektron.backend.Variables;
import dev.spektron.backend.op.Section;
import dev.spektron.corpus.source.GroupSplit;
import dev.spektron.corpus.source.SpectrumSource;
import dev.spektron.nn.Parameters;
import dev.spektron.nn.Pass;
import dev.spektron.train.checkpoint.Checkpoint;
import dev.spektron.train.checkpoint.CheckpointStore;
import dev.spektron.train.checkpoint.TrainState;
import dev.spektron.train.data.Batch;
import dev.spektron.train.data.BatchBuilder;
import dev.spektron.train.data.Prefetcher;
import dev.spektron.train.log.MetricSink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// A pretraining: batches, losses, updates, validation, checkpoints, measurements.
///
/// Everything random is a pure function of seed and step, so a run that is stopped at any step and resumed gives the same numbers, to the
/// bit, as one that was not stopped.
public final class Pretraining implements AutoCloseable {
    private static final String SKIPPED = "skipped";
    private static final String IN_A_ROW = "skippedInARow";
    private static final int EXAMPLES = 2;

    private final PretrainConfig c;
    private final Setup setup;
    private final Programs programs;
    private final Variables variables;
    private final Executable step;
    private final Programs.Step terms;
    private final Executable norm;
    private final Executable clear;
    private final Executable update;
    private final Executable diagnosis;
    private final Programs.Step diagnosed;
    private final Validator validator;
    private final BatchBuilder batches;
    private final Metrics metrics;
    private final Schedules schedules;
    private final Variables averaged;
    private final List<String> statistics;
    private long done;
    private long skipped;
    private long bad;
    private float gradient;
    private String explanation = "";
    private Optional<TrainState.Best> best = Optional.empty();
    private Map<String, Double> measured = Map.of();
    private Validation last;

    /// What a pretraining needs.
    ///
    /// @param config     everything about it
    /// @param configText the same as it is written to checkpoints
    /// @param source     spectra
    /// @param split      which of them are trained on
    /// @param backend    what it runs on
    /// @param options    choices of the planner
    /// @param check      whether every result of every operation is looked at
    /// @param seed       of everything random
    /// @param store      where checkpoints go; null for nowhere
    /// @param sink       where measurements go
    /// @param observer   who watches
    /// @param provenance versions, commands, digests
    public record Setup(PretrainConfig config, String configText, SpectrumSource source, GroupSplit split, Backend backend,
                        PlanOptions options, boolean check, long seed, CheckpointStore store, MetricSink sink, Observer observer,
                        Map<String, String> provenance) { }

    /// Who watches a pretraining.
    public interface Observer {
        /// Does nothing.
        Observer NONE = new Observer() { };

        /// A step is done.
        ///
        /// @param samples spectra of the step
        /// @param metrics measurements of the step; empty where none were taken
        default void step(long step, long samples, Map<String, Double> metrics) { }

        /// Something that a user must know.
        default void message(String text) { }

        /// A validation is done.
        default void validated(long step, Validation v) { }
    }

    /// How a pretraining ended.
    ///
    /// @param step       steps done
    /// @param finished   whether these are all
    /// @param best       best validation
    /// @param validation last validation
    /// @param skipped    steps that were left out because their gradient was not finite
    public record Outcome(long step, boolean finished, Optional<TrainState.Best> best, Validation validation, long skipped) { }

    public Pretraining(Setup s) {
        this(s, Pass.Mode.TRAIN);
    }

    /// @param mode as which training passes are traced
    Pretraining(Setup s, Pass.Mode mode) {
        setup = s;
        c = s.config();
        c.check();
        classes();
        programs = new Programs(c, s.seed(), mode);
        terms = programs.step();
        Section section = c.optimiser().average() > 0 ? Section.AVERAGE : Section.MOMENT2;
        variables = Variables.allocate(programs.parameters().layout(), section);
        statistics = programs.parameters().buffers().stream().filter(n -> n.contains(".running_")).toList();
        start();
        step = compile(terms.graph(), s.check());
        // What is not finite is found and explained, so the norm itself may be anything.
        norm = compile(programs.norm(), false);
        update = compile(programs.update(), s.check());
        clear = c.optimiser().accumulation() > 1 ? compile(programs.clear(), false) : null;
        averaged = c.optimiser().average() > 0 ? Variables.allocate(programs.parameters().layout(), Section.STATE) : null;
        validator = new Validator(c, programs, s.backend(), averaged == null ? variables : averaged, s.source(), s.split().training(),
            Pipeline.validation(c, s.source(), s.split()), s.options());
        diagnosed = c.schedule().norms() > 0 ? programs.diagnosis() : null;
        diagnosis = diagnosed == null ? null : compile(diagnosed.graph(), false);
        batches = Pipeline.training(c, s.source(), s.split(), s.seed());
        schedules = new Schedules(c);
        metrics = new Metrics(c);
    }

    /// @throws IllegalArgumentException if there are more instruments than the classifiers have classes
    private void classes() {
        int found = setup.source().instruments().size();
        int most = c.model().vib().instruments();
        if (c.losses().vib() > 0 && found > most) {
            throw new IllegalArgumentException("model.vib.instruments: expected at least the " + found
                + " instruments of the corpus, found " + most + "; give the classifiers as many classes, or set losses.vib to 0");
        }
    }

    private Executable compile(Graph g, boolean check) {
        return setup.backend().compile(Planner.plan(g, setup.backend(), setup.options()), variables, check);
    }

    private void start() {
        programs.parameters().initialise(variables, setup.seed());
        if (programs.target() != null) {
            programs.target().start(variables);
        }
        if (c.optimiser().average() > 0) {
            programs.parameters().layout().entries().stream().filter(VariableLayout.Entry::trained)
                .forEach(e -> variables.set(Section.AVERAGE, e.name(), variables.get(e.name())));
        }
    }

    /// All memory of a step: variables and the values of its operations.
    public long memoryBytes() {
        return step.plan().memoryBytes();
    }

    public Parameters parameters() {
        return programs.parameters();
    }

    public Programs programs() {
        return programs;
    }

    public Variables variables() {
        return variables;
    }

    /// Steps done.
    public long done() {
        return done;
    }

    /// Goes on where a checkpoint was saved.
    ///
    /// @throws dev.spektron.io.FormatException if its tensors are not those of this model
    public void resume(Checkpoint from) throws IOException {
        from.load(variables);
        done = from.state().step();
        best = from.state().best();
        measured = from.state().metrics();
        skipped = from.state().counters().getOrDefault(SKIPPED, 0L);
        bad = from.state().counters().getOrDefault(IN_A_ROW, 0L);
    }

    /// Trains until all steps are done or `stop` says so after a step.
    ///
    /// @throws NonFiniteException after too many consecutive steps whose gradient was not finite; names the operation that was the first
    /// @throws IOException        if a checkpoint cannot be written; those before are untouched
    public Outcome run(BooleanSupplier stop) throws IOException {
        int steps = c.schedule().steps();
        boolean saved = done > 0;
        try (Prefetcher input = new Prefetcher(batches, (int) done)) {
            metrics.start();
            while (done < steps && !stop.getAsBoolean()) {
                boolean finite = one(input);
                bad = finite ? 0 : bad + 1;
                done++;
                boolean log = done % c.schedule().log() == 0 || done == steps || !finite;
                Map<String, Double> values = log ? metrics.values(done, terms, step, gradient, schedules, input, skipped) : Map.of();
                if (log) {
                    norms(values);
                    setup.sink().log(done, values);
                }
                setup.observer().step(done, (long) c.optimiser().batch() * c.optimiser().accumulation(), values);
                if (bad >= c.schedule().patience()) {
                    throw giveUp();
                }
                saved = false;
                boolean improved = done % c.schedule().validate() == 0 || done == steps ? validate() : false;
                if (improved || done % c.schedule().save() == 0 || done == steps) {
                    save(marks(improved, done == steps));
                    saved = true;
                }
            }
        }
        if (!saved && done > 0) {
            save();
        }
        setup.sink().flush();
        return new Outcome(done, done == steps, best, last, skipped);
    }

    private static CheckpointStore.Mark[] marks(boolean improved, boolean end) {
        List<CheckpointStore.Mark> out = new ArrayList<>();
        if (improved) {
            out.add(CheckpointStore.Mark.BEST);
        }
        if (end) {
            out.add(CheckpointStore.Mark.FINAL);
        }
        return out.toArray(CheckpointStore.Mark[]::new);
    }

    private NonFiniteException giveUp() throws IOException {
        long row = bad;
        // Whoever resumes has changed something.
        bad = 0;
        save();
        String where = setup.store() == null ? "" : "; the checkpoint of step " + done + " holds the weights as they were before";
        return new NonFiniteException("step " + done, explanation + "; this was step " + row + " in a row whose gradient was not finite. "
            + "Lower optimiser.rate or look at the data" + where);
    }

    /// One step; whether its gradient was finite. If not, all variables stay as they were.
    private boolean one(Prefetcher input) {
        int micro = c.optimiser().accumulation();
        metrics.reset();
        Map<String, float[]> before = statistics();
        if (clear != null) {
            clear.run();
        }
        for (int m = 0; m < micro; m++) {
            Batch b = input.next();
            Feed.all(b, step);
            schedules.step(done, m, step);
            step.run();
            metrics.add(terms, step);
            if (diagnosis != null && m == 0 && (done + 1) % c.schedule().norms() == 0) {
                diagnose(b);
            }
        }
        norm.run();
        gradient = norm.scalar("norm");
        if (Float.isFinite(gradient) && metrics.finite()) {
            schedules.update(done, gradient, update, programs);
            update.run();
            return true;
        }
        before.forEach(variables::set);
        skipped++;
        explanation = explain();
        setup.observer().message("step " + (done + 1) + ": left out, " + explanation);
        return false;
    }

    /// Values of what a step writes besides gradients.
    private Map<String, float[]> statistics() {
        Map<String, float[]> out = new LinkedHashMap<>();
        statistics.forEach(n -> out.put(n, variables.get(n)));
        return out;
    }

    /// Measures and changes nothing.
    private void diagnose(Batch b) {
        Map<String, float[]> now = statistics();
        Feed.all(b, diagnosis);
        schedules.step(done, 0, diagnosis);
        diagnosis.run();
        now.forEach(variables::set);
    }

    /// Runs the step again over a copy of the variables and looks at every result, to name the operation that made the first number that is
    /// not finite.
    private String explain() {
        // Without the gradients, which are spoilt already.
        Variables copy = Variables.allocate(step.plan());
        variables.layout().entries().forEach(e -> copy.set(e.name(), variables.get(e.name())));
        // Batches are pure functions of the step; those of the input may have been filled again already.
        BatchBuilder again = Pipeline.training(c, setup.source(), setup.split(), setup.seed());
        Batch b = again.allocate();
        try (Executable slow = setup.backend().compile(step.plan(), copy, true)) {
            for (int m = 0; m < c.optimiser().accumulation(); m++) {
                again.fill((int) done, m, b);
                Feed.all(b, slow);
                schedules.step(done, m, slow);
                slow.run();
            }
        } catch (NonFiniteException e) {
            return e.getMessage() + culprit(b);
        }
        return "the gradient is not finite, but no single result is";
    }

    /// Names a spectrum of the batch that is not finite itself.
    private String culprit(Batch b) {
        for (int r = 0; r < b.size; r++) {
            for (int j = 0; j < b.channels; j++) {
                if (!Float.isFinite(b.spectrum[r * b.channels + j])) {
                    return " (spectrum '" + setup.source().get(b.rows[r]).id() + "' is not finite)";
                }
            }
        }
        return "";
    }

    private void norms(Map<String, Double> values) {
        if (diagnosis != null && done % c.schedule().norms() == 0) {
            diagnosed.graph().outputs().keySet().stream().filter(n -> n.startsWith("norm."))
                .forEach(n -> values.put("train/grad_norm_" + n.substring(5), (double) diagnosis.scalar(n)));
        }
    }

    /// Whether the validation is the best so far.
    private boolean validate() {
        if (averaged != null) {
            programs.average(variables, averaged);
        }
        last = validator.run(0);
        measured = Metrics.of(last);
        setup.sink().log(done, measured);
        setup.observer().validated(done, last);
        boolean improved = Double.isFinite(last.msrp()) && (best.isEmpty() || last.msrp() < best.get().value());
        if (improved) {
            best = Optional.of(new TrainState.Best("val/msrp", last.msrp(), done));
        }
        return improved;
    }

    /// A validation that keeps examples of each data set.
    public Validation examples() {
        if (averaged != null) {
            programs.average(variables, averaged);
        }
        return validator.run(EXAMPLES);
    }

    private void save(CheckpointStore.Mark... marks) throws IOException {
        if (setup.store() == null) {
            return;
        }
        // What the measurements say must not be behind what the checkpoint says.
        setup.sink().flush();
        int epoch = batches.plan().stepsPerEpoch();
        TrainState.Position position = new TrainState.Position(done / epoch,
            done % epoch * c.optimiser().batch() * c.optimiser().accumulation(), setup.seed());
        setup.store().keeping(c.schedule().keep()).save(variables, new TrainState(done, position, setup.configText(), measured, best,
            Map.of(SKIPPED, skipped, IN_A_ROW, bad), setup.provenance()), marks);
    }

    @Override
    public void close() {
        step.close();
        norm.close();
        update.close();
        if (clear != null) {
            clear.close();
        }
        validator.close();
        if (diagnosis != null) {
            diagnosis.close();
        }
    }
}
