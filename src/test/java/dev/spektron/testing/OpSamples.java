package dev.spektron.testing;

import dev.spektron.backend.op.Adjoint;
import dev.spektron.backend.op.Fused;
import dev.spektron.backend.op.Op;
import dev.spektron.backend.op.Primitive;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Samples of every operation. `EveryOpTest` fails for an operation without one.
public final class OpSamples {
    private OpSamples() {}

    public static List<OpSample> all() {
        List<OpSample> out = new ArrayList<>();
        out.addAll(PrimitiveSamples.all());
        out.addAll(DenseSamples.all());
        out.addAll(DropoutSamples.all());
        out.addAll(SignalSamples.all());
        out.addAll(TransportSamples.all());
        out.addAll(ScanSamples.all());
        out.addAll(DepthwiseSamples.all());
        out.addAll(RowSamples.all());
        out.addAll(AttentionSamples.all());
        return out;
    }

    /// Every record below a sealed interface.
    public static Stream<Class<?>> records(Class<?> sealed) {
        return sealed.isRecord() ? Stream.of(sealed) : Stream.of(sealed.getPermittedSubclasses()).flatMap(OpSamples::records);
    }

    public static List<Class<?>> primitives() {
        return records(Primitive.class).toList();
    }

    public static List<Class<?>> fused() {
        return records(Fused.class).toList();
    }

    public static List<Class<?>> adjoints() {
        return records(Adjoint.class).toList();
    }

    /// Samples of one kind of operation.
    public static List<OpSample> of(Class<? extends Op> kind) {
        return all().stream().filter(s -> kind.isInstance(s.op())).toList();
    }
}
