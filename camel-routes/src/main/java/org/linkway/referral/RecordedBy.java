package org.linkway.referral;

import java.util.Optional;

/** Who recorded an event. */
public record RecordedBy(String name, Optional<String> role) {}
