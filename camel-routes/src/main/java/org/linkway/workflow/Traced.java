package org.linkway.workflow;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.linkway.referral.Practice;

/** What a demographics service says now about the person under an NHS number. */
public sealed interface Traced {

    /**
     * The person who has this NHS number now.
     *
     * @param nhsNumber the number that stands: another than was asked for where that one was superseded
     * @param familyNames every family name that the service holds for today
     * @param practice where they are registered now; empty where nowhere, or where it is hidden
     * @param restricted the record is restricted, very restricted or redacted (an S-flag): nothing is done automatically
     */
    record Found(
            String nhsNumber,
            Optional<LocalDate> birthDate,
            Set<String> familyNames,
            Optional<Practice> practice,
            Death death,
            boolean restricted)
            implements Traced {
        public Found {
            familyNames = Set.copyOf(familyNames);
        }
    }

    /** Nobody has this NHS number, or it was invalidated. */
    record NotFound() implements Traced {}

    /** No demographics service is configured: the sender's word is all there is. */
    record NotAsked(Optional<Practice> practice) implements Traced {}

    /** What the service knows of a death. An error is taken back by its removal, so each is asked for anew. */
    enum Death {
        NONE,
        /** Told, and not registered yet (PDS death notification status 1). */
        INFORMAL,
        /** Registered (PDS death notification status 2). */
        FORMAL
    }
}
