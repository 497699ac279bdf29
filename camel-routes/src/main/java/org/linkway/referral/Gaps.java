package org.linkway.referral;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.linkway.referral.EventDetail.Gap;

/** Collects what an event detail leaves out. */
final class Gaps {
    private final List<Gap> found = new ArrayList<>();

    Gaps require(Optional<?> value, String element, String sentence) {
        if (value.filter(it -> !it.toString().isBlank()).isEmpty()) {
            found.add(new Gap(element, sentence));
        }
        return this;
    }

    List<Gap> list() {
        return List.copyOf(found);
    }
}
