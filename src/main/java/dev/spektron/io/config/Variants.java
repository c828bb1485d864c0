package dev.spektron.io.config;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The records of a sealed interface, by the name that chooses them.
final class Variants {
    /// The key that chooses.
    static final String KEY = "type";

    private Variants() {}

    static String name(Class<?> type) {
        return type.getSimpleName().toLowerCase(Locale.ROOT);
    }

    static Map<String, Class<?>> of(Class<?> sealed) {
        Map<String, Class<?>> out = new LinkedHashMap<>();
        List<Class<?>> open = new ArrayList<>(List.of(sealed.getPermittedSubclasses()));
        while (!open.isEmpty()) {
            Class<?> next = open.removeFirst();
            if (next.isRecord()) {
                if (out.put(name(next), next) != null) {
                    throw new IllegalArgumentException(sealed.getName() + ": two records are called " + name(next));
                }
            } else if (next.isSealed()) {
                open.addAll(List.of(next.getPermittedSubclasses()));
            } else {
                throw new IllegalArgumentException(next.getName() + ": expected a record or a sealed interface");
            }
        }
        return out;
    }

    /// The constant `DEFAULT` of a record; null if it has none.
    static Object standard(Class<?> type) {
        try {
            Field field = type.getField("DEFAULT");
            return Modifier.isStatic(field.getModifiers()) && field.getType() == type ? field.get(null) : null;
        } catch (NoSuchFieldException | IllegalAccessException e) {
            return null;
        }
    }
}
