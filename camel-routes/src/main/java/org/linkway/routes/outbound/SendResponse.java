package org.linkway.routes.outbound;

import org.linkway.referral.Consent.FeedBack;
import org.linkway.referral.EventType;
import org.linkway.referral.Pending;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralEvent;
import org.linkway.routes.port.MessageExchange;
import org.linkway.routes.port.PartnerRefused;
import org.linkway.routes.port.Referrals;
import org.linkway.routes.port.RequestLedger;
import org.linkway.translation.MessageTranslation;
import org.linkway.workflow.Delivery;
import org.linkway.workflow.Party;

/** Tells the sender of a BaRS message how its referral stood right after an event, under the delivery's id. */
public final class SendResponse {
    private final Referrals referrals;
    private final RequestLedger ledger;
    private final MessageTranslation translation;
    private final MessageExchange exchange;
    private final Party linkway;

    public SendResponse(
            Referrals referrals,
            RequestLedger ledger,
            MessageTranslation translation,
            MessageExchange exchange,
            Party linkway) {
        this.referrals = referrals;
        this.ledger = ledger;
        this.translation = translation;
        this.exchange = exchange;
        this.linkway = linkway;
    }

    DeliveryOutcome send(Delivery delivery) {
        Referral referral = referrals.find(linkway, delivery.referralId()).orElseThrow();
        ReferralEvent event = referral.event(delivery.subject()).orElseThrow();
        if (referral.pending().contains(Pending.DEATH_REPORT)) {
            return new DeliveryOutcome.Held("Held: the person is reported to have died.");
        }
        if (event.type() == EventType.DID_NOT_ATTEND
                && referral.request().consent().feedBack() == FeedBack.NOTHING) {
            return new DeliveryOutcome.Parked("The person does not agree any more that anything is fed back.");
        }
        try {
            exchange.send(translation.response(delivery.id(), referral, event, ledger.lastEcho(referral.id())));
            return new DeliveryOutcome.Delivered();
        } catch (PartnerRefused e) {
            return new DeliveryOutcome.Parked(e.getMessage());
        }
    }
}
