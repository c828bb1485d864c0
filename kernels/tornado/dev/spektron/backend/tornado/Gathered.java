package dev.spektron.backend.tornado;

import dev.spektron.backend.Slot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/// Tensors of a plan one after another in one array of the host: what crosses the border of the device crosses it in one piece.
final class Gathered {
    private final Map<String, Integer> offsets = new LinkedHashMap<>();
    private final List<Slot> slots = new ArrayList<>();
    private float[] numbers = new float[0];

    void add(String name, Slot slot) {
        offsets.put(name, numbers.length);
        slots.add(slot);
        numbers = new float[Math.addExact(numbers.length, slot.size())];
    }

    boolean isEmpty() {
        return numbers.length == 0;
    }

    boolean contains(String name) {
        return offsets.containsKey(name);
    }

    /// Where a tensor begins.
    int offset(String name) {
        return offsets.get(name);
    }

    float[] numbers() {
        return numbers;
    }

    /// The place of each number.
    int[] places(ToIntFunction<Slot> place) {
        int[] out = new int[numbers.length];
        int at = 0;
        for (Slot s : slots) {
            for (int i = 0; i < s.size(); i++) {
                out[at++] = place.applyAsInt(s) + i;
            }
        }
        return out;
    }
}
