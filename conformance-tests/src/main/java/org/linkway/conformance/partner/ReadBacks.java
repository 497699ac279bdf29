package org.linkway.conformance.partner;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Resource;

/** When a record last showed each of Linkway's entries to whoever searched for it, by the JVM's own clock. */
final class ReadBacks {
    private final Map<String, Long> nanos = new ConcurrentHashMap<>();

    /** Notes the entries in what is about to be answered. */
    void note(Resource answer) {
        if (answer instanceof Bundle found && found.getType() == BundleType.SEARCHSET) {
            long now = System.nanoTime();
            found.getEntry().stream()
                    .map(entry -> (DomainResource) entry.getResource())
                    .flatMap(PracticeRecords::entryIdentifiers)
                    .forEach(identifier -> nanos.put(identifier.getValue(), now));
        }
    }

    /** {@link System#nanoTime} of that; empty for an entry that was never shown. */
    Optional<Long> lastOf(String entryId) {
        return Optional.ofNullable(nanos.get(entryId));
    }
}
