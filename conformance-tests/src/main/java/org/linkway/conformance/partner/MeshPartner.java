package org.linkway.conformance.partner;

import java.util.List;

/**
 * A MESH with one mailbox on a port of this machine, and the practices behind it, whose systems answer what they are sent. It
 * lets in only who proves to have the mailbox's password and the environment's key, and keeps a message of the inbox until it
 * is acknowledged.
 */
public final class MeshPartner extends Partner {
    public static final String MAILBOX = "ZZZ01OT001";
    public static final String PASSWORD = "password-of-the-mailbox";
    public static final String SHARED_KEY = "key-of-the-environment";

    private final MeshAuthorisation authorisation = new MeshAuthorisation();
    private final MeshOutbox outbox = new MeshOutbox();
    private final MeshInbox inbox = new MeshInbox();
    private final PartnerServer server;

    private MeshPartner(long seed) {
        MeshPractices practices = new MeshPractices(inbox, seed);
        server = new PartnerServer(
                PartnerServer.ANY_PORT, new MeshEndpoint(authorisation, outbox, inbox, practices, faults()));
    }

    /** @param seed from which the fates of documents follow, in the order in which they come */
    public static MeshPartner start(long seed) {
        return new MeshPartner(seed);
    }

    /** The address of the API, without {@code /messageexchange}. */
    @Override
    public String baseUrl() {
        return server.url();
    }

    /** Each document that it took, once, however many copies of it came. */
    public List<MeshDocument> documents() {
        return outbox.all();
    }

    /** What it did not take. */
    public List<MeshDocument> turnedAway() {
        return outbox.turnedAway();
    }

    /** How many requests did not prove whose they were; those with a token that was used before are not counted. */
    public int notLetIn() {
        return authorisation.strangers();
    }

    /** Whether everything that came back was read and acknowledged. */
    public boolean isAllCollected() {
        return inbox.isEmpty();
    }

    @Override
    PartnerServer server() {
        return server;
    }
}
