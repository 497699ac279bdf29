package org.linkway.gateway.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.Date;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;
import org.linkway.gateway.security.Parties;
import org.linkway.routes.port.PublishedResources;
import org.linkway.routes.port.PublishedResources.Version;

/** Reads of one resource type: what the calling party may see, and nothing else. */
final class StoredResourceProvider implements IResourceProvider {
    private final FhirContext fhir;
    private final Class<? extends Resource> type;
    private final PublishedResources resources;
    private final Parties parties;

    StoredResourceProvider(
            FhirContext fhir, Class<? extends Resource> type, PublishedResources resources, Parties parties) {
        this.fhir = fhir;
        this.type = type;
        this.resources = resources;
        this.parties = parties;
    }

    @Override
    public Class<? extends IBaseResource> getResourceType() {
        return type;
    }

    /** Read and vread. */
    @Read(version = true)
    public IBaseResource read(@IdParam IdType id) {
        return stored(id).map(this::resource).orElseThrow(() -> new ResourceNotFoundException(id));
    }

    private Optional<Version> stored(IdType id) {
        String name = fhir.getResourceType(type);
        if (!id.hasVersionIdPart()) {
            return resources.read(parties.sender(), name, id.getIdPart());
        }
        return id.isVersionIdPartValidLong()
                ? resources.read(parties.sender(), name, id.getIdPart(), id.getVersionIdPartAsLong())
                : Optional.empty();
    }

    private Resource resource(Version version) {
        Resource resource =
                fhir.newJsonParser().parseResource(type, version.resource().json());
        resource.setId(
                new IdType(version.resource().type(), version.resource().id(), Long.toString(version.version())));
        resource.getMeta()
                .setVersionId(Long.toString(version.version()))
                .setLastUpdated(Date.from(version.lastUpdated()));
        return resource;
    }
}
