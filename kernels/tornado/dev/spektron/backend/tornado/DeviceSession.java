package dev.spektron.backend.tornado;

import dev.spektron.backend.Slot;
import dev.spektron.backend.Variables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import uk.ac.manchester.tornado.api.ImmutableTaskGraph;
import uk.ac.manchester.tornado.api.TornadoExecutionPlan;
import uk.ac.manchester.tornado.api.TornadoExecutionResult;
import uk.ac.manchester.tornado.api.exceptions.TornadoExecutionPlanException;
import uk.ac.manchester.tornado.api.exceptions.TornadoInternalError;

/// All plans over the same variables, in one execution plan of TornadoVM: two of those share no memory of the device.
///
/// One array holds the variables and behind them the work of each plan; every graph takes it over from whichever graph ran before. What
/// goes to the device before a run are the inputs of its plan, and the variables if the host has changed them. What comes back are outputs
/// and variables, when somebody asks. A plan that joins later ends the execution plan; the next run builds another.
final class DeviceSession implements Variables.Mirror {
    private static final int ALIGNMENT = 64;
    /// Elements of an array in Java, less some.
    private static final long MOST = Integer.MAX_VALUE - 1024L;

    private final Variables variables;
    private final float[] host;
    private final Device device;
    private final Tuning tuning;
    private final List<Program> programs = new ArrayList<>();
    private final Map<Program, Running> running = new HashMap<>();
    private TornadoExecutionPlan plan;
    private List<Graph> graphs;
    private float[] memory;
    /// The host's variables are newer.
    private boolean send;
    /// The device's variables are newer.
    private boolean stale;
    private boolean timed;

    /// A program of the execution plan that there is.
    private static final class Running {
        private final int first;
        private final int last;
        private TornadoExecutionResult result;
        private final List<float[]> fetched = new ArrayList<>();

        Running(int first, int last) {
            this.first = first;
            this.last = last;
        }
    }

    DeviceSession(Variables variables, Device device, Tuning tuning) {
        this.variables = variables;
        this.device = device;
        this.tuning = tuning;
        host = Launch.table(variables.attach(this));
    }

    /// Elements of the memory of all plans with one more.
    private long elements(Program more) {
        long total = aligned(host.length);
        for (Program p : programs) {
            total += aligned(p.workSize());
        }
        return total + (more == null ? 0 : aligned(more.workSize()));
    }

    private static long aligned(long n) {
        return (n + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    /// Takes a plan in.
    ///
    /// @throws IllegalArgumentException if the device has too little memory
    void add(Program p) {
        long elements = elements(p);
        if (elements > MOST) {
            throw new IllegalArgumentException("device memory: the variables and the work of all plans over them take " + elements
                + " numbers, expected at most " + MOST + " in one array; take smaller batches");
        }
        long border = p.borderBytes() + programs.stream().mapToLong(Program::borderBytes).sum();
        device.check(4 * elements, 4 * elements + 8L * host.length + border);
        end();
        programs.add(p);
    }

    /// Takes a plan out; true if it was the last.
    boolean remove(Program p) {
        programs.remove(p);
        running.remove(p);
        if (programs.isEmpty()) {
            close();
        }
        return programs.isEmpty();
    }

    private void build() {
        memory = new float[(int) elements(null)];
        SessionGraphs built = new SessionGraphs(memory, host, tuning);
        long base = aligned(host.length);
        Gathered constants = new Gathered();
        for (Program p : programs) {
            int at = (int) base;
            p.plan().constants().forEach((slot, value) -> {
                Slot absolute = new Slot(slot.space(), Program.place(slot, at), slot.shape());
                constants.add("c" + constants.numbers().length + absolute, absolute);
            });
            int first = built.size();
            built.add(p, at, timed);
            if (built.size() > first) {
                running.put(p, new Running(first + 2, built.size() + 1));
            }
            base += aligned(p.workSize());
        }
        fill(constants);
        graphs = built.finish(constants, device);
        plan = new TornadoExecutionPlan(graphs.stream().map(g -> g.tasks().snapshot()).toArray(ImmutableTaskGraph[]::new));
        device.choose(plan);
        Grids grids = new Grids();
        graphs.forEach(g -> g.addTo(grids));
        grids.apply(plan);
        send = true;
    }

    private void fill(Gathered constants) {
        int at = 0;
        for (Program p : programs) {
            for (var value : p.plan().constants().values()) {
                System.arraycopy(value.data(), 0, constants.numbers(), at, value.data().length);
                at += value.data().length;
            }
        }
    }

    /// Runs a plan; `nanos` gets the time of each step unless it is null.
    void run(Program p, long[] nanos) {
        if (nanos != null && !timed) {
            end();
            timed = true;
        }
        if (plan == null) {
            build();
        }
        Running r = running.get(p);
        if (r == null) {
            return;
        }
        if (send) {
            execute(SessionGraphs.LOAD);
            send = false;
        }
        for (int i = r.first; i <= r.last; i++) {
            long before = nanos == null ? 0 : System.nanoTime();
            r.result = execute(i);
            int step = graphs.get(i).step();
            if (nanos != null && step >= 0) {
                nanos[step] += System.nanoTime() - before;
            }
        }
        r.fetched.clear();
        stale |= p.writes();
        if (p.isChecked()) {
            fetch(p, p.counts());
            p.judge();
        }
    }

    private TornadoExecutionResult execute(int graph) {
        try {
            return plan.withGraph(graph).execute();
        } catch (RuntimeException | TornadoInternalError e) {
            throw graphs.get(graph).failure(e, device, memory);
        }
    }

    /// Brings an array of results of the last run of a plan to the host.
    void fetch(Program p, float[] results) {
        Running r = running.get(p);
        if (results.length > 0 && plan != null && r != null && r.result != null && r.fetched.stream().noneMatch(f -> f == results)) {
            plan.withGraph(r.last);
            r.result.transferToHost(results);
            r.fetched.add(results);
        }
    }

    @Override
    public void fetch() {
        if (stale) {
            execute(SessionGraphs.SAVE);
            stale = false;
        }
    }

    @Override
    public void hostChanges() {
        send = true;
    }

    /// Ends the execution plan. Variables and results come to the host first.
    private void end() {
        if (plan == null) {
            return;
        }
        fetch();
        running.forEach((p, r) -> p.results().forEach(a -> fetch(p, a)));
        try {
            plan.freeDeviceMemory();
            plan.close();
        } catch (TornadoExecutionPlanException e) {
            throw new IllegalStateException(device + ": the execution plan cannot be closed", e);
        }
        plan = null;
        graphs = null;
        memory = null;
        running.clear();
    }

    void close() {
        end();
        variables.detach(this);
    }
}
