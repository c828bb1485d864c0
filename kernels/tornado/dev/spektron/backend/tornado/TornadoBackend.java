package dev.spektron.backend.tornado;

import dev.spektron.backend.Backend;
import dev.spektron.backend.Executable;
import dev.spektron.backend.Plan;
import dev.spektron.backend.Variables;
import dev.spektron.backend.op.Op;
import dev.spektron.tensor.Shape;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// Runs plans on a device as TornadoVM's task graphs over the kernel bodies. Plans over the same variables share them on the device.
public final class TornadoBackend implements Backend {
    private final Device device;
    private final Tuning tuning;
    private final Map<Variables, DeviceSession> sessions = new IdentityHashMap<>();

    TornadoBackend(Device device) {
        this.device = device;
        tuning = Tuning.of(device.isGpu());
    }

    @Override
    public String name() {
        return "tornado";
    }

    @Override
    public String device() {
        return device.name();
    }

    @Override
    public String description() {
        return device.toString();
    }

    @Override
    public int scratch(Op op, List<Shape> in, List<Shape> out) {
        return TornadoLowering.scratch(op, in, tuning);
    }

    /// As in [Backend].
    ///
    /// @throws IllegalArgumentException if the device has too little memory for this plan and the others over the same variables
    @Override
    public Executable compile(Plan plan, Variables variables, boolean checkNumerics) {
        plan.check(variables);
        Program program = new Program(plan, checkNumerics);
        DeviceSession session = sessions.computeIfAbsent(variables, v -> new DeviceSession(v, device, tuning));
        try {
            session.add(program);
        } catch (RuntimeException e) {
            end(variables, session, program);
            throw e;
        }
        return new TornadoExecutable(program, session, () -> end(variables, session, program));
    }

    private void end(Variables variables, DeviceSession session, Program program) {
        if (session.remove(program)) {
            sessions.remove(variables, session);
        }
    }

    @Override
    public void close() {
        new ArrayList<>(sessions.values()).forEach(DeviceSession::close);
        sessions.clear();
    }
}
