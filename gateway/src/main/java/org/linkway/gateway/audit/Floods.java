package org.linkway.gateway.audit;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Refusals for asking too much come in floods. The first of a caller is written down, and then one in a minute, with how many
 * there were since the last: otherwise whoever is refused would fill the trail, which is kept without end.
 */
final class Floods {
    /** That are remembered: about 5 MB. */
    private static final int CALLERS = 20_000;

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final LongSupplier nanos;
    private final Map<String, Flood> byCaller = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Flood> eldest) {
            return size() > CALLERS;
        }
    };

    Floods(LongSupplier nanos) {
        this.nanos = nanos;
    }

    private record Flood(long recordedAt, long since) {}

    /** How many were not written down since the last of this caller; empty where this one is not to be written down either. */
    synchronized OptionalLong next(String caller) {
        long now = nanos.getAsLong();
        Flood standing = byCaller.get(caller);
        if (standing != null && now - standing.recordedAt() < MINUTE) {
            byCaller.put(caller, new Flood(standing.recordedAt(), standing.since() + 1));
            return OptionalLong.empty();
        }
        byCaller.put(caller, new Flood(now, 0));
        return OptionalLong.of(standing == null ? 0 : standing.since());
    }
}
