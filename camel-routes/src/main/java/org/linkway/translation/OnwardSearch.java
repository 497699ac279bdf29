package org.linkway.translation;

/**
 * A search at a BaRS receiver for an onward referral, before it is cancelled (BaRS Core, Cancellation: read first).
 *
 * @param to the service that is asked
 * @param correlationId of the conversation that it belongs to
 * @param query the type and the parameters, behind the receiver's FHIR base
 */
public record OnwardSearch(ServiceAddress to, String correlationId, String query) {}
