package org.linkway.conformance.runner;

import java.util.Optional;

/**
 * What came of one action of a script.
 *
 * @param label what the script calls it, or what kind of action it is
 * @param description what the script says of it; may be empty
 * @param exchange what went to and fro: for an operation its own, for an assert that which it is about
 */
public record StepResult(
        Kind kind, String label, String description, Judgement judgement, Optional<Exchange> exchange) {

    /** An operation does, and an assert judges. */
    public enum Kind {
        OPERATION,
        ASSERT
    }

    public Result result() {
        return judgement.result();
    }
}
