package org.linkway.routes.inbound;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.linkway.fhir.profile.LinkwayProfile;
import org.linkway.fhir.validation.FhirReader;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.fhir.validation.Issue;
import org.linkway.fhir.validation.Reading;
import org.linkway.routes.InboundMessage;

/** Reads the body as the Bundle that its door takes, or refuses it with everything that is wrong. */
public final class ValidateMessage {
    private static final Set<GatewayError> UNCHECKED =
            EnumSet.of(GatewayError.CODE_UNCHECKED, GatewayError.UNAVAILABLE);
    /** By then a circuit breaker as it comes tries the terminology server again. */
    private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

    private final FhirReader reader;

    public ValidateMessage(FhirReader reader) {
        this.reader = reader;
    }

    ValidMessage validate(ClaimedMessage claimed) {
        InboundMessage message = claimed.message();
        LinkwayProfile profile = switch (message.door()) {
            case BARS_MESSAGE -> LinkwayProfile.DOOR_MESSAGE;
            case TRANSACTION, CREATE, UPDATE, PATCH, DELETE -> LinkwayProfile.DOOR_TRANSACTION;
        };
        Reading reading =
                reader.read(message.body().bytes(), message.contentType().orElse(null), profile);
        if (Issue.anyError(reading.issues())) {
            throw refused(claimed, claimed.inTheirPlaces(reading.issues()));
        }
        return new ValidMessage(claimed, reading);
    }

    /** Where all that is against a message is that a code could not be checked, the next attempt may be taken. */
    private static RejectedMessage refused(ClaimedMessage claimed, List<Issue> issues) {
        List<GatewayError> errors = issues.stream()
                .filter(issue -> !issue.warning())
                .map(Issue::error)
                .toList();
        if (!UNCHECKED.containsAll(errors)) {
            return RejectedMessage.forGood(claimed, issues);
        }
        return RejectedMessage.forNow(
                claimed,
                issues,
                Optional.of(RETRY_AFTER)
                        .filter(wait -> Issue.httpStatus(issues) == GatewayError.UNAVAILABLE.httpStatus()));
    }
}
