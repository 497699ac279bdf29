package org.linkway.routes.inbound;

import java.util.List;
import java.util.Optional;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.fhir.validation.Issue;
import org.linkway.routes.InboundMessage;
import org.linkway.routes.port.Matches;
import org.linkway.routes.port.Matches.Found;
import org.linkway.routes.port.PublishedResources.Version;
import org.linkway.workflow.Absence;

/** {@code If-None-Exist}: a resource is created only where a search finds none of its sender's. */
public final class CreateCondition {
    private final Matches matches;

    public CreateCondition(Matches matches) {
        this.matches = matches;
    }

    /** What is here already, so that nothing is to be created. */
    Optional<Version> standing(ClaimedMessage claimed) {
        InboundMessage message = claimed.message();
        Optional<Found> found = message.target()
                .ifNoneExist()
                .map(query -> matches.of(message.party(), message.target().type(), query));
        Optional<String> fault = found.flatMap(Found::fault);
        if (fault.isPresent()) {
            throw RejectedMessage.forGood(
                    claimed, List.of(Issue.error(GatewayError.HEADER_INVALID, "If-None-Exist: " + fault.get())));
        }
        if (found.map(Found::count).orElse(0) > 1) {
            throw RejectedMessage.forGood(
                    claimed,
                    List.of(Issue.error(
                            GatewayError.NOT_SELECTIVE,
                            "The search in If-None-Exist finds more than one resource of yours. Make it so selective that it"
                                    + " finds one at most, for example by an identifier.")));
        }
        return found.flatMap(Found::one);
    }

    List<Absence> absences(ClaimedMessage claimed) {
        InboundMessage message = claimed.message();
        return message.target().ifNoneExist().stream()
                .map(query -> new Absence(message.party(), message.target().type(), query))
                .toList();
    }
}
