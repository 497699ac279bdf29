package org.linkway.conformance.partner;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a mailbox has sent. */
final class MeshOutbox {
    private final Map<String, MeshDocument> byLocalId = new LinkedHashMap<>();
    private final Map<String, List<String>> meshIds = new LinkedHashMap<>();
    private final List<MeshDocument> turnedAway = new ArrayList<>();
    private int number;

    /** Takes it, and gives MESH's own id for it. */
    synchronized String take(MeshDocument document) {
        byLocalId.merge(document.localId(), document, (first, copy) -> first.again());
        String meshId = "O%018d".formatted(++number);
        meshIds.computeIfAbsent(document.localId(), it -> new ArrayList<>()).add(meshId);
        return meshId;
    }

    synchronized void turnAway(MeshDocument document) {
        turnedAway.add(document);
    }

    synchronized boolean holds(String localId) {
        return byLocalId.containsKey(localId);
    }

    /** As it was taken first; its fate is that of all its copies. */
    synchronized MeshDocument document(String localId) {
        return byLocalId.get(localId);
    }

    synchronized List<String> meshIds(String localId) {
        return List.copyOf(meshIds.getOrDefault(localId, List.of()));
    }

    synchronized List<MeshDocument> all() {
        return List.copyOf(byLocalId.values());
    }

    synchronized List<MeshDocument> turnedAway() {
        return List.copyOf(turnedAway);
    }
}
