package org.linkway.routes.port;

import org.linkway.referral.Person;
import org.linkway.workflow.Traced;

/** Who and where a person is now. Asked each time before anything is filed: people move, die, and get other numbers. */
public interface PersonTrace {

    /**
     * What is known now under the person's NHS number.
     *
     * @param person with an NHS number
     * @throws HeldUp when it may work later: whoever says where people are is not where the entry goes
     */
    Traced trace(Person person);
}
