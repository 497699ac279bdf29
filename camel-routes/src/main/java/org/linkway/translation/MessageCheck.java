package org.linkway.translation;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Enumeration;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.linkway.fhir.terminology.CodeSystems;
import org.linkway.fhir.terminology.MessageEvent;
import org.linkway.fhir.terminology.MessageReason;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.translation.BundleIndex.Entry;
import org.linkway.workflow.Intent;

/** What BaRS asks of a message beyond its profiles: that it means something here, is for us, and has the shape that it names. */
final class MessageCheck {
    /** The version of payloads that BaRS writes into {@code Bundle.meta.versionId}: only the same major is compatible. */
    private static final Pattern VERSION = Pattern.compile("(\\d+)(?:[.].*)?");

    private static final String PAYLOAD_MAJOR = "1";
    private static final String FOR_VALIDATION = "validation";

    private final BarsHeader header;
    private final InboundRules rules;
    private final Findings findings;

    private MessageCheck(BarsHeader header, InboundRules rules, Findings findings) {
        this.header = header;
        this.rules = rules;
        this.findings = findings;
    }

    static void check(Bundle bundle, BundleIndex index, InboundRules rules, Findings findings) {
        checkVersion(bundle, findings);
        checkStamps(index, findings);
        BarsHeader.of(index).ifPresent(header -> new MessageCheck(header, rules, findings).check());
    }

    private void check() {
        Optional<MessageTable.Row> row = header.row();
        if (row.isEmpty()) {
            refuseWorkflow();
        }
        row.ifPresent(this::checkAgainst);
        checkFocus();
        new RoutingCheck(header, rules, findings).check();
    }

    private static void checkVersion(Bundle bundle, Findings findings) {
        String given = bundle.getMeta().getVersionId();
        if (given == null) {
            findings.warning(
                    GatewayError.REQUIRED,
                    "Bundle.meta.versionId",
                    "The message does not say which version of BaRS payloads it is. Send Bundle.meta.versionId, such as"
                            + " '1.1.0'.");
            return;
        }
        Matcher version = VERSION.matcher(given);
        if (!version.matches() || !version.group(1).equals(PAYLOAD_MAJOR)) {
            findings.error(
                    GatewayError.NOT_SUPPORTED,
                    "Bundle.meta.versionId",
                    "BaRS payloads of version '" + given
                            + "' are not taken here. Send one of version 1, such as '1.1.0'.");
        }
    }

    /** BaRS compares what is sent anew by these stamps, and published messages have them throughout. */
    private static void checkStamps(BundleIndex index, Findings findings) {
        String without = index.entries().stream()
                .filter(entry -> !entry.resource().getMeta().hasLastUpdated())
                .map(entry -> entry.resource().fhirType())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        if (!without.isEmpty()) {
            findings.warning(
                    GatewayError.REQUIRED,
                    "Bundle.entry.resource.meta.lastUpdated",
                    "meta.lastUpdated is missing from: " + without
                            + ". Give each resource the time of its last change: updates are compared by it.");
        }
    }

    private void refuseWorkflow() {
        Optional<MessageEvent> event = header.event();
        if (event.isEmpty()) {
            findings.error(
                    GatewayError.WORKFLOW,
                    header.path("event"),
                    "The event " + given(header.eventGiven()) + " is not taken here. Send " + MessageTable.events()
                            + ".");
        }
        event.ifPresent(it -> header.reason()
                .filter(MessageTable.reasons(it)::contains)
                .ifPresentOrElse(reason -> refuseStatus(it, reason), () -> refuseReason(it)));
    }

    private void refuseReason(MessageEvent event) {
        findings.error(
                GatewayError.WORKFLOW,
                header.path("reason"),
                "A " + event.code() + " with the reason " + given(header.reasonGiven()) + " is not taken here. Send "
                        + codes(MessageTable.reasons(event)) + ".");
    }

    private void refuseStatus(MessageEvent event, MessageReason reason) {
        Set<ServiceRequestStatus> legal = MessageTable.statuses(event, reason);
        header.request()
                .ifPresent(request -> findings.error(
                        GatewayError.WORKFLOW,
                        request.path("status"),
                        "A " + event.code() + " with the reason '" + reason.code() + "' and ServiceRequest.status "
                                + given(Optional.ofNullable(request.resource().getStatusElement())
                                        .map(Enumeration::getCode))
                                + " means nothing. With this reason send "
                                + legal.stream()
                                        .map(it -> "'" + it.toCode() + "'")
                                        .collect(Collectors.joining(" or "))
                                + "."));
    }

    private void checkAgainst(MessageTable.Row row) {
        Entry<ServiceRequest> request = header.request().orElseThrow();
        if (row.forReferralAlone()) {
            checkCategory(request);
            checkUseCase(request);
        }
        if (row.intent() == Intent.REPORTS
                && !header.entry().resource().getResponse().hasIdentifier()) {
            findings.error(
                    GatewayError.WORKFLOW,
                    header.path("response"),
                    "This response does not say what it answers. Send in MessageHeader.response.identifier the id of the"
                            + " Bundle that brought the referral.");
        }
        MessageShape.check(header, row, findings);
    }

    private void checkCategory(Entry<ServiceRequest> request) {
        if (codings(request, CodeSystems.BARS_REQUEST_CATEGORY).stream()
                .anyMatch(it -> FOR_VALIDATION.equals(it.getCode()))) {
            findings.error(
                    GatewayError.WORKFLOW,
                    request.path("category"),
                    "This message asks for validation, and only referrals are taken here. Send the category 'referral'.");
        }
    }

    private void checkUseCase(Entry<ServiceRequest> request) {
        Optional<String> useCase =
                codings(request, CodeSystems.BARS_USE_CASE).stream().findFirst().map(Coding::getCode);
        if (!rules.serves(useCase.orElse(""))) {
            findings.error(
                    GatewayError.NOT_SUPPORTED,
                    request.path("category"),
                    "The use case " + given(useCase) + " is not served here. " + served());
        }
    }

    private static List<Coding> codings(Entry<ServiceRequest> request, String system) {
        return request.resource().getCategory().stream()
                .flatMap(category -> category.getCoding().stream())
                .filter(coding -> system.equals(coding.getSystem()))
                .toList();
    }

    private String served() {
        return rules.useCases().isEmpty()
                ? "None is: ask whoever runs this gateway to name those that are."
                : "Served: "
                        + String.join(", ", rules.useCases().stream().sorted().toList()) + ".";
    }

    private void checkFocus() {
        boolean reports = header.event().equals(Optional.of(MessageEvent.SERVICE_REQUEST_RESPONSE));
        Optional<?> focus = reports
                ? header.index().resolve(header.entry().resource().getFocusFirstRep())
                : header.index().resolve(header.entry().resource().getFocusFirstRep(), ServiceRequest.class);
        if (focus.isEmpty()) {
            findings.error(
                    GatewayError.UNRESOLVED_REFERENCE,
                    header.path("focus"),
                    reports
                            ? "MessageHeader.focus does not lead to the responder's Encounter in the Bundle. Refer to its"
                                    + " fullUrl."
                            : "MessageHeader.focus does not lead to the Bundle's ServiceRequest. Refer to its fullUrl.");
        }
    }

    private static String codes(Set<MessageReason> reasons) {
        return reasons.stream().map(it -> "'" + it.code() + "'").collect(Collectors.joining(" or "));
    }

    private static String given(Optional<String> value) {
        return value.filter(it -> !it.isBlank()).map(it -> "'" + it + "'").orElse("(none)");
    }
}
