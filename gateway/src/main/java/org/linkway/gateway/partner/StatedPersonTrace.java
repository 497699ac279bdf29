package org.linkway.gateway.partner;

import org.linkway.referral.Person;
import org.linkway.routes.port.PersonTrace;
import org.linkway.workflow.Traced;

/** Takes the sender's word for who and where a person is; for as long as no demographics service is configured. */
final class StatedPersonTrace implements PersonTrace {

    @Override
    public Traced trace(Person person) {
        return new Traced.NotAsked(person.registeredPractice());
    }
}
