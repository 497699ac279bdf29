package org.linkway.workflow;

import java.time.Instant;
import java.util.UUID;

/** What a channel that cannot be read back has told of a document. */
public sealed interface Receipt {

    /** This edition was never handed over, or is to be handed over anew. */
    record NotSent() implements Receipt {}

    /**
     * Handed over; an acknowledgement is missing.
     *
     * @param message under which id it was handed over
     */
    record Awaited(Instant sentAt, UUID message) implements Receipt {}

    /** Every acknowledgement that was asked for is there: the transport's, and the practice's own. */
    record Acknowledged(Instant at) implements Receipt {}

    /**
     * It did not arrive, or the practice would not take it.
     *
     * @param why one sentence, without patient data: the code, what it means and what to do
     */
    record Failed(String why) implements Receipt {}
}
