package org.linkway.gateway.fhir;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.RequiredParam;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.param.UriParam;
import ca.uhn.fhir.rest.server.IResourceProvider;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;
import org.linkway.fhir.profile.LinkwayPackage;
import org.linkway.fhir.profile.PackagedResource;

/** Linkway's own definitions of one type, beside what the calling party may read of it: what the rules in its answers point to. */
final class DefinitionProvider implements IResourceProvider {
    private final StoredResourceProvider stored;
    private final List<PackagedResource> definitions;

    DefinitionProvider(StoredResourceProvider stored, String type) {
        this.stored = stored;
        this.definitions = LinkwayPackage.builtIn().resources().stream()
                .filter(definition -> definition.type().equals(type))
                .toList();
    }

    /** Whether Linkway defines anything of this type. */
    static boolean isFor(String type) {
        return LinkwayPackage.builtIn().resources().stream()
                .anyMatch(definition -> definition.type().equals(type));
    }

    @Override
    public Class<? extends IBaseResource> getResourceType() {
        return stored.getResourceType();
    }

    /** Read and vread. */
    @Read(version = true)
    public IBaseResource read(@IdParam IdType id) {
        return definitions.stream()
                .filter(definition -> !id.hasVersionIdPart())
                .filter(definition -> definition.id().equals(Optional.of(id.getIdPart())))
                .findFirst()
                .<IBaseResource>map(DefinitionProvider::copy)
                .orElseGet(() -> stored.read(id));
    }

    @Search
    public List<IBaseResource> search(@RequiredParam(name = "url") UriParam url) {
        return definitions.stream()
                .filter(definition -> definition.url().equals(Optional.ofNullable(url.getValue())))
                .<IBaseResource>map(DefinitionProvider::copy)
                .toList();
    }

    /** HAPI writes into what it sends. */
    private static Resource copy(PackagedResource definition) {
        return definition.parsed().copy();
    }
}
