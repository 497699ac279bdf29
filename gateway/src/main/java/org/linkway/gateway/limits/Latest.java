package org.linkway.gateway.limits;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** What belongs to each of those that came last. Whoever has not come for long is forgotten, so it takes no more memory than so. */
final class Latest<T> {
    private final Function<String, T> beginning;
    private final Map<String, T> byKey;

    /** @param most that are remembered */
    Latest(int most, Function<String, T> beginning) {
        this.beginning = beginning;
        this.byKey = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
                return size() > most;
            }
        };
    }

    synchronized T of(String key) {
        return byKey.computeIfAbsent(key, beginning);
    }
}
