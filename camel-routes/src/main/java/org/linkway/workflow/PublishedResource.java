package org.linkway.workflow;

/**
 * A FHIR resource as a party can read it, in its stored form.
 *
 * @param type the FHIR resource type
 * @param party the one party that sees it, beside operators
 * @param json canonical FHIR JSON without {@code meta.versionId} and {@code meta.lastUpdated}: the store gives those
 */
public record PublishedResource(String type, String id, String party, String json) {}
