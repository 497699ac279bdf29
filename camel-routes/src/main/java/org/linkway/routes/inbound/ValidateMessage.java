package org.linkway.routes.inbound;

import org.linkway.fhir.profile.LinkwayProfile;
import org.linkway.fhir.validation.FhirReader;
import org.linkway.fhir.validation.Issue;
import org.linkway.fhir.validation.Reading;
import org.linkway.routes.InboundMessage;

/** Reads the body as the Bundle that its door takes, or refuses it with everything that is wrong. */
public final class ValidateMessage {
    private final FhirReader reader;

    public ValidateMessage(FhirReader reader) {
        this.reader = reader;
    }

    ValidMessage validate(ClaimedMessage claimed) {
        InboundMessage message = claimed.message();
        LinkwayProfile profile = switch (message.door()) {
            case TRANSACTION -> LinkwayProfile.DOOR_TRANSACTION;
            case BARS_MESSAGE -> LinkwayProfile.DOOR_MESSAGE;
        };
        Reading reading =
                reader.read(message.body().bytes(), message.contentType().orElse(null), profile);
        if (Issue.anyError(reading.issues())) {
            throw RejectedMessage.forGood(claimed, reading.issues());
        }
        return new ValidMessage(claimed, reading);
    }
}
