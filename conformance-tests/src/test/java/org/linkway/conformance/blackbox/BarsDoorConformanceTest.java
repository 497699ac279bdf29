package org.linkway.conformance.blackbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.MessageDefinition;
import org.hl7.fhir.r4.model.MessageHeader;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.linkway.conformance.partner.FhirText;
import org.linkway.conformance.partner.GpReferral;
import org.linkway.conformance.partner.SyntheticPeople;
import org.linkway.fhir.terminology.MessageReason;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.fhir.validation.WireFormat;

/** The door for BaRS messages: its headers and versions, what is refused there, and what a sender may do when. */
@ExtendWith(SharedGateway.class)
class BarsDoorConformanceTest {
    private static final SyntheticPeople PEOPLE = new SyntheticPeople();

    private final GpReferral referral = GpReferral.of(PEOPLE.next());
    private final GpSystem gp;
    private final LinkWorkers workers;

    BarsDoorConformanceTest(GatewayProcess gateway) {
        this.gp = gateway.gp();
        this.workers = gateway.linkWorkers();
    }

    @ParameterizedTest
    @CsvSource({"1.0.0, 1.0.0", "1.1.6, 1.1.6", "1.4.0, 1.2.2"})
    void answersInTheVersionThatIsSettled(String asked, String settled) {
        Answer answer = send(referral.barsMessage(), Map.of("Accept", "application/fhir+json; version=" + asked))
                .expect(200);

        assertThat(answer.header("Content-Type").orElseThrow()).contains("version=" + settled);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.0.0", "0.9.0", "newest"})
    void refusesAVersionThatItDoesNotSpeak(String version) {
        List<String> before = held();

        Answer answer = send(referral.barsMessage(), Map.of("Accept", "application/fhir+json; version=" + version));

        Refusals.assertRefused(answer, GatewayError.NOT_ACCEPTABLE, version, "1.2.2");
        assertThat(answer.header("X-Correlation-Id")).isPresent();
        assertThat(held()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NHSD-Target-Identifier",
                "NHSD-End-User-Organisation",
                "NHSD-Requesting-Software",
                "NHSD-Requesting-Practitioner"
            })
    void refusesAHeaderThatCannotBeRead(String header) {
        Answer answer = send(referral.barsMessage(), Map.of(header, "{not base64}"));

        Refusals.assertRefused(answer, GatewayError.HEADER_INVALID, header, "Base64");
        assertThat(answer.header("X-Request-Id")).isPresent();
    }

    @Test
    void takesTheHeadersOfTheGuideAndGivesThemBack() {
        String target = base64("{\"value\":\"9999999999\",\"system\":\"https://fhir.nhs.uk/Id/dos-service-id\"}");
        String organisation = base64("{\"resourceType\":\"Organization\",\"name\":\"Invented Lane Surgery\"}");

        Answer answer = send(
                        referral.barsMessage(),
                        Map.of(
                                "NHSD-Target-Identifier",
                                target,
                                "NHSD-End-User-Organisation",
                                organisation,
                                "use-context",
                                "a5t1|referral|servicerequest-request|new"))
                .expect(200);

        assertThat(answer.header("NHSD-Target-Identifier")).contains(target);
        assertThat(answer.header("NHSD-End-User-Organisation")).contains(organisation);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH", "HEAD"})
    void takesNothingButPosts(String method) {
        Answer answer = gp.request(method, GpSystem.MESSAGE_DOOR).expect(405);

        assertThat(answer.header("Allow")).contains("POST");
    }

    @Test
    void tellsWhichMessagesItTakesForAServiceAndAUseCase() {
        Bundle found = gp.read("MessageDefinition?context=9999999999&context=" + GpReferral.BARS_USE_CASE)
                .expect(200)
                .bundle();

        assertThat(found.getTotal()).isEqualTo(4);
        assertThat(found.getEntry()).allSatisfy(entry -> {
            MessageDefinition definition = (MessageDefinition) entry.getResource();
            gp.read("MessageDefinition/" + definition.getIdElement().getIdPart())
                    .expect(200);
        });
        assertThat(gp.read("MessageDefinition?context=9999999999&context=a1t1")
                        .expect(200)
                        .bundle()
                        .getTotal())
                .isZero();
        assertThat(gp.read("MessageDefinition?url=https://fhir.linkway.org/MessageDefinition/servicerequest-response")
                        .expect(200)
                        .bundle()
                        .getEntry())
                .hasSize(1);
        Refusals.assertRefused(gp.read("MessageDefinition"), GatewayError.PARAMETER_MISSING, "context");
    }

    static Stream<Arguments> isRefused() {
        return Stream.of(
                wrong(
                        "a booking",
                        header(it -> it.getEventCoding().setCode("booking-request")),
                        GatewayError.WORKFLOW,
                        "Bundle.entry[0].resource.event"),
                wrong(
                        "no reason",
                        header(it -> it.setReason(null)),
                        GatewayError.WORKFLOW,
                        "Bundle.entry[0].resource.reason"),
                wrong(
                        "a new referral that is revoked",
                        request(it -> it.setStatus(ServiceRequestStatus.REVOKED)),
                        GatewayError.WORKFLOW,
                        "Bundle.entry[1].resource.status"),
                wrong(
                        "a use case that is not served",
                        request(it ->
                                it.getCategoryFirstRep().getCoding().get(1).setCode("a1t1")),
                        GatewayError.NOT_SUPPORTED,
                        "Bundle.entry[1].resource.category"),
                wrong(
                        "for validation",
                        request(it ->
                                it.getCategoryFirstRep().getCoding().get(0).setCode("validation")),
                        GatewayError.WORKFLOW,
                        "Bundle.entry[1].resource.category"),
                wrong(
                        "an unknown definition",
                        header(it -> it.setDefinition("https://fhir.nhs.uk/MessageDefinition/lunch")),
                        GatewayError.NOT_SUPPORTED,
                        "Bundle.entry[0].resource.definition"),
                wrong(
                        "the definition of another message",
                        header(it ->
                                it.setDefinition("https://fhir.linkway.org/MessageDefinition/servicerequest-response")),
                        GatewayError.WORKFLOW,
                        "Bundle.entry[0].resource.definition"),
                wrong(
                        "a payload of another version",
                        it -> it.getMeta().setVersionId("2.0.0"),
                        GatewayError.NOT_SUPPORTED,
                        "Bundle.meta.versionId"),
                wrong(
                        "no Patient",
                        it -> it.getEntry().removeIf(entry -> entry.getResource() instanceof Patient),
                        GatewayError.REQUIRED,
                        "Bundle.entry"),
                wrong(
                        "a focus that is not there",
                        header(it ->
                                it.getFocusFirstRep().setReference("urn:uuid:00000000-0000-4000-8000-000000000000")),
                        GatewayError.UNRESOLVED_REFERENCE,
                        "Bundle.entry[0].resource.focus[0]"),
                wrong(
                        "a response that answers nothing",
                        header(it -> it.getEventCoding().setCode("servicerequest-response")),
                        GatewayError.WORKFLOW,
                        "Bundle.entry[0].resource.response"),
                wrong(
                        "a response to a message that never went out",
                        header(it -> {
                            it.getEventCoding().setCode("servicerequest-response");
                            it.setDefinition(null);
                            it.getResponse().setIdentifier(GpSystem.newId()).setCode(MessageHeader.ResponseType.OK);
                        }),
                        GatewayError.NOT_FOUND,
                        "Bundle.entry[0].resource.response.identifier"));
    }

    private static Arguments wrong(String name, Consumer<Bundle> spoil, GatewayError error, String expression) {
        return Arguments.of(name, spoil, error, expression);
    }

    private static Consumer<Bundle> header(Consumer<MessageHeader> spoil) {
        return bundle -> spoil.accept(the(bundle, MessageHeader.class));
    }

    private static Consumer<Bundle> request(Consumer<ServiceRequest> spoil) {
        return bundle -> spoil.accept(the(bundle, ServiceRequest.class));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void isRefused(String name, Consumer<Bundle> spoil, GatewayError error, String expression) {
        List<String> before = held();
        Bundle message = referral.barsMessage();
        spoil.accept(message);

        Refusals.assertRefusedAt(send(message, Map.of()), error, expression);

        assertThat(held()).isEqualTo(before);
    }

    /** What the sender may do by a message while the referral stands so: the answers to update, cancellation and mistake. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "requested, 200",
        "accepted, 200",
        "in-progress, 200",
        "on-hold, 200",
        "completed, 422",
        "rejected, 422",
        "cancelled, 422",
        "failed, 422",
        "entered-in-error, 422"
    })
    void aSenderUpdatesAndCancelsWhatIsOpen(String status, int answer) {
        String id = opened();
        lead(id, status);

        Answer updated = send(update(MessageReason.UPDATE, ServiceRequestStatus.ACTIVE), Map.of());
        Answer cancelled = send(update(MessageReason.UPDATE, ServiceRequestStatus.REVOKED), Map.of());
        Answer again = send(update(MessageReason.DELETE, ServiceRequestStatus.ACTIVE), Map.of());

        String stands = answer == 422 ? status : "cancelled";
        assertThat(workers.referral(id).get("status").asText()).isEqualTo(stands);
        assertClosed(again, stands);
        if (answer == 422) {
            assertClosed(updated, status);
            assertClosed(cancelled, status);
        } else {
            updated.expect(answer);
            cancelled.expect(answer);
        }
        Answer mistake = send(update(MessageReason.UPDATE, ServiceRequestStatus.ENTEREDINERROR), Map.of());
        if (status.equals("entered-in-error")) {
            assertClosed(mistake, status);
        } else {
            mistake.expect(200);
        }
    }

    private static void assertClosed(Answer answer, String status) {
        Refusals.assertRefusedAt(
                answer,
                GatewayError.INVARIANT,
                "Bundle.entry.resource.ofType(ServiceRequest).status",
                "A referral that is " + status + " cannot take the event",
                "It was closed by");
    }

    @ParameterizedTest
    @ValueSource(strings = {"requested", "accepted", "in-progress", "on-hold"})
    void aSenderDeletesWhatIsOpen(String status) {
        String id = opened();
        lead(id, status);

        send(update(MessageReason.DELETE, ServiceRequestStatus.REVOKED), Map.of())
                .expect(200);

        assertThat(workers.referral(id).get("status").asText()).isEqualTo("cancelled");
    }

    @Test
    void keepsTheIdsThatItGaveAndRefusesWhatIsOlder() {
        Bundle first = send(referral.barsMessage(), Map.of()).expect(200).bundle();
        Bundle update = update(MessageReason.UPDATE, ServiceRequestStatus.ACTIVE);
        Answer updated = send(update, Map.of()).expect(200);
        Bundle second = updated.bundle();
        gp.assertReadable(updated);
        Bundle outdated = update(MessageReason.UPDATE, ServiceRequestStatus.ACTIVE);
        Instant before = Instant.now().minusSeconds(60);
        the(outdated, ServiceRequest.class).getMeta().setLastUpdated(Date.from(before));

        Answer refused = send(outdated, Map.of());

        assertThat(ids(second)).isEqualTo(ids(first));
        Refusals.assertRefusedAt(
                refused,
                GatewayError.CONFLICT,
                "Bundle.entry[1].resource.meta.lastUpdated",
                "you have sent a later one");
    }

    private static List<String> ids(Bundle bundle) {
        return bundle.getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .filter(resource -> !(resource instanceof OperationOutcome))
                .map(resource -> resource.getIdElement().getIdPart())
                .toList();
    }

    private List<String> held() {
        return workers.all().stream().map(it -> it.get("id").asText()).toList();
    }

    private String opened() {
        Bundle echo = send(referral.barsMessage(), Map.of()).expect(200).bundle();
        return workers.referralOf(the(echo, ServiceRequest.class).getIdElement().getIdPart())
                .get("id")
                .asText();
    }

    /** Leads the referral to where it is to stand. */
    private void lead(String id, String status) {
        if (status.equals("entered-in-error")) {
            send(update(MessageReason.UPDATE, ServiceRequestStatus.ENTEREDINERROR), Map.of())
                    .expect(200);
        } else {
            workers.lead(id, status);
        }
    }

    /** What it changes has a later stamp; all else is as it was sent. */
    private Bundle update(MessageReason reason, ServiceRequestStatus status) {
        Date now = Date.from(Instant.now());
        Bundle message = referral.barsMessage();
        the(message, MessageHeader.class)
                .setReason(new CodeableConcept(reason.toCoding()))
                .getMeta()
                .setLastUpdated(now);
        the(message, ServiceRequest.class).setStatus(status).getMeta().setLastUpdated(now);
        return message;
    }

    private Answer send(Bundle message, Map<String, String> more) {
        Map<String, String> headers = new HashMap<>(Map.of(
                "Content-Type", WireFormat.JSON.mediaType(),
                "X-Request-Id", GpSystem.newId(),
                "X-Correlation-Id", GpSystem.newId()));
        headers.putAll(more);
        return gp.postWithHeaders(
                GpSystem.MESSAGE_DOOR, new String(FhirText.write(message, WireFormat.JSON), UTF_8), headers);
    }

    private static String base64(String json) {
        return Base64.getEncoder().encodeToString(json.getBytes(UTF_8));
    }

    private static <T> T the(Bundle bundle, Class<T> type) {
        return bundle.getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }
}
