package org.linkway.gateway.security;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Where parties are kept, with every form that they had. */
public interface PartyBook {

    /** Who answers for what stands there. */
    enum Origin {
        CONFIGURATION,
        ADMINISTRATION
    }

    /** A party as it stands. */
    record Standing(RegisteredParty party, long version, Origin origin) {}

    /**
     * A party as it stood from then on.
     *
     * @param digest SHA-256 of what is kept of it, in hex; the audit trail has the same, and is chained
     */
    record Past(
            RegisteredParty party, long version, Instant changedAt, String changedBy, String reason, String digest) {}

    /** Who changes something, and why. */
    record Hand(String by, String reason) {}

    /** What came of a change. */
    sealed interface Put {
        record Written(long version) implements Put {}

        /** Somebody else was faster: it is not at the version on which the change was decided. */
        record Stale() implements Put {}

        record Refused(List<PartyFault> faults) implements Put {}
    }

    List<Standing> all();

    Optional<Standing> find(String id);

    /** The newest first. */
    List<Past> history(String id);

    /**
     * Writes a party, a line of its history and an entry of the audit trail, in one transaction.
     *
     * @param expectedVersion the version on which the change was decided; 0 for a new one
     * @param against what all the other parties have against it, asked while nobody, on any node, can change any of them
     */
    Put put(
            RegisteredParty party,
            Origin origin,
            long expectedVersion,
            Hand hand,
            Function<List<Standing>, List<PartyFault>> against);

    /**
     * Uses an assertion up.
     *
     * @return false where it was used before, on any node
     */
    boolean use(String client, String jti, Instant expiresAt);
}
