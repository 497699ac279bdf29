package org.linkway.fuzz;

import java.time.Duration;

/** How long a campaign is, and which: {@code -Dfuzz.seconds} and {@code -Dfuzz.seed}. The build's is short, and always the same. */
public final class Length {
    private static final long SEED = 871_731_000_000_106L;

    private Length() {}

    public static boolean isLong() {
        return Integer.getInteger("fuzz.seconds", 0) > 0;
    }

    /** Of the whole campaign. */
    public static Duration whole() {
        return Duration.ofSeconds(Integer.getInteger("fuzz.seconds", 0));
    }

    public static long seed() {
        return Long.getLong("fuzz.seed", SEED);
    }
}
