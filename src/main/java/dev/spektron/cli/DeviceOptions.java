package dev.spektron.cli;

import dev.spektron.backend.Backend;
import dev.spektron.backend.Backends;
import dev.spektron.backend.tornado.TornadoProvider;
import java.util.List;
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

    /// True if it is every backend that is asked for, for commands that measure more than one.
    boolean isAll() {
        return device.equals(Backends.ALL);
    }

    /// Every backend that there is; says on stderr which, and why no GPU if there is none.
    List<Backend> openAll(RunOptions run) {
        List<Backends.Choice> all = Backends.all(run.threads());
        all.forEach(c -> run.say("device: " + c.reason()));
        TornadoProvider.missing().ifPresent(why -> run.say("no device of TornadoVM: " + why));
        return all.stream().map(Backends.Choice::backend).toList();
    }

    boolean checkNumerics() {
        return checkNumerics;
    }

    long memoryLimit() {
        return memory == null ? Runtime.getRuntime().maxMemory() : memory.bytes();
    }
}
