package org.linkway.conformance.partner;

/**
 * A document that was sent to MESH.
 *
 * @param localId by which its sender calls it
 * @param to whom MESH is to find
 * @param subject of the message
 * @param message as it came
 * @param fate what becomes of it
 * @param copies how often it was taken under this id
 */
public record MeshDocument(String localId, String to, String subject, String message, MeshFate fate, int copies) {
    MeshDocument again() {
        return new MeshDocument(localId, to, subject, message, fate, copies + 1);
    }
}
