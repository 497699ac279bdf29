package org.linkway.workflow;

import java.util.UUID;

/** Ids that count, so that a test can name them. */
public final class NumberedIds implements Ids {
    private int given;

    @Override
    public UUID next() {
        given++;
        return id(given);
    }

    /** The id that is given as the nth. */
    public static UUID id(int number) {
        return new UUID(0x4000L, 0x8000000000000000L + number);
    }
}
