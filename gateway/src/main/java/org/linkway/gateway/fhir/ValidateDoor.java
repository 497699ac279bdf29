package org.linkway.gateway.fhir;

import ca.uhn.fhir.context.FhirContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.linkway.fhir.validation.FhirReader;
import org.linkway.fhir.validation.Issue;
import org.linkway.fhir.validation.ValidateOperation;
import org.linkway.fhir.validation.ValidateOperation.Asked;
import org.linkway.fhir.validation.ValidateOperation.Checked;
import org.linkway.fhir.validation.ValidateOperation.Refused;
import org.linkway.fhir.validation.WireFormat;
import org.linkway.routes.inbound.Answer;
import org.linkway.translation.ReferralTranslation;
import org.springframework.stereotype.Component;

/**
 * {@code POST /fhir/$validate}, {@code /fhir/{type}/$validate} and {@code /fhir/{type}/{id}/$validate}: says everything that the
 * validator of the doors finds, and keeps nothing. It goes round HAPI's server, which would parse the body first and lose what
 * is wrong with it.
 */
@Component
class ValidateDoor {
    private static final Pattern PATH = Pattern.compile("(?:/([A-Za-z]+)(?:/([A-Za-z0-9.-]{1,64}))?)?/\\$validate");
    private static final int OK = 200;

    private final FhirContext fhir;
    private final ValidateOperation operation;
    private final ReferralTranslation translation;
    private final DoorStep step;

    ValidateDoor(FhirContext fhir, FhirReader reader, ReferralTranslation translation, DoorStep step) {
        this.fhir = fhir;
        this.operation = new ValidateOperation(reader);
        this.translation = translation;
        this.step = step;
    }

    boolean takes(HttpServletRequest request) {
        return path(request).isPresent();
    }

    void receive(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Asked asked = asked(path(request).orElseThrow(), request);
        step.cross(
                request,
                response,
                (body, format) -> answer(operation.validate(body, request.getContentType(), asked), format));
    }

    private Optional<Matcher> path(HttpServletRequest request) {
        Matcher matcher =
                PATH.matcher(Optional.ofNullable(request.getPathInfo()).orElse(""));
        return matcher.matches()
                        && (matcher.group(1) == null || fhir.getResourceTypes().contains(matcher.group(1)))
                ? Optional.of(matcher)
                : Optional.empty();
    }

    private static Asked asked(Matcher path, HttpServletRequest request) {
        return new Asked(
                Optional.ofNullable(path.group(1)),
                Optional.ofNullable(path.group(2)),
                Optional.ofNullable(request.getParameterValues("profile"))
                        .map(List::of)
                        .orElse(List.of()),
                Optional.ofNullable(request.getParameter("mode")));
    }

    private Answer answer(ValidateOperation.Result result, WireFormat format) {
        if (result instanceof Refused refused) {
            return new Answer(
                    Issue.httpStatus(refused.issues()),
                    format.mediaType(),
                    translation.answer(refused.issues(), format),
                    Optional.empty());
        }
        return new Answer(OK, format.mediaType(), translation.answer((Checked) result, format), Optional.empty());
    }
}
