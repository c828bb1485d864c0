package dev.spektron.experiment.smoke;

import dev.spektron.model.config.Presets;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Runs every component once: counts, random numbers forward, losses, gradients, optimiser, checkpoints. What fails does not keep the rest
/// from running.
public final class Smoke {
    private static final List<String> WHOLE = List.of("light", "dlinoss-light");

    private final List<Check> done = new ArrayList<>();
    private final Consumer<Check> each;

    private interface Job {
        void run(Consumer<Check> found) throws IOException;
    }

    private Smoke(Consumer<Check> each) {
        this.each = each;
    }

    /// @param each takes each check when it is done
    public static List<Check> run(Engine engine, Consumer<Check> each) {
        Smoke s = new Smoke(each);
        Presets.all().keySet().forEach(p -> s.job("count of " + p, found -> found.accept(Totals.check(p))));
        List<Trial> trials = new ArrayList<>(Components.all());
        trials.addAll(Losses.all());
        trials.forEach(t -> s.job(t.name(), found -> found.accept(t.run(engine))));
        s.job("LoRA", found -> found.accept(LoraCheck.run(engine)));
        WHOLE.forEach(p -> s.job(p, found -> new WholeModel(p, engine, found).run()));
        return List.copyOf(s.done);
    }

    private void job(String name, Job job) {
        long start = System.nanoTime();
        try {
            job.run(this::found);
        } catch (RuntimeException | IOException e) {
            if (Boolean.getBoolean("spektron.trace")) {
                e.printStackTrace();
            }
            found(new Check(name, 0, "", "expected no error, found " + e.getClass().getSimpleName() + ": " + e.getMessage(),
                (System.nanoTime() - start) / 1e9));
        }
    }

    private void found(Check c) {
        done.add(c);
        each.accept(c);
    }
}
