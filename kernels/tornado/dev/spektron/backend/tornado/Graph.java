package dev.spektron.backend.tornado;

import dev.spektron.backend.DeviceException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.TornadoExecutionPlan;
import uk.ac.manchester.tornado.api.enums.DataTransferMode;
import uk.ac.manchester.tornado.api.exceptions.TornadoExecutionPlanException;
import uk.ac.manchester.tornado.api.exceptions.TornadoInternalError;

/// A task graph that is being built, and what is in it.
final class Graph {
    /// What TornadoVM colours its messages with.
    private static final Pattern COLOUR = Pattern.compile("\u001B\\[[0-9;]*m");

    private final TaskGraph tasks;
    private final String name;
    private final int step;
    private final List<Launch> launches = new ArrayList<>();
    private final List<float[]> border = new ArrayList<>();
    private final Set<Object> sent = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<String> places = new ArrayList<>();

    /// @param step number of the only step of the plan that it runs, -1 otherwise
    Graph(String name, int step) {
        this.name = name;
        this.step = step;
        tasks = new TaskGraph(name);
    }

    TaskGraph tasks() {
        return tasks;
    }

    String name() {
        return name;
    }

    int step() {
        return step;
    }

    int size() {
        return launches.size();
    }

    /// Sends an array of the host before each run.
    void send(float[] array) {
        tasks.transferToDevice(DataTransferMode.EVERY_EXECUTION, array);
        border.add(array);
    }

    /// Brings an array to the host after each run.
    void bring(float[] array) {
        tasks.transferToHost(DataTransferMode.EVERY_EXECUTION, array);
        border.add(array);
    }

    /// Keeps an array that the host may ask for.
    void keep(float[] array) {
        tasks.persistOnDevice(array);
        border.add(array);
    }

    /// Adds kernels; their tables go to the device once.
    ///
    /// @param place what they belong to, for messages
    void add(List<Launch> more, String place) {
        for (Launch l : more) {
            l.tables().stream().filter(sent::add).forEach(t -> tasks.transferToDevice(DataTransferMode.FIRST_EXECUTION, t));
            launches.add(l);
            places.add(place);
        }
    }

    /// Makes the kernels tasks. All transfers to the device must be known by now.
    ///
    /// @throws DeviceException if TornadoVM does not take the byte code of one
    void close(Device device) {
        for (int i = 0; i < launches.size(); i++) {
            try {
                launches.get(i).task().add(tasks, id(i));
            } catch (RuntimeException | TornadoInternalError e) {
                throw uncompiled(i, device, e);
            }
        }
    }

    private String id(int launch) {
        return launches.get(launch).kernel() + "_" + launch;
    }

    /// Notes the groups of its kernels.
    void addTo(Grids grids) {
        for (int i = 0; i < launches.size(); i++) {
            grids.add(name, id(i), launches.get(i));
        }
    }

    private DeviceException uncompiled(int i, Device device, Throwable cause) {
        String kernel = launches.get(i).kernel();
        return new DeviceException(device + ": kernel " + kernel + " of " + places.get(i) + " (" + KernelSource.of(kernel)
            + ") does not compile: " + reason(cause), cause);
    }

    /// What to say if the graph did not run: which kernel it was, what it belongs to, where, why.
    DeviceException failure(Throwable cause, Device device, float[] memory) {
        for (int i = 0; i < launches.size(); i++) {
            Throwable alone = compileAlone(launches.get(i), device, memory);
            if (alone != null) {
                return uncompiled(i, device, alone);
            }
        }
        return new DeviceException(device + ": graph " + name + " did not run: " + reason(cause) + "; each of its "
            + launches.size() + " kernels compiles by itself", cause);
    }

    /// What went wrong at the bottom, on one line.
    static String reason(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String text = cause.getMessage() == null || cause.getMessage().isBlank() ? cause.toString() : cause.getMessage();
        return COLOUR.matcher(text).replaceAll("").strip().replaceAll("\\s+", " ");
    }

    /// Compiles a kernel in a plan of its own; why that failed, null if it did not.
    private Throwable compileAlone(Launch launch, Device device, float[] memory) {
        TaskGraph alone = new TaskGraph(name + "alone").persistOnDevice(memory);
        launch.tables().forEach(t -> alone.transferToDevice(DataTransferMode.FIRST_EXECUTION, t));
        border.forEach(a -> alone.transferToDevice(DataTransferMode.EVERY_EXECUTION, a));
        try (TornadoExecutionPlan plan = new TornadoExecutionPlan(launch.task().add(alone, launch.kernel()).snapshot())) {
            device.choose(plan);
            Grids grids = new Grids();
            grids.add(name + "alone", launch.kernel(), launch);
            grids.apply(plan);
            plan.withPreCompilation();
            return null;
        } catch (TornadoExecutionPlanException | RuntimeException | TornadoInternalError e) {
            return e;
        }
    }
}
