package org.linkway.referral;

import java.util.List;

/** Record components that are lists: never null, never changed afterwards. */
final class Lists {
    private Lists() {}

    static <T> List<T> copy(List<T> given) {
        return given == null ? List.of() : List.copyOf(given);
    }
}
