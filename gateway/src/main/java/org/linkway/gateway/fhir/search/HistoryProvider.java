package org.linkway.gateway.fhir.search;

import ca.uhn.fhir.rest.annotation.History;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;
import org.linkway.gateway.security.Callers;
import org.linkway.routes.port.PublishedResources.Version;
import org.linkway.routes.port.ResourceSearch;
import org.linkway.routes.port.ResourceSearch.Past;
import org.linkway.routes.port.ResourceSearch.Place;
import org.linkway.routes.port.SearchPages;
import org.linkway.routes.port.SearchPages.Kept;
import org.linkway.workflow.Party;

/** All versions of one resource, or of all of a type, the latest first; paged as searches are. */
public final class HistoryProvider implements IResourceProvider {
    private final String name;
    private final Class<? extends Resource> type;
    private final ResourceSearch search;
    private final SearchPages pages;
    private final StoredVersions versions;
    private final Callers callers;

    public HistoryProvider(
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

    @History
    public Bundle ofType(RequestDetails request) {
        return history(request, Optional.empty());
    }

    @History
    public Bundle ofInstance(@IdParam IdType id, RequestDetails request) {
        return history(request, Optional.of(id.getIdPart()));
    }

    private Bundle history(RequestDetails request, Optional<String> id) {
        Party party = callers.party();
        String path = name + id.map(it -> "/" + it).orElse("") + "/_history";
        if (PageLink.isAsked(request)) {
            PageLink link = PageLink.of(request);
            Kept kept = pages.find(party, link.search())
                    .filter(it -> it.path().equals(path))
                    .orElseThrow(SearchRefused::gone);
            AskedHistory asked = AskedHistory.read(QueryString.parse(kept.query()), false);
            return page(new Turn(request, party, path, id, asked, kept.asOf()), Optional.of(link));
        }
        AskedHistory asked = AskedHistory.read(QueryString.of(request), Prefer.strict(request));
        return page(new Turn(request, party, path, id, asked, search.latest()), Optional.empty());
    }

    /** What is asked by whom, and as of when it is answered. */
    private record Turn(
            RequestDetails request, Party party, String path, Optional<String> id, AskedHistory asked, Instant asOf) {}

    private Bundle page(Turn turn, Optional<PageLink> link) {
        List<Version> found = search.history(
                turn.party(),
                turn.asOf(),
                new Past(
                        name,
                        turn.id(),
                        turn.asked().since(),
                        link.map(PageLink::after),
                        turn.asked().count() + 1));
        if (found.isEmpty() && turn.id().isPresent() && turn.asked().since().isEmpty()) {
            throw new ResourceNotFoundException(new IdType(name, turn.id().get()));
        }
        boolean more = found.size() > turn.asked().count();
        List<Version> shown = more ? found.subList(0, turn.asked().count()) : found;
        Answers answer = new Answers(versions, turn.request(), BundleType.HISTORY, turn.asOf());
        answer.link("self", self(turn, link));
        if (more) {
            answer.link("next", next(turn, link, shown.get(shown.size() - 1)).url(turn.request(), turn.path()));
        } else if (link.isEmpty()) {
            answer.total(shown.size());
        }
        List<BundleEntryComponent> entries = answer.entries(shown);
        for (int i = 0; i < shown.size(); i++) {
            say(entries.get(i), shown.get(i));
        }
        answer.remark(turn.asked().ignored());
        return answer.bundle();
    }

    private PageLink next(Turn turn, Optional<PageLink> link, Version last) {
        return new PageLink(
                link.map(PageLink::search)
                        .orElseGet(() -> pages.keep(
                                turn.party(), new Kept(turn.path(), turn.asked().used(), turn.asOf()))),
                new Place(Optional.of(last.lastUpdated()), last.resource().id(), last.version()));
    }

    private static String self(Turn turn, Optional<PageLink> link) {
        return link.map(it -> it.url(turn.request(), turn.path()))
                .orElseGet(() -> QueryString.url(
                        turn.request(), turn.path(), turn.asked().used()));
    }

    /** What made this version. */
    private void say(BundleEntryComponent entry, Version version) {
        boolean first = version.version() == 1;
        entry.getRequest()
                .setMethod(first ? HTTPVerb.POST : HTTPVerb.PUT)
                .setUrl(first ? name : name + "/" + version.resource().id());
        entry.getResponse()
                .setStatus(first ? "201 Created" : "200 OK")
                .setEtag("W/\"" + version.version() + "\"")
                .setLastModified(Date.from(version.lastUpdated()));
    }
}
