package org.linkway.routes.port;

import java.util.Optional;
import java.util.UUID;
import org.linkway.referral.RaisedConcern;
import org.linkway.referral.Referral;

/** The named people who act on concerns. */
public interface DutyPeople {
    /** One of them, and how they are reached. */
    record DutyPerson(String name, Optional<String> contact) {}

    /** Whose turn it is: each time that nobody acknowledges a concern, the next. */
    DutyPerson onDuty(long escalations);

    /**
     * @throws PartnerUnavailable when it may work later
     * @throws PartnerRefused when it will not
     */
    void alert(DutyPerson person, UUID deliveryId, Referral referral, RaisedConcern concern);
}
