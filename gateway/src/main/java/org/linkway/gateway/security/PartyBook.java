package org.linkway.gateway.security;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where parties are kept, with every form that they had. */
public interface PartyBook {

    /** Who answers for what stands there. */
    enum Origin {
        CONFIGURATION,
        ADMINISTRATION
    }

    /** A party as it stands. */
    record Standing(RegisteredParty party, long version, Origin origin) {}

    /** A party as it stood from then on. */
    record Past(RegisteredParty party, long version, Instant changedAt, String changedBy, String reason) {}

    /** Who changes something, and why. */
    record Hand(String by, String reason) {}

    List<Standing> all();

    Optional<Standing> find(String id);

    /** The newest first. */
    List<Past> history(String id);

    /**
     * Writes a party and a line of its history, in one transaction.
     *
     * @param expectedVersion the version on which the change was decided; 0 for a new one
     * @return false where somebody else was faster
     */
    boolean put(RegisteredParty party, Origin origin, long expectedVersion, Hand hand);

    /**
     * Uses an assertion up.
     *
     * @return false where it was used before, on any node
     */
    boolean use(String client, String jti, Instant expiresAt);
}
