package dev.spektron.chem.transfer;

import dev.spektron.spectra.Nearest;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// All transfer methods with their default settings, in the order of the report.
public final class TransferMethods {
    private static final List<TransferMethod> ALL = List.of(new None(), new Bias(), new Sbc(0.05), new Uni(),
        new Ds(OptionalDouble.empty()), new Pds(OptionalInt.empty(), OptionalInt.empty()),
        new Dwpds(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty()), new Cca(OptionalInt.empty(), OptionalDouble.empty()),
        new Sst(OptionalInt.empty()),
        new Glsw(OptionalDouble.empty(), true), new Epo(OptionalInt.empty(), true),
        new Dipls(OptionalDouble.empty(), OptionalInt.empty()), new Jypls(OptionalInt.empty(), OptionalDouble.empty()),
        new Pooled(OptionalDouble.empty()),
        new Tikhonov(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty()));

    private TransferMethods() {}

    public static List<TransferMethod> all() {
        return ALL;
    }

    public static List<String> names() {
        return ALL.stream().map(TransferMethod::name).toList();
    }

    /// @throws IllegalArgumentException for an unknown name, with the nearest one
    public static TransferMethod byName(String name) {
        return ALL.stream().filter(m -> m.name().equalsIgnoreCase(name)).findFirst()
            .orElseThrow(() -> new IllegalArgumentException(Nearest.unknown("method", name, "transfer", names())));
    }
}
