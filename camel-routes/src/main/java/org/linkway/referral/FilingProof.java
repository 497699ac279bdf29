package org.linkway.referral;

import java.time.Instant;
import java.util.Optional;

/** What was read back from the GP record. */
public record FilingProof(String location, Instant readAt, Optional<Code> codeFound, Optional<String> narrativeFound) {}
