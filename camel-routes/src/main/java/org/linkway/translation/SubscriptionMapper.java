package org.linkway.translation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Subscription;
import org.hl7.fhir.r4.model.Subscription.SubscriptionStatus;
import org.hl7.fhir.r4.model.Type;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.referral.Kebab;
import org.linkway.workflow.Party;
import org.linkway.workflow.Subscription.Channel;
import org.linkway.workflow.Subscription.Status;
import org.linkway.workflow.Topic;

/** FHIR's Subscription, as the Subscriptions R5 Backport 1.1.0 uses it on R4. */
final class SubscriptionMapper {
    private static final String FILTER = ChannelMapper.BACKPORT + "filter-criteria";

    private SubscriptionMapper() {}

    static Mapped<org.linkway.workflow.Subscription> toModel(Subscription sent, String id, Party owner, Instant now) {
        Findings findings = new Findings();
        Optional<Topic> topic = topic(sent, findings);
        List<String> filters = filters(sent, findings);
        Channel channel = ChannelMapper.toModel(sent.getChannel(), findings);
        Optional<Instant> end = end(sent, now, findings);
        Optional<Status> status = status(sent, findings);
        return findings.anyError()
                ? new Mapped.Invalid<>(findings.all())
                : new Mapped.Ok<>(
                        new org.linkway.workflow.Subscription(
                                id,
                                owner,
                                topic.orElseThrow(),
                                sent.getCriteria(),
                                filters,
                                channel,
                                end,
                                status.orElseThrow(),
                                Optional.empty()),
                        findings.all());
    }

    private static Optional<Topic> topic(Subscription sent, Findings findings) {
        Optional<Topic> topic = Optional.ofNullable(sent.getCriteria()).flatMap(TopicCanonicals::topic);
        if (topic.isEmpty()) {
            findings.error(
                    GatewayError.NOT_SUPPORTED,
                    "Subscription.criteria",
                    "'" + sent.getCriteria() + "' is no topic of this gateway. Offered are "
                            + String.join(", ", TopicCanonicals.offered())
                            + "; a search goes into the extension " + FILTER + ".");
        }
        return topic;
    }

    private static List<String> filters(Subscription sent, Findings findings) {
        List<String> filters = sent.getCriteriaElement().getExtensionsByUrl(FILTER).stream()
                .map(extension -> Optional.ofNullable(extension.getValue())
                        .filter(PrimitiveType.class::isInstance)
                        .map(Type::primitiveValue)
                        .orElse(""))
                .toList();
        for (int place = 0; place < filters.size(); place++) {
            if (filters.get(place).isBlank()) {
                findings.error(
                        GatewayError.VALUE,
                        "Subscription.criteria.extension[" + place + "]",
                        "The extension " + FILTER
                                + " says nothing. Send a search as its valueString, or leave it out.");
            }
        }
        return filters;
    }

    private static Optional<Status> status(Subscription sent, Findings findings) {
        Optional<Status> status =
                Optional.ofNullable(sent.getStatus()).flatMap(it -> Kebab.read(Status.class, it.toCode()));
        if (status.isEmpty()) {
            findings.error(
                    GatewayError.REQUIRED,
                    "Subscription.status",
                    "Subscription.status has no value. Send requested, or off.");
        }
        return status;
    }

    private static Optional<Instant> end(Subscription sent, Instant now, Findings findings) {
        Optional<Instant> end = Optional.ofNullable(sent.getEnd()).map(it -> it.toInstant());
        if (end.filter(it -> !it.isAfter(now)).isPresent()) {
            findings.error(
                    GatewayError.VALUE,
                    "Subscription.end",
                    "Subscription.end is over already. Send a later time, or none for a subscription without an end.");
        }
        return end;
    }

    /** What was sent, with the status and the error that are Linkway's to set. */
    static Subscription asItStands(Subscription sent, org.linkway.workflow.Subscription subscription) {
        Subscription copy = sent.copy();
        copy.setId(subscription.id());
        copy.setStatus(SubscriptionStatus.fromCode(Kebab.of(subscription.status())));
        copy.setError(subscription.error().orElse(null));
        return copy;
    }
}
