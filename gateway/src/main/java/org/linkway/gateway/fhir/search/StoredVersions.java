package org.linkway.gateway.fhir.search;

import ca.uhn.fhir.context.FhirContext;
import java.util.Date;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;
import org.linkway.routes.port.PublishedResources.Version;

/** Stored versions as resources, with what the store knows of them. */
public final class StoredVersions {
    private final FhirContext fhir;

    public StoredVersions(FhirContext fhir) {
        this.fhir = fhir;
    }

    public Resource resource(Version version) {
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
