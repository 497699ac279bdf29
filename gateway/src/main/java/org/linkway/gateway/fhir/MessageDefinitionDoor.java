package org.linkway.gateway.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;
import org.linkway.fhir.profile.LinkwayPackage;
import org.linkway.fhir.profile.PackagedResource;
import org.linkway.fhir.terminology.CodeSystems;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.fhir.validation.Issue;
import org.linkway.fhir.validation.WireFormat;
import org.linkway.routes.inbound.Answer;
import org.linkway.translation.InboundRules;
import org.linkway.translation.ReferralTranslation;
import org.linkway.translation.ServiceAddress;
import org.linkway.workflow.Body;
import org.springframework.stereotype.Component;

/**
 * {@code GET /fhir/MessageDefinition?context=<service>&context=<use case>}: what a BaRS sender asks before it sends, which
 * messages this service takes for this use case. It goes round HAPI's server, which knows the definitions by their URL alone.
 */
@Component
class MessageDefinitionDoor {
    private static final String USE_CASE = "[A-Za-z]\\d+[A-Za-z]\\d+";

    private final FhirContext fhir;
    private final InboundRules rules;
    private final ReferralTranslation translation;
    private final DoorStep step;

    MessageDefinitionDoor(FhirContext fhir, InboundRules rules, ReferralTranslation translation, DoorStep step) {
        this.fhir = fhir;
        this.rules = rules;
        this.translation = translation;
        this.step = step;
    }

    boolean takes(HttpServletRequest request) {
        String path = Optional.ofNullable(request.getPathInfo()).orElse("");
        return request.getMethod().equals("GET")
                && path.replaceFirst("/$", "").equals("/MessageDefinition")
                && request.getParameter("url") == null;
    }

    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        List<String> contexts = Optional.ofNullable(request.getParameterValues("context"))
                .map(List::of)
                .orElse(List.of());
        step.crossInVersion(
                request,
                response,
                (body, format) -> contexts.isEmpty() ? contextMissing(format) : found(contexts, format));
    }

    private Answer contextMissing(WireFormat format) {
        List<Issue> issues = List.of(Issue.error(
                GatewayError.PARAMETER_MISSING,
                "The search parameter context is missing. Send it for the service and for the use case:"
                        + " MessageDefinition?context=<service id>&context=<use case>."));
        return new Answer(
                Issue.httpStatus(issues), format.mediaType(), translation.answer(issues, format), Optional.empty());
    }

    private Answer found(List<String> contexts, WireFormat format) {
        Bundle searchset = new Bundle().setType(BundleType.SEARCHSET);
        if (contexts.stream().allMatch(this::isOurs)) {
            LinkwayPackage.builtIn().resources().stream()
                    .filter(it -> it.type().equals("MessageDefinition"))
                    .map(PackagedResource::parsed)
                    .forEach(definition -> searchset
                            .addEntry()
                            .setFullUrl(LinkwayPackage.CANONICAL + "/MessageDefinition/"
                                    + definition.getIdElement().getIdPart())
                            .setResource(definition.copy())
                            .getSearch()
                            .setMode(SearchEntryMode.MATCH));
        }
        searchset.setTotal(searchset.getEntry().size());
        IParser parser = format == WireFormat.JSON ? fhir.newJsonParser() : fhir.newXmlParser();
        String text = parser.encodeResourceToString(searchset);
        return new Answer(200, format.mediaType(), Body.of(text.getBytes(StandardCharsets.UTF_8)), Optional.empty());
    }

    /** A service that is hosted, or a use case that is served, here. */
    private boolean isOurs(String context) {
        String code = context.substring(context.lastIndexOf('|') + 1);
        boolean isUseCase = context.startsWith(CodeSystems.BARS_USE_CASE + "|")
                || (!context.contains("|") && code.matches(USE_CASE));
        return isUseCase
                ? rules.serves(code)
                : ServiceAddress.parse(context).filter(rules::hosts).isPresent();
    }
}
