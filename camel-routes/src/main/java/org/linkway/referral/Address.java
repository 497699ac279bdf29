package org.linkway.referral;

import java.util.List;
import java.util.Optional;

/** Where a person lives. */
public record Address(List<String> lines, Optional<String> city, Optional<String> postcode) {
    public Address {
        lines = Lists.copy(lines);
    }
}
