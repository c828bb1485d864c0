package dev.spektron.train.checkpoint;

import dev.spektron.backend.Slot;
import dev.spektron.backend.Variables;
import dev.spektron.io.FormatException;
import dev.spektron.io.safetensors.Dtype;
import dev.spektron.io.safetensors.SafeTensors;
import dev.spektron.io.safetensors.TensorInfo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// Compares what files hold with what variables need; reads only when nothing is wrong, and else names everything that is.
final class TensorLoader {
    /// Names of one kind that an error lists; more are counted.
    private static final int MOST_NAMES = 20;

    private record Move(SafeTensors from, String name, Slot to) {}

    private final Predicate<String> allowed;
    private final List<Move> moves = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();
    private final List<String> unexpected = new ArrayList<>();
    private final List<String> misshaped = new ArrayList<>();

    TensorLoader(Predicate<String> allowed) {
        this.allowed = allowed;
    }

    void plan(SafeTensors file, Map<String, Slot> places) throws IOException {
        places.forEach((name, slot) -> {
            TensorInfo found = file.infos().get(name);
            if (found != null && fits(found, slot)) {
                moves.add(new Move(file, name, slot));
            } else if (!allowed.test(name)) {
                if (found == null) {
                    missing.add(name + slot.shape());
                } else {
                    misshaped.add(name + ": expected F32 " + slot.shape() + ", found " + found.dtype() + " " + found.shape());
                }
            }
        });
        for (String name : new TreeSet<>(file.names())) {
            if (!places.containsKey(name) && !allowed.test(name)) {
                unexpected.add(name + file.info(name).shape());
            }
        }
    }

    private static boolean fits(TensorInfo found, Slot slot) {
        return found.dtype() == Dtype.F32
            && found.shape().equals(IntStream.of(slot.shape().dims()).mapToObj(d -> (long) d).toList());
    }

    /// @throws FormatException that names all that does not fit
    void read(String where, Variables into) throws IOException {
        List<String> parts = new ArrayList<>();
        say(parts, "missing", missing);
        say(parts, "unexpected", unexpected);
        say(parts, "of another shape or kind", misshaped);
        if (!parts.isEmpty()) {
            throw new FormatException(where + ": the tensors do not fit this model; " + String.join("; ", parts)
                + ". Build the model from the checkpoint's configuration, or name what may differ");
        }
        for (Move m : moves) {
            m.from.read(m.name, into.data(), m.to.offset());
        }
    }

    private static void say(List<String> parts, String what, List<String> names) {
        if (!names.isEmpty()) {
            String rest = names.size() > MOST_NAMES ? " and " + (names.size() - MOST_NAMES) + " more" : "";
            parts.add(names.size() + " " + what + ": " + String.join(", ", names.subList(0, Math.min(MOST_NAMES, names.size()))) + rest);
        }
    }
}
