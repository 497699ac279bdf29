package org.linkway.referral;

import java.util.List;
import java.util.Optional;

/** A person's name. */
public record PersonName(Optional<String> title, List<String> first, Optional<String> family, Optional<String> full) {
    public PersonName {
        first = Lists.copy(first);
    }
}
