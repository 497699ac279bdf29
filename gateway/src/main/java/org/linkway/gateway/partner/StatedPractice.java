package org.linkway.gateway.partner;

import java.util.Optional;
import org.linkway.referral.Person;
import org.linkway.referral.Practice;
import org.linkway.routes.port.PracticeLookup;
import org.springframework.stereotype.Component;

/** Takes the sender's word for where a person is registered; for as long as no national lookup is configured. */
@Component
class StatedPractice implements PracticeLookup {

    @Override
    public Optional<Practice> practiceOf(Person person) {
        return person.registeredPractice();
    }
}
