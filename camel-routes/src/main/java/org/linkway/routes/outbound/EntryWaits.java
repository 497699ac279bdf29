package org.linkway.routes.outbound;

/** An entry of which nothing more can be done in this attempt, though all is well. */
public final class EntryWaits extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient DeliveryOutcome outcome;

    EntryWaits(DeliveryOutcome outcome) {
        super("The entry waits.", null, false, false);
        this.outcome = outcome;
    }

    public DeliveryOutcome outcome() {
        return outcome;
    }
}
