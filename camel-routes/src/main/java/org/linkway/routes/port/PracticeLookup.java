package org.linkway.routes.port;

import java.util.Optional;
import org.linkway.referral.Person;
import org.linkway.referral.Practice;

/** Where a person is registered now. Asked each time before anything is filed: people move. */
public interface PracticeLookup {

    /**
     * The practice; empty where the person is not registered or not traced.
     *
     * @throws PartnerUnavailable when it may work later
     */
    Optional<Practice> practiceOf(Person person);
}
