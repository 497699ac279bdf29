package org.linkway.referral;

import java.util.Optional;

/**
 * What came of a referral.
 *
 * @param narrative the summary for the record: what was tried, what helped, what did not
 */
public record Outcome(Optional<OutcomeCode> code, Optional<String> reason, Optional<String> narrative) {}
