package org.linkway.gateway.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What is written down of documents that go over MESH. Each call is one transaction; writing the same again changes nothing. */
public interface MeshLedger {

    Optional<MeshDocument> find(UUID entryId, int edition);

    Optional<MeshDocument> byLocalId(UUID localId);

    Optional<MeshDocument> byMeshId(String meshId);

    /** The latest edition before this one that a practice may hold. */
    Optional<MeshDocument> before(UUID entryId, int edition);

    /** Writes down that this is about to be sent. False where its edition is written down already: nothing is changed. */
    boolean intend(MeshDocument first);

    /**
     * The document as it is about to be sent again. False where somebody else began since, or something came back: nothing is
     * changed.
     *
     * @param seen as it was found
     */
    boolean intendAgain(MeshDocument seen, MeshDocument again);

    /** MESH has it. */
    void sent(UUID localId, String meshId, Instant at);

    /** MESH would not take it. */
    void refused(UUID localId, Instant at);

    /** The practice's system has it; which shows that MESH had it too. */
    void acknowledgedBySystem(UUID localId, Instant at);

    /** The practice has it. */
    void acknowledgedByPractice(UUID localId, Instant at);

    /** It came to nothing. The first failure stays. */
    void failed(UUID localId, MeshDocument.Failure failure, Instant at);

    /** It is to be sent anew, where it is known that it reached no practice; else nothing changes. */
    void askAnew(UUID entryId, int edition, Instant at);

    /** Documents sent before this moment of which an acknowledgement is missing, and that nobody was told of. */
    List<MeshDocument> overdue(Instant sentBefore);

    void overdueTold(UUID localId, Instant at);

    /** Keeps what fits nothing as it came. False where it is kept already. */
    boolean keep(MeshMail mail, Instant at);

    /** Kept reports of which it is known by now that they are about a document of ours. */
    List<MeshMail> reportsThatFitNow();

    void matched(String messageId, Instant at);
}
