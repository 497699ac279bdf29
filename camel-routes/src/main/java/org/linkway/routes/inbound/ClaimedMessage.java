package org.linkway.routes.inbound;

import java.util.List;
import java.util.Optional;
import org.linkway.fhir.validation.Issue;
import org.linkway.routes.InboundMessage;
import org.linkway.routes.InboundMessage.Door;
import org.linkway.translation.Gathering;
import org.linkway.workflow.RequestClaim;

/**
 * A message that is ours to work.
 *
 * @param gathered where it was a Task: what it refers to, with which it is a whole transaction
 */
record ClaimedMessage(InboundMessage message, RequestClaim claim, Optional<Gathering> gathered) {
    ClaimedMessage(InboundMessage message, RequestClaim claim) {
        this(message, claim, Optional.empty());
    }

    boolean isBundle() {
        return message.door() == Door.TRANSACTION || message.door() == Door.BARS_MESSAGE;
    }

    boolean isTask() {
        return message.target().type().equals("Task");
    }

    boolean isSubscription() {
        return message.target().type().equals("Subscription");
    }

    /** Issues with what was worked, at the places that the sender knows. */
    List<Issue> inTheirPlaces(List<Issue> issues) {
        return gathered.map(it -> it.inTheirPlaces(issues)).orElse(issues);
    }
}
