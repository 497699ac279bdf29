package org.linkway.translation.itk;

import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.hl7.fhir.dstu3.model.Bundle;
import org.hl7.fhir.dstu3.model.Coding;
import org.hl7.fhir.dstu3.model.MessageHeader;
import org.hl7.fhir.dstu3.model.OperationOutcome;
import org.hl7.fhir.dstu3.model.Resource;
import org.linkway.translation.itk.ItkResponse.Level;

/** An ITK3 response (event ITK008M) to what it says. */
final class ResponseMapper {
    private ResponseMapper() {}

    /** Empty for a message that is no response. */
    static Optional<ItkResponse> toModel(Bundle message) {
        return resources(message, MessageHeader.class)
                .filter(header -> ItkNames.RESPONSE.equals(header.getEvent().getCode()) && header.hasResponse())
                .findFirst()
                .map(header -> toModel(header.getResponse(), codeOf(message)));
    }

    private static ItkResponse toModel(MessageHeader.MessageHeaderResponseComponent response, Optional<String> code) {
        // Without a code it is the system's: the practice's own has always one (ITK3, page "Response patterns").
        Level level = code.filter(it -> it.length() == 5 && it.startsWith("3")).isPresent()
                ? Level.BUSINESS
                : Level.INFRASTRUCTURE;
        return new ItkResponse(
                uuid(response.getIdentifier()),
                level,
                response.getCode() == MessageHeader.ResponseType.OK,
                code.flatMap(ItkCode::fromCode));
    }

    private static Optional<String> codeOf(Bundle message) {
        return resources(message, OperationOutcome.class)
                .flatMap(outcome -> outcome.getIssue().stream())
                .flatMap(issue -> issue.getDetails().getCoding().stream())
                .filter(coding -> ItkNames.RESPONSE_CODES.equals(coding.getSystem()))
                .map(Coding::getCode)
                .filter(code -> code != null)
                .findFirst();
    }

    private static Optional<UUID> uuid(String identifier) {
        if (identifier == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(UUID.fromString(identifier.strip().replaceFirst("^urn:uuid:", "")));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    private static <T extends Resource> Stream<T> resources(Bundle message, Class<T> type) {
        return message.getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .filter(type::isInstance)
                .map(type::cast);
    }
}
