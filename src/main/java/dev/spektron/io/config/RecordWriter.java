package dev.spektron.io.config;

import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Turns records into maps, lists and scalars.
final class RecordWriter {
    private RecordWriter() {}

    static Object tree(Object value) {
        return switch (value) {
            case Optional<?> o -> o.map(RecordWriter::tree).orElse(null);
            case Enum<?> e -> e.name().toLowerCase(Locale.ROOT);
            case List<?> list -> {
                List<Object> out = new ArrayList<>();
                list.forEach(v -> out.add(tree(v)));
                yield out;
            }
            case Map<?, ?> map -> {
                Map<Object, Object> out = new LinkedHashMap<>();
                map.forEach((k, v) -> out.put(k, tree(v)));
                yield out;
            }
            case Record r -> record(r, false);
            case null -> throw new IllegalArgumentException("expected a value, found null; use Optional for what may be absent");
            case String _, Boolean _, Integer _, Long _, Float _, Double _ -> value;
            default -> throw new IllegalArgumentException("values of " + value.getClass().getName() + " cannot be written");
        };
    }

    private static Map<String, Object> record(Record value, boolean chosen) {
        Map<String, Object> out = new LinkedHashMap<>();
        if (chosen) {
            out.put(Variants.KEY, Variants.name(value.getClass()));
        }
        for (RecordComponent c : value.getClass().getRecordComponents()) {
            Object v = Components.get(value, c);
            out.put(c.getName(), component(c.getGenericType(), v));
        }
        return out;
    }

    /// What is declared as a sealed interface says which record it is.
    private static Object component(Type declared, Object value) {
        Class<?> raw = Components.raw(declared);
        if (raw.isSealed() && value instanceof Record r) {
            return record(r, true);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(v -> component(Components.argument(declared, 0), v)).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> out = new LinkedHashMap<>();
            map.forEach((k, v) -> out.put(k, component(Components.argument(declared, 1), v)));
            return out;
        }
        if (value instanceof Optional<?> o) {
            return o.map(v -> component(Components.argument(declared, 0), v)).orElse(null);
        }
        return value instanceof Record r ? record(r, false) : tree(value);
    }
}
