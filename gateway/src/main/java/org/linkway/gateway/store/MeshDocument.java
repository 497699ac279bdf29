package org.linkway.gateway.store;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One edition of a record entry that goes over MESH, and how far it has come.
 *
 * @param attempt one more when it goes out anew
 * @param localId the id of the message, of this attempt
 * @param composedAt the date of the message, the same each time it is sent
 * @param begunAt when it was last begun to send it
 * @param begun how often it was begun
 * @param meshId what MESH calls it; empty while it is not known whether MESH has it
 * @param sentAt when it was known that MESH has it
 * @param infrastructureAt when the practice's system acknowledged it
 * @param businessAt when the practice acknowledged it
 * @param refusedAt when MESH would not take it
 * @param failure what went wrong after MESH had taken it
 * @param askedAnewAt when a person wanted it sent anew that was not delivered
 */
public record MeshDocument(
        UUID entryId,
        int edition,
        int attempt,
        UUID localId,
        Instant composedAt,
        Instant begunAt,
        int begun,
        Optional<String> meshId,
        Optional<Instant> sentAt,
        Optional<Instant> infrastructureAt,
        Optional<Instant> businessAt,
        Optional<Instant> refusedAt,
        Optional<Failure> failure,
        Optional<Instant> askedAnewAt) {

    /** Why it came to nothing: one sentence, without patient data. */
    public record Failure(Kind kind, String why) {}

    /** What is known of a document that failed. */
    public enum Kind {
        /** It never reached a practice. */
        UNDELIVERED,
        /** A practice's system has had it, and would not take it. */
        REJECTED
    }

    /** One that nothing is known of yet but that it is about to be sent. */
    public static MeshDocument intended(UUID entryId, int edition, int attempt, UUID localId, Instant now) {
        return new MeshDocument(
                entryId,
                edition,
                attempt,
                localId,
                now,
                now,
                1,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The same message, of which nothing is known again but that it is about to be sent. */
    public MeshDocument begunAnew(Instant now) {
        return new MeshDocument(
                entryId,
                edition,
                attempt,
                localId,
                composedAt,
                now,
                begun + 1,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Whether it is known that MESH, and with that perhaps a practice, has it. */
    public boolean isSent() {
        return sentAt.isPresent();
    }

    /** Whether it did not arrive, and a person wants it sent anew. */
    public boolean isAskedAnew() {
        return askedAnewAt.isPresent() && infrastructureAt.isEmpty() && businessAt.isEmpty();
    }

    /** Whether every acknowledgement that was asked for is there. */
    public boolean isAcknowledged() {
        return failure.isEmpty() && infrastructureAt.isPresent() && businessAt.isPresent();
    }
}
