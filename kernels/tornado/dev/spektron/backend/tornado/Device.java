package dev.spektron.backend.tornado;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import uk.ac.manchester.tornado.api.TornadoBackend;
import uk.ac.manchester.tornado.api.TornadoExecutionPlan;
import uk.ac.manchester.tornado.api.TornadoRuntime;
import uk.ac.manchester.tornado.api.common.TornadoDevice;
import uk.ac.manchester.tornado.api.enums.TornadoDeviceType;
import uk.ac.manchester.tornado.api.runtime.TornadoRuntimeProvider;

/// A device that TornadoVM reports.
/// Its name is that of `--device`: the driver (opencl, cuda, ptx, ...) and the number among the driver's devices.
final class Device {
    /// What TornadoVM takes of a device's memory unless it is told otherwise.
    private static final String DEFAULT_LIMIT = "4GB";
    /// Drivers in the order in which they are taken; others come last.
    private static final List<String> DRIVERS = List.of("cuda", "ptx", "metal", "spirv", "opencl");

    /// Says whether the kernels of a task graph are recorded once and started together from then on (CUDA graphs), which takes the time
    /// that TornadoVM spends for each kernel on the host: `true` or `false`, the default.
    static final String REPLAY = "spektron.tornado.replay";
    /// Drivers that can do that.
    private static final List<String> REPLAYING = List.of("cuda", "ptx");

    private final String backend;
    private final int index;
    private final TornadoDevice handle;

    private Device(String backend, int index, TornadoDevice handle) {
        this.backend = backend;
        this.index = index;
        this.handle = handle;
    }

    /// True if task graphs are replayed on a driver.
    ///
    /// @param set value of [#REPLAY], null for none
    /// @throws IllegalArgumentException if it is neither true nor false, or if the driver cannot
    static boolean replays(String set, String driver) {
        if (set == null || set.equalsIgnoreCase("false")) {
            return false;
        }
        if (!set.equalsIgnoreCase("true")) {
            throw new IllegalArgumentException("-D" + REPLAY + ": expected true or false, found " + set);
        }
        if (!REPLAYING.contains(driver)) {
            throw new IllegalArgumentException("-D" + REPLAY + "=true: expected a device of " + String.join(" or ", REPLAYING) + ", found "
                + driver + ", which cannot replay task graphs; leave the option away");
        }
        return true;
    }

    /// All devices, driver by driver, the driver that is likely to be the fastest first.
    static List<Device> all() {
        TornadoRuntime runtime = TornadoRuntimeProvider.getTornadoRuntime();
        List<Device> out = new ArrayList<>();
        for (int b = 0; b < runtime.getNumBackends(); b++) {
            TornadoBackend driver = runtime.getBackend(b);
            for (int d = 0; d < driver.getNumDevices(); d++) {
                out.add(new Device(driver.getBackendType().name().toLowerCase(Locale.ROOT), d, driver.getDevice(d)));
            }
        }
        out.sort(Comparator.comparingInt(d -> DRIVERS.contains(d.backend) ? DRIVERS.indexOf(d.backend) : DRIVERS.size()));
        return out;
    }

    /// As `--device` has it.
    String name() {
        return "tornado:" + backend + ":" + index;
    }

    boolean isGpu() {
        return handle.getDeviceType() == TornadoDeviceType.GPU;
    }

    DeviceFacts facts() {
        return new DeviceFacts(name(), handle.getPhysicalDevice().getDeviceName().strip(),
            handle.getDeviceType().name().toLowerCase(Locale.ROOT), handle.getMaxGlobalMemory(), handle.getMaxAllocMemory(),
            bytes(limit()));
    }

    private static String limit() {
        return System.getProperty("tornado.device.memory", DEFAULT_LIMIT);
    }

    void choose(TornadoExecutionPlan plan) {
        plan.withDevice(handle);
        if (replays(System.getProperty(REPLAY), backend)) {
            plan.withCUDAGraph();
        }
    }

    /// Sees whether the device has so much memory.
    ///
    /// @param largest bytes of the largest array
    /// @param all     bytes of all arrays
    /// @throws IllegalArgumentException if not
    void check(long largest, long all) {
        String limit = limit();
        if (all > bytes(limit)) {
            throw new IllegalArgumentException(this + ": the plans take " + mib(all) + " of its memory, expected at most " + limit
                + ", what TornadoVM may take; start with a larger -Dtornado.device.memory, or take smaller batches");
        }
        if (all > handle.getMaxGlobalMemory()) {
            throw new IllegalArgumentException(this + ": the plans take " + mib(all) + " of its memory, expected at most the "
                + mib(handle.getMaxGlobalMemory()) + " that it has; take smaller batches");
        }
        if (largest > handle.getMaxAllocMemory()) {
            throw new IllegalArgumentException(this + ": the plans need one array of " + mib(largest) + ", expected at most "
                + mib(handle.getMaxAllocMemory()) + ", the largest that the driver allows; take smaller batches");
        }
    }

    private static String mib(long bytes) {
        return (bytes + (1 << 20) - 1) / (1 << 20) + " MiB";
    }

    /// Bytes of a size as TornadoVM writes it, such as 512MB or 4GB.
    static long bytes(String size) {
        String s = size.strip().toUpperCase(Locale.ROOT);
        int unit = s.endsWith("GB") ? 30 : s.endsWith("MB") ? 20 : s.endsWith("KB") ? 10 : 0;
        String digits = unit > 0 ? s.substring(0, s.length() - 2) : s.endsWith("B") ? s.substring(0, s.length() - 1) : s;
        try {
            return Math.multiplyExact(Long.parseLong(digits.strip()), 1L << unit);
        } catch (NumberFormatException | ArithmeticException e) {
            throw new IllegalArgumentException("-Dtornado.device.memory: expected a size such as 512MB or 4GB, found " + size, e);
        }
    }

    @Override
    public String toString() {
        return name() + " (" + handle.getPhysicalDevice().getDeviceName().strip() + ")";
    }
}
