package dev.spektron.cli;

import dev.spektron.backend.Backends;
import picocli.CommandLine.Option;

/// Options of every command that runs the engine.
final class DeviceOptions {
    @Option(names = "--device", paramLabel = "NAME", defaultValue = "auto",
        description = "What to run on: auto (a GPU if TornadoVM reports one), cpu, vector, scalar, or a device of TornadoVM such as "
            + "tornado:cuda:0. Default: ${DEFAULT-VALUE}.")
    private String device;

    @Option(names = "--check-numerics",
        description = "Look at every result for NaN and infinity; the error names the operation that made the "
        + "first one. Slow.")
    private boolean checkNumerics;

    @Option(names = "--memory", paramLabel = "SIZE", converter = ByteSize.Converter.class,
        description = "The most memory that a plan may take, such as 512m or 2g. Default: what the JVM may take.")
    private ByteSize memory;

    /// The chosen backend; says on stderr which one and why.
    Backends.Choice open(RunOptions run) {
        Backends.Choice choice = Backends.create(device, run.threads());
        run.say("device: " + choice.reason());
        return choice;
    }

    boolean checkNumerics() {
        return checkNumerics;
    }

    long memoryLimit() {
        return memory == null ? Runtime.getRuntime().maxMemory() : memory.bytes();
    }
}
