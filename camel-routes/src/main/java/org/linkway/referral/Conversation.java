package org.linkway.referral;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What ties Linkway's messages to the sender's: kept end to end, never made up.
 *
 * @param businessIdentifiers the sender's own identifiers of the request ({@code ServiceRequest.identifier})
 * @param bundleId of the opening message; a BaRS response quotes it
 * @param correlationId {@code X-Correlation-Id}; the same for all messages about this referral
 * @param journeyId the BaRS Journey ID ({@code Encounter.episodeOfCare})
 * @param replyTo where a BaRS response goes ({@code MessageHeader.source.endpoint})
 */
public record Conversation(
        List<BusinessIdentifier> businessIdentifiers,
        Optional<String> bundleId,
        Optional<String> correlationId,
        Optional<String> journeyId,
        Optional<String> replyTo) {
    public Conversation {
        businessIdentifiers = Lists.copy(businessIdentifiers);
    }

    /** The id of the service at which responses arrive: what {@link #replyTo} ends with. */
    public Optional<String> replyService() {
        return replyTo.map(it -> it.substring(it.lastIndexOf('|') + 1).strip()).filter(it -> !it.isEmpty());
    }

    /** Whether the referral came as a BaRS message, and its sender said where responses go. */
    public boolean isAnsweredByMessages() {
        return bundleId.isPresent() && replyService().isPresent();
    }

    Conversation alsoKnownBy(BusinessIdentifier identifier) {
        return new Conversation(
                Stream.concat(businessIdentifiers.stream(), Stream.of(identifier))
                        .toList(),
                bundleId,
                correlationId,
                journeyId,
                replyTo);
    }
}
