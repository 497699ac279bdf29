package org.linkway.gateway.fhir.search;

import ca.uhn.fhir.context.FhirContext;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;
import org.linkway.gateway.audit.AuditNotes;
import org.linkway.gateway.security.Callers;
import org.linkway.routes.port.EntryReads;
import org.linkway.routes.port.PublishedResources.Version;

/** Stored versions as resources, with what the store knows of them. */
public final class StoredVersions {
    private final FhirContext fhir;
    private final EntryReads reads;
    private final Callers callers;

    /** @param reads told of what is answered to the calling party */
    public StoredVersions(FhirContext fhir, EntryReads reads, Callers callers) {
        this.fhir = fhir;
        this.reads = reads;
        this.callers = callers;
    }

    /** One that is answered alone. */
    public Resource resource(Version version) {
        shown(List.of(version));
        return parsed(version);
    }

    /** Those that are answered together. */
    Stream<Resource> resources(List<Version> together) {
        shown(together);
        return together.stream().map(this::parsed);
    }

    private void shown(List<Version> versions) {
        reads.shown(callers.party(), versions);
        AuditNotes.current().ifPresent(notes -> notes.shown(versions));
    }

    private Resource parsed(Version version) {
        Resource resource =
                (Resource) fhir.newJsonParser().parseResource(version.resource().json());
        resource.setId(
                new IdType(version.resource().type(), version.resource().id(), Long.toString(version.version())));
        resource.getMeta()
                .setVersionId(Long.toString(version.version()))
                .setLastUpdated(Date.from(version.lastUpdated()));
        return resource;
    }
}
