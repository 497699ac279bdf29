package org.linkway.routes.port;

import java.util.List;
import java.util.Optional;
import org.linkway.workflow.PublishedResource;

/** Says what a resource is found by. The store keeps it beside each version, and so needs no FHIR to search. */
public interface SearchIndex {

    /** Pure: the same resource always has the same entries. */
    List<Entry> entries(PublishedResource resource);

    /**
     * One value of one search parameter.
     *
     * @param scope what a code or an identifier is of, or the type that a reference leads to; empty where there is none
     * @param content a code, an identifier's value, or the id that a reference leads to; empty for a time
     */
    record Entry(String name, String scope, String content, Optional<Span> when) {}
}
