package org.linkway.gateway.fhir.search;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Resource;
import org.linkway.fhir.validation.Issue;
import org.linkway.routes.port.PublishedResources.Version;
import org.linkway.translation.IssueMapper;

/** The Bundles that are answered. */
final class Answers {
    private final StoredVersions versions;
    private final String base;
    private final Bundle bundle = new Bundle();

    Answers(StoredVersions versions, RequestDetails request, BundleType type, Instant asOf) {
        this.versions = versions;
        this.base = request.getFhirServerBase();
        bundle.setType(type).setId(UUID.randomUUID().toString());
        bundle.getMeta().setLastUpdated(Date.from(asOf));
        // HAPI takes it for the total of a Bundle that has none.
        request.removeParameter("_count");
    }

    Bundle bundle() {
        return bundle;
    }

    Answers link(String relation, String url) {
        bundle.addLink().setRelation(relation).setUrl(url);
        return this;
    }

    Answers total(long total) {
        bundle.setTotal(Math.toIntExact(total));
        return this;
    }

    void found(List<Version> found, SearchEntryMode mode) {
        entries(found).forEach(entry -> entry.getSearch().setMode(mode));
    }

    /** What was left out is said in the answer. */
    void remark(List<Issue> issues) {
        if (issues.isEmpty()) {
            return;
        }
        OperationOutcome outcome = IssueMapper.toFhir(issues);
        outcome.setId(UUID.randomUUID().toString());
        BundleEntryComponent entry = bundle.addEntry().setResource(outcome);
        if (bundle.getType() == BundleType.SEARCHSET) {
            entry.getSearch().setMode(SearchEntryMode.OUTCOME);
        } else {
            // R4, bdl-2 to bdl-4: only a search has that mode, and a history tells of each entry what was asked.
            entry.getRequest()
                    .setMethod(HTTPVerb.GET)
                    .setUrl(bundle.getLink("self").getUrl());
            entry.getResponse().setStatus("200 OK");
        }
    }

    /** One entry for each, in their order. */
    List<BundleEntryComponent> entries(List<Version> found) {
        return versions.resources(found).map(this::entry).toList();
    }

    private BundleEntryComponent entry(Resource resource) {
        return bundle.addEntry()
                .setFullUrl(base + "/" + resource.fhirType() + "/"
                        + resource.getIdElement().getIdPart())
                .setResource(resource);
    }
}
