package org.linkway.gateway.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Records of the model with every component filled, or with every one left out that can be. */
final class SampleRecords {
    private static final Map<Class<?>, Object> VALUES = Map.of(
            String.class,
            "Words",
            Integer.class,
            3,
            int.class,
            3,
            Boolean.class,
            true,
            boolean.class,
            true,
            BigDecimal.class,
            new BigDecimal("21.5"),
            Instant.class,
            Instant.parse("2026-03-02T12:00:00Z"),
            LocalDate.class,
            LocalDate.of(1950, 1, 31),
            UUID.class,
            UUID.fromString("11111111-2222-4333-8444-555555555555"));

    private SampleRecords() {}

    static <T> T full(Class<T> type) {
        return type.cast(value(type, true));
    }

    static <T> T empty(Class<T> type) {
        return type.cast(value(type, false));
    }

    private static Object value(Type type, boolean filled) {
        if (type instanceof ParameterizedType generic) {
            return container(generic, filled);
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isEnum()) {
            return plain.getEnumConstants()[0];
        }
        return plain.isRecord() ? record(plain, filled) : VALUES.get(plain);
    }

    private static Object container(ParameterizedType type, boolean filled) {
        Type element = type.getActualTypeArguments()[0];
        if (type.getRawType() == Optional.class) {
            return filled ? Optional.of(value(element, true)) : Optional.empty();
        }
        if (type.getRawType() == Set.class) {
            return filled ? Set.of(value(element, true)) : Set.of();
        }
        return filled ? List.of(value(element, true)) : List.of();
    }

    private static Object record(Class<?> type, boolean filled) {
        RecordComponent[] components = type.getRecordComponents();
        try {
            Constructor<?> canonical = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            canonical.setAccessible(true);
            return canonical.newInstance(Arrays.stream(components)
                    .map(component -> value(component.getGenericType(), filled))
                    .toArray());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("No sample of " + type, e);
        }
    }
}
