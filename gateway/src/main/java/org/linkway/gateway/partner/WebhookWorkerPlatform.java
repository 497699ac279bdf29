package org.linkway.gateway.partner;

import java.util.Optional;
import org.linkway.gateway.security.Parties;
import org.linkway.gateway.security.RegisteredParty.Channel;
import org.linkway.referral.EventType;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralEvent;
import org.linkway.routes.port.PartnerRefused;
import org.linkway.routes.port.WorkerPlatform;
import org.linkway.workflow.Delivery;
import org.springframework.stereotype.Component;

/** Tells the link workers' platform by webhook of new referrals, and of what it did not report itself. */
@Component
class WebhookWorkerPlatform implements WorkerPlatform {
    private static final String PARTNER = "The link workers' platform";

    private final PartnerEndpoints endpoints;
    private final Parties parties;
    private final Webhook webhook;

    WebhookWorkerPlatform(PartnerEndpoints endpoints, Parties parties, Webhook webhook) {
        this.endpoints = endpoints;
        this.parties = parties;
        this.webhook = webhook;
    }

    /**
     * The body of the webhook.
     *
     * @param type {@code referral-opened}, or the event's name
     * @param event what happened; the referral is as it stands when it is sent, and may have moved on since
     */
    record Notification(String deliveryId, String type, Optional<ReferralEvent> event, Referral referral) {}

    @Override
    public void push(Delivery delivery, Referral referral) {
        if (!parties.isLetIn(referral.worker())) {
            throw new PartnerRefused("The party that works this referral is not let in any more.");
        }
        Optional<ReferralEvent> event = referral.event(delivery.subject());
        String type = event.map(ReferralEvent::type)
                .filter(it -> it != EventType.RECEIVED)
                .map(EventType::code)
                .orElse("referral-opened");
        webhook.post(
                PARTNER,
                parties.endpoint(referral.worker(), Channel.WEBHOOK).orElseGet(endpoints::workerWebhook),
                delivery.id(),
                new Notification(delivery.id().toString(), type, event, referral));
    }
}
