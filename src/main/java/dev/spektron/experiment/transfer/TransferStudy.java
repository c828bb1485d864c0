package dev.spektron.experiment.transfer;

import dev.spektron.chem.auto.Strategies;
import dev.spektron.chem.auto.Strategy;
import dev.spektron.chem.regress.PlsCalibrator;
import dev.spektron.chem.transfer.Chain;
import dev.spektron.chem.transfer.TransferMethod;
import dev.spektron.chem.transfer.TransferMethods;
import dev.spektron.experiment.Progress;
import dev.spektron.experiment.StudyResult;
import dev.spektron.experiment.StudyResult.Cell;
import dev.spektron.experiment.StudyResult.CurvePoint;
import dev.spektron.experiment.StudyResult.Prediction;
import dev.spektron.spectra.Dataset;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Runs protocol CT-2: all methods on the same random splits, in parallel over pairs and repeats. The numbers do not depend on the number
/// of threads.
public final class TransferStudy {
    /// Coverage of the intervals in the table and the report.
    static final double LEVEL = 0.9;

    /// What runs when no preprocessing is named: the usual scatter corrections and derivatives, alone and together.
    public static final List<String> DEFAULT_PREPROCESSINGS = List.of("raw", "snv", "sg(11,2,1)", "sg(15,2,1)", "sg(15,2,1)|snv",
        "snv|sg(15,2,1)", "sg(25,2,2)");

    private final Dataset data;
    private final TransferOptions options;
    private final List<Chain> chains;
    private final List<TransferMethod> methods;
    private final List<Strategy> strategies;
    private final PlsCalibrator calibrator;
    private final double level;
    private final String what;

    public TransferStudy(Dataset data, TransferOptions options) {
        this(data, options, LEVEL, "transfer");
    }

    /// @param level coverage of the intervals, 0 for none
    /// @param what the work, in the progress line
    TransferStudy(Dataset data, TransferOptions options, double level, String what) {
        this.level = level;
        this.what = what;
        this.data = data;
        this.options = options;
        this.chains = options.preprocessings().stream().map(Chain::parse).toList();
        this.methods = options.methods().stream().filter(n -> !Strategies.has(n)).map(TransferMethods::byName).toList();
        this.strategies = options.methods().stream().filter(Strategies::has).map(Strategies::byName).toList();
        this.calibrator = PlsCalibrator.standard(options.seed());
    }

    /// Names of everything that `--methods` takes.
    public static List<String> methodNames() {
        List<String> names = new ArrayList<>(TransferMethods.all().stream().map(TransferMethod::name).toList());
        names.addAll(Strategies.names());
        return names;
    }

    /// Runs the study.
    ///
    /// @param log progress, null for silence
    public StudyResult run(StudyResult.Provenance provenance, PrintStream log) {
        Set<String> warnings = new LinkedHashSet<>();
        List<Group> groups = groups(warnings);
        Progress progress = new Progress(log, what, groups.size() * options.repeats());
        List<Cell> cells = new ArrayList<>();
        List<Prediction> predictions = new ArrayList<>();
        List<CurvePoint> curve = new ArrayList<>();
        ExecutorService pool = Executors.newFixedThreadPool(options.threads());
        try {
            List<List<Future<List<Outcome>>>> running = new ArrayList<>();
            for (Group group : groups) {
                List<Future<List<Outcome>>> repeats = new ArrayList<>();
                for (int r = 0; r < options.repeats(); r++) {
                    repeats.add(pool.submit(job(group, r, progress)));
                }
                running.add(repeats);
            }
            for (int g = 0; g < groups.size(); g++) {
                Aggregate aggregate = new Aggregate(data, groups.get(g), collect(running.get(g)));
                boolean main = groups.get(g).standards() == options.standards().getFirst();
                List<Cell> found = aggregate.cells();
                cells.addAll(found);
                if (main) {
                    predictions.addAll(aggregate.predictions());
                }
                found.stream().filter(Cell::preferred).forEach(c -> curve.add(
                    new CurvePoint(c.source(), c.target(), c.property(), c.method(), c.kind(), c.standards(), c.rmsep())));
                warnings.addAll(aggregate.warnings());
            }
        } finally {
            // After a failure the repeats that wait are not worth their time.
            pool.shutdownNow();
            progress.finish();
        }
        Illustrations illustrations = new Illustrations(data, options, chains, calibrator);
        return new StudyResult(provenance, cells, predictions, curve, illustrations.spectra(), illustrations.coefficients(),
            List.copyOf(warnings));
    }

    private List<Group> groups(Set<String> warnings) {
        List<Group> groups = new ArrayList<>();
        for (TransferOptions.Pair pair : options.pairs()) {
            for (PairData d : PairData.of(data, pair, options.properties())) {
                warnings.addAll(d.notes());
                options.standards().forEach(n -> warnings.addAll(leftOut(n)));
                for (int n : options.standards()) {
                    List<Split> splits = new ArrayList<>();
                    for (int r = 0; r < options.repeats(); r++) {
                        splits.add(Split.of(d, data.manifest(), options, n, r));
                    }
                    groups.add(new Group(d, n, splits));
                }
            }
        }
        return groups;
    }

    /// Methods that were asked for and cannot run must not just be missing from the table.
    private List<String> leftOut(int standards) {
        List<String> out = new ArrayList<>();
        methods.stream().filter(m -> m.minimumStandards() > standards)
            .forEach(m -> out.add(needs(m.name(), m.minimumStandards(), standards)));
        strategies.stream().filter(s -> s.minimumStandards() > standards)
            .forEach(s -> out.add(needs(s.name(), s.minimumStandards(), standards)));
        for (Chain chain : chains) {
            List<String> no = methods.stream().filter(m -> !ChainFit.suits(chain, m)).map(TransferMethod::name).toList();
            if (!no.isEmpty()) {
                out.add("preprocessing " + chain.notation() + " is left out for " + String.join(", ", no)
                    + ": only a method that maps spectra can stand before further steps");
            }
        }
        return out;
    }

    private static String needs(String method, int least, int standards) {
        return method + " needs at least " + least + " standards; left out for N = " + standards;
    }

    private Callable<List<Outcome>> job(Group group, int r, Progress progress) {
        return () -> {
            Repeat repeat = new Repeat(group.data(), group.splits().get(r), calibrator, options.seed() + r);
            List<TransferMethod> possible = methods.stream().filter(m -> m.minimumStandards() <= group.standards()).toList();
            List<Outcome> out = repeat.run(chains, possible, level);
            double[][] parent = out.stream().filter(o -> o.parent() != null).reduce((a, b) -> b).map(Outcome::parent).orElse(null);
            strategies.stream().filter(s -> s.minimumStandards() <= group.standards())
                .forEach(s -> out.add(repeat.run(s, parent, level)));
            progress.step();
            return out;
        };
    }

    private static List<List<Outcome>> collect(List<Future<List<Outcome>>> repeats) {
        List<List<Outcome>> out = new ArrayList<>();
        for (Future<List<Outcome>> f : repeats) {
            try {
                out.add(f.get());
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RuntimeException cause) {
                    throw cause;
                }
                if (e.getCause() instanceof Error cause) {
                    throw cause;
                }
                throw new IllegalStateException(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
        return out;
    }

    /// All repeats of one pair with one number of standards.
    record Group(PairData data, int standards, List<Split> splits) {}
}
