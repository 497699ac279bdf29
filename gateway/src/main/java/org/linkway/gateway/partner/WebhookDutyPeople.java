package org.linkway.gateway.partner;

import java.util.List;
import java.util.UUID;
import org.linkway.gateway.config.ConcernProperties;
import org.linkway.referral.RaisedConcern;
import org.linkway.referral.Referral;
import org.linkway.routes.port.DutyPeople;
import org.springframework.stereotype.Component;

/** Tells the people on duty of concerns, through the webhook of whatever reaches them. */
@Component
class WebhookDutyPeople implements DutyPeople {
    private static final String PARTNER = "What reaches the people on duty";

    private final ConcernProperties properties;
    private final PartnerEndpoints endpoints;
    private final Webhook webhook;

    WebhookDutyPeople(ConcernProperties properties, PartnerEndpoints endpoints, Webhook webhook) {
        this.properties = properties;
        this.endpoints = endpoints;
        this.webhook = webhook;
    }

    /** The body of the webhook. Acknowledged by the event {@code concern-acknowledged}, which names the concern's event. */
    record Alert(String deliveryId, DutyPerson person, RaisedConcern concern, Referral referral) {}

    @Override
    public DutyPerson onDuty(long escalations) {
        List<ConcernProperties.Person> people = properties.people();
        ConcernProperties.Person next = people.get(Math.toIntExact(escalations % people.size()));
        return new DutyPerson(next.name(), next.contact());
    }

    @Override
    public void alert(DutyPerson person, UUID deliveryId, Referral referral, RaisedConcern concern) {
        webhook.post(
                PARTNER,
                endpoints.resolved(properties.webhook()),
                deliveryId,
                new Alert(deliveryId.toString(), person, concern, referral));
    }
}
