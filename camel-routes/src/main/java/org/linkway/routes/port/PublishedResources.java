package org.linkway.routes.port;

import java.time.Instant;
import java.util.Optional;
import org.linkway.workflow.Party;
import org.linkway.workflow.PublishedResource;

/** The FHIR resources that a party can read. Reads, history and search use only these. */
public interface PublishedResources {

    /** The current version; empty where there is none that the party may see. */
    Optional<Version> read(Party party, String type, String id);

    /** One version, counted from 1. */
    Optional<Version> read(Party party, String type, String id, long version);

    /** A resource as it stood from {@code lastUpdated} on. */
    record Version(PublishedResource resource, long version, Instant lastUpdated) {}
}
