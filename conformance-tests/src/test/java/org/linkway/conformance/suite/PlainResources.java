package org.linkway.conformance.suite;

import ca.uhn.fhir.rest.annotation.Create;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.OptionalParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.annotation.Update;
import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Resource;

/** One type of resource, in memory and in its latest version, as the first page of HAPI's guide would have it. */
public final class PlainResources implements IResourceProvider {
    private final Class<? extends Resource> type;
    private final Map<String, Resource> resources = new ConcurrentHashMap<>();

    PlainResources(Class<? extends Resource> type) {
        this.type = type;
    }

    @Override
    public Class<? extends IBaseResource> getResourceType() {
        return type;
    }

    @Create
    public MethodOutcome create(@ResourceParam IBaseResource resource) {
        return keep((Resource) resource, UUID.randomUUID().toString(), 1).setCreated(true);
    }

    @Read
    public IBaseResource read(@IdParam IdType id) {
        return standing(id);
    }

    @Update
    public MethodOutcome update(@IdParam IdType id, @ResourceParam IBaseResource resource) {
        int version = Integer.parseInt(standing(id).getMeta().getVersionId());
        return keep((Resource) resource, id.getIdPart(), version + 1);
    }

    @Search
    public List<Resource> search(
            @OptionalParam(name = "_id") TokenParam id, @OptionalParam(name = "identifier") TokenParam identifier) {
        return resources.values().stream()
                .filter(resource ->
                        id == null || resource.getIdElement().getIdPart().equals(id.getValue()))
                .filter(resource -> identifier == null || carries(resource, identifier))
                .toList();
    }

    private static boolean carries(Resource resource, TokenParam wanted) {
        return resource.getChildByName("identifier").getValues().stream()
                .map(Identifier.class::cast)
                .anyMatch(it -> wanted.getValue().equals(it.getValue())
                        && (wanted.getSystem() == null || wanted.getSystem().equals(it.getSystem())));
    }

    private Resource standing(IdType id) {
        Resource standing = resources.get(id.getIdPart());
        if (standing == null) {
            throw new ResourceNotFoundException(id);
        }
        return standing;
    }

    private MethodOutcome keep(Resource resource, String id, int version) {
        resource.setId(new IdType(type.getSimpleName(), id, Integer.toString(version)));
        resource.getMeta().setVersionId(Integer.toString(version));
        resources.put(id, resource);
        return new MethodOutcome(resource.getIdElement()).setResource(resource);
    }
}
