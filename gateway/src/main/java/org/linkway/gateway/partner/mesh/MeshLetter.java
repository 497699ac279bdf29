package org.linkway.gateway.partner.mesh;

import java.util.UUID;
import org.linkway.workflow.Body;

/**
 * A message on its way into the outbox. Address and subject are about the person: it prints neither.
 *
 * @param localId by which MESH can be asked what came of it
 */
record MeshLetter(MeshAddress to, String subject, UUID localId, String contentType, Body body) {
    @Override
    public String toString() {
        return "letter " + localId + " of " + body;
    }
}
