package org.linkway.gateway.fhir;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;
import org.linkway.gateway.fhir.search.StoredVersions;
import org.linkway.gateway.security.Callers;
import org.linkway.routes.port.PublishedResources;
import org.linkway.routes.port.PublishedResources.Version;

/** Reads of one resource type: what the calling party may see, and nothing else. */
final class StoredResourceProvider implements IResourceProvider {
    private final Class<? extends Resource> type;
    private final PublishedResources resources;
    private final StoredVersions versions;
    private final Callers callers;

    StoredResourceProvider(
            Class<? extends Resource> type, PublishedResources resources, StoredVersions versions, Callers callers) {
        this.type = type;
        this.resources = resources;
        this.versions = versions;
        this.callers = callers;
    }

    @Override
    public Class<? extends IBaseResource> getResourceType() {
        return type;
    }

    /** Read and vread. */
    @Read(version = true)
    public IBaseResource read(@IdParam IdType id) {
        return stored(id).<IBaseResource>map(versions::resource).orElseThrow(() -> new ResourceNotFoundException(id));
    }

    private Optional<Version> stored(IdType id) {
        String name = type.getSimpleName();
        if (!id.hasVersionIdPart()) {
            return resources.read(callers.party(), name, id.getIdPart());
        }
        return id.isVersionIdPartValidLong()
                ? resources.read(callers.party(), name, id.getIdPart(), id.getVersionIdPartAsLong())
                : Optional.empty();
    }
}
