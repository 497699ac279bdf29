package org.linkway.routes.outbound;

import java.util.Optional;
import java.util.UUID;
import org.linkway.referral.ClockNotice;
import org.linkway.referral.EventType;
import org.linkway.referral.RaisedConcern;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralEvent;
import org.linkway.referral.TimerKind;
import org.linkway.routes.port.DutyPeople;
import org.linkway.routes.port.DutyPeople.DutyPerson;
import org.linkway.routes.port.PartnerRefused;
import org.linkway.routes.port.Referrals;
import org.linkway.workflow.Delivery;
import org.linkway.workflow.Party;

/** Brings a concern to the person whose turn it is; what was acknowledged meanwhile needs nobody else. */
public final class AlertPerson {
    private final Referrals referrals;
    private final DutyPeople people;
    private final Party linkway;

    public AlertPerson(Referrals referrals, DutyPeople people, Party linkway) {
        this.referrals = referrals;
        this.people = people;
        this.linkway = linkway;
    }

    DeliveryOutcome alert(Delivery delivery) {
        Referral referral = referrals.find(linkway, delivery.referralId()).orElseThrow();
        ReferralEvent cause = referral.event(delivery.subject()).orElseThrow();
        UUID raisedBy =
                cause.detail() instanceof ClockNotice notice ? notice.about().orElseThrow() : cause.id();
        RaisedConcern concern = referral.work().concerns().stream()
                .filter(it -> it.event().equals(raisedBy))
                .findFirst()
                .orElseThrow();
        if (!concern.isOpen()) {
            return new DeliveryOutcome.Delivered();
        }
        DutyPerson person = people.onDuty(escalationsUpTo(referral, cause, raisedBy));
        try {
            people.alert(person, delivery.id(), referral.withheld(), concern);
            return new DeliveryOutcome.Delivered();
        } catch (PartnerRefused e) {
            return new DeliveryOutcome.Parked(e.getMessage());
        }
    }

    private static long escalationsUpTo(Referral referral, ReferralEvent cause, UUID concern) {
        return referral.events().subList(0, referral.events().indexOf(cause) + 1).stream()
                .filter(it -> it.type() == EventType.ESCALATED
                        && it.detail() instanceof ClockNotice notice
                        && notice.isOf(TimerKind.CONCERN, Optional.of(concern)))
                .count();
    }
}
