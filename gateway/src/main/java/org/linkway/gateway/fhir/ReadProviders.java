package org.linkway.gateway.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.IResourceProvider;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Resource;
import org.linkway.gateway.fhir.search.HistoryProvider;
import org.linkway.gateway.fhir.search.SearchParameters;
import org.linkway.gateway.fhir.search.SearchProvider;
import org.linkway.gateway.fhir.search.StoredVersions;
import org.linkway.gateway.security.Callers;
import org.linkway.routes.port.EntryReads;
import org.linkway.routes.port.PublishedResources;
import org.linkway.routes.port.ResourceSearch;
import org.linkway.routes.port.SearchPages;
import org.springframework.stereotype.Component;

/** What HAPI's server is given for each type: reads and history of all of them, searches of those that have parameters. */
@Component
class ReadProviders {
    private final FhirContext fhir;
    private final StoredVersions versions;
    private final PublishedResources resources;
    private final ResourceSearch search;
    private final SearchPages pages;
    private final Callers callers;
    private final SubscriptionOperations operations;

    ReadProviders(
            FhirContext fhir,
            PublishedResources resources,
            ResourceSearch search,
            SearchPages pages,
            Callers callers,
            EntryReads reads,
            SubscriptionOperations operations) {
        this.fhir = fhir;
        this.versions = new StoredVersions(fhir, reads, callers);
        this.resources = resources;
        this.search = search;
        this.pages = pages;
        this.callers = callers;
        this.operations = operations;
    }

    Stream<IResourceProvider> all() {
        return Stream.concat(fhir.getResourceTypes().stream().flatMap(this::of), Stream.of(operations));
    }

    private Stream<IResourceProvider> of(String name) {
        Class<? extends Resource> type =
                fhir.getResourceDefinition(name).getImplementingClass().asSubclass(Resource.class);
        StoredResourceProvider stored = new StoredResourceProvider(type, resources, versions, callers);
        Stream<IResourceProvider> read = Stream.of(
                DefinitionProvider.isFor(name) ? new DefinitionProvider(stored, name) : stored,
                new HistoryProvider(type, search, pages, versions, callers));
        return SearchParameters.types().contains(name)
                ? Stream.concat(read, Stream.of(new SearchProvider(type, search, pages, versions, callers)))
                : read;
    }
}
