package dev.spektron.train.log;

import dev.spektron.train.log.MlflowClient.Metric;
import dev.spektron.train.log.MlflowClient.RefusedException;
import dev.spektron.train.log.MlflowClient.Text;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Sends measurements to an MLflow server, from a thread of its own: a training never waits for the network and never fails with it.
///
/// Measurements wait in a queue of limited length; when the server does not answer they are sent again, at ever longer intervals, and
/// what no longer fits into the queue is left out. There is one warning for the first failure, and one at the end if anything was lost.
/// A measurement may stand there twice if the server took it but its answer was lost. The run ends as FINISHED if there was a summary,
/// and as KILLED if not.
public final class MlflowSink implements MetricSink {
    /// Limits of one request (documentation of log-batch).
    static final int MOST_METRICS = 1000;
    static final int MOST_TEXTS = 100;
    /// What every version takes as a parameter; longer ones go into a tag.
    static final int LONGEST_PARAM = 500;
    static final int LONGEST_TAG = 5000;
    static final int LONGEST_KEY = 250;
    private static final Duration IDLE = Duration.ofMillis(200);

    /// What one request carries.
    private record Batch(List<Metric> metrics, List<Text> params, List<Text> tags) {
        Batch() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }

        int size() {
            return metrics.size() + params.size() + tags.size();
        }

        /// Whether the item went in.
        boolean add(Object item) {
            return switch (item) {
                case Metric m -> metrics.size() + MOST_TEXTS + MOST_TEXTS < MOST_METRICS && metrics.add(m);
                case Param p -> params.size() < MOST_TEXTS && params.add(p.text);
                case Text t -> tags.size() < MOST_TEXTS && tags.add(t);
                default -> throw new IllegalStateException(item.toString());
            };
        }
    }

    private record Param(Text text) {}

    private final MlflowOptions options;
    private final InstantSource clock;
    private final Consumer<String> warn;
    private final MlflowClient client;
    private final LinkedBlockingQueue<Object> queue;
    private final Thread sender;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile String runId;
    private volatile long lost;
    private volatile long deadline;
    private volatile boolean finished;
    /// Items refused for good, and items of the request under way.
    private volatile long refused;
    private volatile int underWay;
    private boolean warned;
    private Object held;

    /// @param warn takes the warnings, one line each; may be called from another thread
    public MlflowSink(MlflowOptions options, InstantSource clock, Consumer<String> warn) {
        this.options = options;
        this.clock = clock;
        this.warn = warn;
        client = new MlflowClient(options);
        queue = new LinkedBlockingQueue<>(options.queue());
        sender = Thread.ofPlatform().daemon().name("mlflow").unstarted(this::send);
        sender.start();
    }

    /// Identifier of the run, once the server has given it; keep it to go on with the run later.
    public Optional<String> runId() {
        return Optional.ofNullable(runId);
    }

    private void offer(Object item) {
        if (!queue.offer(item)) {
            lost++;
        }
    }

    private static String key(String key) {
        // Letters, digits, underscores, dashes, periods, spaces, slashes are allowed.
        String allowed = key.replaceAll("[^\\w\\-. /]", "_");
        return allowed.substring(0, Math.min(LONGEST_KEY, allowed.length()));
    }

    @Override
    public void header(Map<String, ?> facts) {
        if (options.resumedRun().isPresent()) {
            // It stands there already, and parameters cannot be changed.
            return;
        }
        facts.forEach((k, v) -> {
            String text = String.valueOf(v);
            if (text.length() <= LONGEST_PARAM) {
                offer(new Param(new Text(key(k), text)));
            } else {
                offer(new Text(key(k), text.substring(0, Math.min(LONGEST_TAG, text.length()))));
            }
        });
    }

    @Override
    public void log(long step, Map<String, Double> metrics) {
        long now = clock.millis();
        metrics.forEach((k, v) -> offer(new Metric(key(k), v, now, step)));
    }

    @Override
    public void summary(Map<String, ?> facts) {
        finished = true;
        facts.forEach((k, v) -> {
            String text = String.valueOf(v);
            offer(new Text(key("summary." + k), text.substring(0, Math.min(LONGEST_TAG, text.length()))));
        });
    }

    /// Nothing to do: the sender never waits while there is something to send.
    @Override
    public void flush() {
        // Waiting for the network would hold up the training.
    }

    /// Sends what is left, says that the run is finished, and waits for that no longer than the options allow.
    @Override
    public void close() {
        deadline = System.nanoTime() + options.closing().toNanos();
        closing.countDown();
        try {
            sender.join(options.closing());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (sender.isAlive()) {
            sender.interrupt();
        }
        client.close();
        long left = queue.size() + lost + refused + underWay;
        if (left > 0) {
            warn.accept("mlflow: " + left + " measurements did not reach " + options.server() + "; they are in the other logs");
        }
    }

    private void send() {
        try {
            retry(this::start);
            for (Batch b = nextBatch(); b.size() > 0; b = nextBatch()) {
                Batch batch = b;
                underWay = batch.size() + (held == null ? 0 : 1);
                if (!retry(() -> client.logBatch(runId, batch.metrics, batch.params, batch.tags))) {
                    refused += batch.size();
                }
                underWay = held == null ? 0 : 1;
            }
            retry(() -> client.updateRun(runId, finished ? "FINISHED" : "KILLED", clock.millis()));
        } catch (InterruptedException e) {
            // The time to close is over.
            return;
        }
    }

    private void start() throws IOException, InterruptedException {
        if (options.resumedRun().isPresent()) {
            client.updateRun(options.resumedRun().get(), "RUNNING", -1);
            runId = options.resumedRun().get();
        } else {
            runId = client.createRun(client.experiment(options.experiment()), options.run(), clock.millis());
        }
    }

    /// What waits, as much as fits; waits itself while there is nothing; empty when the sink is closed and all is sent.
    private Batch nextBatch() throws InterruptedException {
        Batch batch = new Batch();
        if (held == null) {
            boolean closed;
            do {
                closed = closing.getCount() == 0;
                held = queue.poll(closed ? 0 : IDLE.toMillis(), TimeUnit.MILLISECONDS);
            } while (held == null && !closed);
        }
        while (held != null && batch.add(held)) {
            held = queue.poll();
        }
        return batch;
    }

    @FunctionalInterface
    private interface Call {
        void run() throws IOException, InterruptedException;
    }

    /// Calls until the server takes it (true) or refuses it for good (false).
    private boolean retry(Call call) throws InterruptedException {
        long wait = options.firstRetry().toMillis();
        while (true) {
            try {
                call.run();
                return true;
            } catch (RefusedException e) {
                warnOnce(e);
                if (runId != null) {
                    // Sending it again would not help; what comes next may be taken.
                    return false;
                }
            } catch (IOException e) {
                warnOnce(e);
            }
            if (closing.await(wait, TimeUnit.MILLISECONDS)) {
                if (System.nanoTime() - deadline > 0) {
                    throw new InterruptedException("the time to close is over");
                }
                Thread.sleep(Math.min(wait, 100));
            }
            wait = Math.min(2 * wait, options.lastRetry().toMillis());
        }
    }

    private void warnOnce(IOException e) {
        if (!warned) {
            warned = true;
            String why = e.getMessage() == null ? "no connection" : e.getMessage();
            warn.accept("mlflow: " + options.server() + " does not take measurements (" + why + "); the training goes on, and they are sent"
                + " again later");
        }
    }
}
