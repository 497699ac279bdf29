package org.linkway.referral;

import java.util.Optional;

/** A social need or concern: a code where one came, and the words. */
public record Need(Optional<Code> code, String words) {}
