package dev.spektron.io.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.stream.Stream;

/// Reflection over records.
final class Components {
    private Components() {}

    static Object get(Object from, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(from);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalArgumentException(component + " of " + from.getClass().getName() + " cannot be read", e);
        }
    }

    /// @throws InvocationTargetException with what the constructor throws
    static Object make(Class<?> type, Object... values) throws InvocationTargetException {
        try {
            Constructor<?> constructor =
                type.getDeclaredConstructor(Stream.of(type.getRecordComponents()).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (NoSuchMethodException | InstantiationException | IllegalAccessException e) {
            throw new IllegalArgumentException(type.getName() + " cannot be made", e);
        }
    }

    static Class<?> raw(Type type) {
        return switch (type) {
            case Class<?> c -> c;
            case ParameterizedType p -> (Class<?>) p.getRawType();
            default -> throw new IllegalArgumentException("components of type " + type + " cannot stand in a file");
        };
    }

    static Type argument(Type type, int which) {
        if (type instanceof ParameterizedType p) {
            return p.getActualTypeArguments()[which];
        }
        throw new IllegalArgumentException("components of type " + type + " need to say of what");
    }
}
