package org.linkway.gateway.local;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.linkway.referral.EventDetail;
import org.springframework.beans.BeanUtils;

/** What is asked of the members of an event's detail, found out by asking the record itself what is missing. */
final class DetailMembers {
    private static final Map<Class<?>, Object> SOMETHING = Map.of(
            String.class,
            "something",
            UUID.class,
            new UUID(0, 0),
            Instant.class,
            Instant.EPOCH,
            LocalDate.class,
            LocalDate.EPOCH,
            BigDecimal.class,
            BigDecimal.ONE,
            Integer.class,
            1,
            Boolean.class,
            true,
            boolean.class,
            true);

    private final Class<? extends EventDetail> detail;

    DetailMembers(Class<? extends EventDetail> detail) {
        this.detail = detail;
    }

    /** The sentence by which each missing member is asked for. */
    Map<String, String> sentences() {
        Map<String, String> sentences = new LinkedHashMap<>();
        with(member -> false)
                .gaps()
                .forEach(gap -> sentences.merge(member(gap.element()), gap.sentence(), (one, two) -> one + " " + two));
        return sentences;
    }

    /** Those that are asked for though all others are there. */
    List<String> required() {
        return sentences().keySet().stream()
                .filter(missing -> with(member -> !member.equals(missing)).gaps().stream()
                        .anyMatch(gap -> member(gap.element()).equals(missing)))
                .toList();
    }

    /** {@code outcome.code} is asked of the member outcome. */
    private static String member(String element) {
        return element.split("[.\\[]", 2)[0];
    }

    private EventDetail with(Predicate<String> members) {
        return detail.cast(record(detail, members));
    }

    private static Object record(Class<?> type, Predicate<String> members) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = Arrays.stream(components)
                .map(component -> value(component.getGenericType(), members.test(component.getName())))
                .toArray();
        return BeanUtils.instantiateClass(canonical(type, components), values);
    }

    private static Constructor<?> canonical(Class<?> type, RecordComponent... components) {
        try {
            return type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Object value(Type type, boolean given) {
        if (type instanceof ParameterizedType generic) {
            Type of = generic.getActualTypeArguments()[0];
            if (generic.getRawType() == Optional.class) {
                return given ? Optional.of(value(of, true)) : Optional.empty();
            }
            return given ? List.of(value(of, true)) : List.of();
        }
        Class<?> raw = (Class<?>) type;
        if (raw.isEnum()) {
            return raw.getEnumConstants()[0];
        }
        return raw.isRecord() ? record(raw, member -> given) : SOMETHING.get(raw);
    }
}
