package org.linkway.gateway.fhir.search;

import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.IResourceProvider;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;
import org.hl7.fhir.r4.model.Resource;
import org.linkway.gateway.audit.AuditNotes;
import org.linkway.gateway.security.Callers;
import org.linkway.routes.port.PublishedResources.Version;
import org.linkway.routes.port.ResourceSearch;
import org.linkway.routes.port.ResourceSearch.Found;
import org.linkway.routes.port.ResourceSearch.Place;
import org.linkway.routes.port.ResourceSearch.Query;
import org.linkway.routes.port.SearchPages;
import org.linkway.routes.port.SearchPages.Kept;
import org.linkway.workflow.Party;

/**
 * Searches of one type. Each reads as of the stamp at which it began, its further pages too, so that what changes meanwhile
 * neither moves nor hides anything; the next search finds it. Nothing is cached.
 */
public final class SearchProvider implements IResourceProvider {
    private final String name;
    private final Class<? extends Resource> type;
    private final ResourceSearch search;
    private final SearchPages pages;
    private final StoredVersions versions;
    private final Callers callers;

    public SearchProvider(
            Class<? extends Resource> type,
            ResourceSearch search,
            SearchPages pages,
            StoredVersions versions,
            Callers callers) {
        this.name = type.getSimpleName();
        this.type = type;
        this.search = search;
        this.pages = pages;
        this.versions = versions;
        this.callers = callers;
    }

    @Override
    public Class<? extends IBaseResource> getResourceType() {
        return type;
    }

    /** By GET and by {@code POST _search}. HAPI hands everything through, because it would drop what it does not know. */
    @Search(allowUnknownParams = true)
    public Bundle search(RequestDetails request) {
        Party party = callers.party();
        if (PageLink.isAsked(request)) {
            PageLink link = PageLink.of(request);
            Kept kept = pages.find(party, link.search())
                    .filter(it -> it.path().equals(name))
                    .orElseThrow(SearchRefused::gone);
            AuditNotes.current().ifPresent(notes -> notes.asked(kept.query()));
            AskedSearch asked = SearchReader.read(
                    name, QueryString.parse(kept.query()), request.getFhirServerBase(), kept.asOf(), false);
            return page(new Turn(request, party, asked, kept.asOf()), Optional.of(link));
        }
        AuditNotes.current().ifPresent(notes -> notes.asked(QueryString.text(request)));
        Instant asOf = search.latest();
        AskedSearch asked = SearchReader.read(
                name, QueryString.of(request), request.getFhirServerBase(), asOf, Prefer.strict(request));
        return page(new Turn(request, party, asked, asOf), Optional.empty());
    }

    /** What is asked by whom, and as of when it is answered. */
    private record Turn(RequestDetails request, Party party, AskedSearch asked, Instant asOf) {}

    private Bundle page(Turn turn, Optional<PageLink> link) {
        AskedSearch asked = turn.asked();
        Answers answer =
                new Answers(versions, turn.request(), BundleType.SEARCHSET, turn.asOf()).link("self", self(turn, link));
        if (asked.onlyCounted()) {
            answer.total(count(turn)).remark(asked.ignored());
            return answer.bundle();
        }
        List<Found> found = search.find(turn.party(), turn.asOf(), query(asked, link.map(PageLink::after)));
        boolean more = found.size() > asked.count();
        List<Found> shown = more ? found.subList(0, asked.count()) : found;
        if (more) {
            Place last = shown.get(shown.size() - 1).place();
            PageLink next = new PageLink(
                    link.map(PageLink::search)
                            .orElseGet(() -> pages.keep(turn.party(), new Kept(name, asked.used(), turn.asOf()))),
                    last);
            answer.link("next", next.url(turn.request(), name));
        }
        if (asked.total()) {
            answer.total(count(turn));
        } else if (!more && link.isEmpty()) {
            answer.total(shown.size());
        }
        List<Version> matches = shown.stream().map(Found::version).toList();
        answer.found(matches, SearchEntryMode.MATCH);
        answer.found(
                new Included(search, turn.party(), turn.asOf())
                        .of(matches, asked.inclusions()).stream()
                                .filter(it -> callers.mayRead(it.resource().type()))
                                .toList(),
                SearchEntryMode.INCLUDE);
        answer.remark(asked.ignored());
        return answer.bundle();
    }

    /** One more than is shown says whether there are more. */
    private static Query query(AskedSearch asked, Optional<Place> after) {
        return new Query(asked.type(), asked.criteria(), asked.order(), after, asked.count() + 1);
    }

    private long count(Turn turn) {
        return search.count(turn.party(), turn.asOf(), name, turn.asked().criteria());
    }

    private String self(Turn turn, Optional<PageLink> link) {
        return link.map(it -> it.url(turn.request(), name))
                .orElseGet(
                        () -> QueryString.url(turn.request(), name, turn.asked().used()));
    }
}
