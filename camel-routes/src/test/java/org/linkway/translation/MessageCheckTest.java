package org.linkway.translation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.HealthcareService;
import org.hl7.fhir.r4.model.MessageHeader;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.linkway.fhir.identifier.IdentifierSystem;
import org.linkway.fhir.terminology.CodeSystems;
import org.linkway.fhir.terminology.MessageEvent;
import org.linkway.fhir.terminology.MessageReason;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.fhir.validation.Issue;
import org.linkway.workflow.Intent;

class MessageCheckTest {
    private static final InboundRules HOSTING = new InboundRules(
            Set.of("a5t1"), false, Set.of(ServiceAddress.parse("2000099901").orElseThrow()), "ZZZ01", false);

    /** Each event, reason and status: what it means, or that it is refused as nothing. */
    @Test
    void everyCombinationMeansOneThingOrIsRefusedByName() {
        for (MessageEvent event : MessageEvent.values()) {
            for (MessageReason reason : MessageReason.values()) {
                for (ServiceRequestStatus status : taken()) {
                    Bundle message = message(header -> header.setEvent(event.toCoding())
                            .setReason(new CodeableConcept(reason.toCoding()))
                            .setDefinition(null));
                    TestMessages.the(message, ServiceRequest.class).setStatus(status);
                    TestMessages.the(message, MessageHeader.class)
                            .getResponse()
                            .setIdentifier("79120f41-a431-4f08-bcc5-1e67006fcae0");
                    Optional<MessageTable.Row> row = MessageTable.find(event, reason, status);

                    assertThat(errors(message))
                            .as("%s %s %s", event, reason, status)
                            .extracting(Issue::error)
                            .isEqualTo(row.isPresent() ? List.of() : List.of(GatewayError.WORKFLOW));
                    row.ifPresent(
                            it -> assertThat(IntentMapper.toModel(message)).isEqualTo(it.intent()));
                }
            }
        }
    }

    private static List<ServiceRequestStatus> taken() {
        return Arrays.stream(ServiceRequestStatus.values())
                .filter(it -> it != ServiceRequestStatus.NULL)
                .toList();
    }

    @Test
    void noLineOfTheTableHidesAnother() {
        assertThat(MessageTable.rows())
                .allSatisfy(row -> assertThat(row.statuses())
                        .allSatisfy(status -> assertThat(MessageTable.find(row.event(), row.reason(), status))
                                .contains(row)));
        assertThat(MessageTable.rows()).extracting(MessageTable.Row::intent).contains(Intent.values());
    }

    static Stream<Arguments> isRefused() {
        return Stream.of(
                refused(
                        "a booking",
                        message(it -> it.getEventCoding().setCode("booking-request")),
                        GatewayError.WORKFLOW,
                        "Bundle.entry[0].resource.event",
                        "'booking-request' is not taken here. Send servicerequest-request or servicerequest-response."),
                refused(
                        "another reason",
                        message(it -> it.getReason().getCodingFirstRep().setCode("renew")),
                        GatewayError.WORKFLOW,
                        "Bundle.entry[0].resource.reason",
                        "the reason 'renew' is not taken here. Send 'new' or 'update' or 'delete'."),
                refused(
                        "a definition that nobody knows",
                        message(it -> it.setDefinition("https://fhir.nhs.uk/MessageDefinition/bars-message-lunch")),
                        GatewayError.NOT_SUPPORTED,
                        "Bundle.entry[0].resource.definition",
                        "bars-message-lunch' is not known here. Send one of: "),
                refused(
                        "a definition for something else",
                        message(it -> it.setDefinition(
                                "https://fhir.nhs.uk/MessageDefinition/bars-message-servicerequest-request-cancelled")),
                        GatewayError.WORKFLOW,
                        "Bundle.entry[0].resource.definition",
                        "does not go with a servicerequest-request with the reason 'new'."),
                refused(
                        "for a service that is not here",
                        message(it ->
                                it.getDestinationFirstRep().setEndpoint("https://fhir.nhs.uk/Id/dos-service-id|666")),
                        GatewayError.NOT_SUPPORTED,
                        "Bundle.entry[0].resource.destination[0].endpoint",
                        "'https://fhir.nhs.uk/Id/dos-service-id|666', which is not hosted here. Hosted: "),
                refused(
                        "for nobody",
                        message(it -> it.getDestinationFirstRep().setEndpoint("urn:nobody|")),
                        GatewayError.NOT_SUPPORTED,
                        "Bundle.entry[0].resource.destination[0].endpoint",
                        "not hosted here"),
                refused(
                        "without a destination, where it is known who is hosted",
                        message(it -> it.setDestination(null)),
                        GatewayError.REQUIRED,
                        "Bundle.entry[0].resource.destination",
                        "does not say for which service it is"));
    }

    private static Arguments refused(String name, Bundle message, GatewayError error, String expression, String words) {
        return Arguments.of(name, message, error, expression, words);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void isRefused(String name, Bundle message, GatewayError error, String expression, String words) {
        assertThat(errors(message)).singleElement().satisfies(issue -> {
            assertThat(issue.error()).isEqualTo(error);
            assertThat(issue.expression()).contains(expression);
            assertThat(issue.sentence()).contains(words);
        });
    }

    @Test
    void isForTheOrganisationThatRunsTheService() {
        assertThat(errors(received("A81001"))).singleElement().satisfies(issue -> {
            assertThat(issue.error()).isEqualTo(GatewayError.NOT_SUPPORTED);
            assertThat(issue.expression()).contains("Bundle.entry[0].resource.destination[0].receiver");
            assertThat(issue.sentence()).contains("'A81001'", "run by 'ZZZ01'");
        });
        assertThat(errors(received("zzz01"))).isEmpty();
        assertThat(errors(received(null))).isEmpty();
        assertThat(findings(received("A81001"), TestMessages.RULES)).noneMatch(issue -> !issue.warning());
    }

    private static Bundle received(String odsCode) {
        String fullUrl = "urn:uuid:77777777-0000-4000-8000-000000000001";
        Organization organisation = new Organization().setName("Sampleton Social Prescribing");
        organisation
                .addIdentifier()
                .setSystem(IdentifierSystem.ODS_ORGANIZATION.uri())
                .setValue(odsCode);
        Bundle message = message(header -> header.getDestinationFirstRep().setReceiver(new Reference(fullUrl)));
        message.addEntry().setFullUrl(fullUrl).setResource(organisation);
        return message;
    }

    @Test
    void refusesARequestForValidation() {
        Bundle message = message(header -> {});
        TestMessages.the(message, ServiceRequest.class)
                .addCategory(new CodeableConcept(new Coding(CodeSystems.BARS_REQUEST_CATEGORY, "validation", null)));

        assertThat(errors(message))
                .singleElement()
                .satisfies(issue -> assertThat(issue.sentence()).startsWith("This message asks for validation"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.0.0", "0.9", "latest", "10.1"})
    void refusesAnotherMajorVersionOfPayloads(String version) {
        Bundle message = message(header -> {});
        message.getMeta().setVersionId(version);

        assertThat(errors(message)).singleElement().satisfies(issue -> {
            assertThat(issue.error()).isEqualTo(GatewayError.NOT_SUPPORTED);
            assertThat(issue.expression()).contains("Bundle.meta.versionId");
            assertThat(issue.sentence()).contains("'" + version + "'");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0.0", "1.1.0", "1.0.0-beta", "1"})
    void takesEachVersionOfTheFirstMajor(String version) {
        Bundle message = message(header -> {});
        message.getMeta().setVersionId(version);

        assertThat(errors(message)).isEmpty();
    }

    @Test
    void saysHowManyResourcesAreMissingOrTooMany() {
        Bundle message = message(header -> {});
        message.getEntry().removeIf(entry -> entry.getResource() instanceof HealthcareService);
        List<String> without = warnings(message);
        message.addEntry().setFullUrl("urn:uuid:1").setResource(new HealthcareService().setName("Link workers"));
        message.addEntry().setFullUrl("urn:uuid:2").setResource(new HealthcareService().setName("Link workers"));

        assertThat(without)
                .contains(
                        "The message has 0 resources of type HealthcareService, and servicerequest-request-new wants exactly 1.");
        assertThat(warnings(message))
                .contains(
                        "The message has 2 resources of type HealthcareService, and servicerequest-request-new wants exactly 1.");
    }

    private static Bundle message(Consumer<MessageHeader> change) {
        Bundle message = TestMessages.message();
        MessageHeader header = TestMessages.the(message, MessageHeader.class);
        header.getDestinationFirstRep().setEndpoint("https://fhir.nhs.uk/Id/dos-service-id|2000099901");
        change.accept(header);
        return message;
    }

    private static List<Issue> errors(Bundle message) {
        return findings(message).stream().filter(issue -> !issue.warning()).toList();
    }

    private static List<String> warnings(Bundle message) {
        return findings(message).stream()
                .filter(Issue::warning)
                .map(Issue::sentence)
                .toList();
    }

    private static List<Issue> findings(Bundle message) {
        return findings(message, HOSTING);
    }

    private static List<Issue> findings(Bundle message, InboundRules rules) {
        Findings findings = new Findings();
        MessageCheck.check(message, new BundleIndex(message), rules, findings);
        return findings.all();
    }
}
