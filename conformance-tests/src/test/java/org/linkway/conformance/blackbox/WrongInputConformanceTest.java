package org.linkway.conformance.blackbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.linkway.conformance.blackbox.WrongInput.body;
import static org.linkway.conformance.blackbox.WrongInput.text;
import static org.linkway.conformance.blackbox.WrongInput.transaction;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.linkway.conformance.partner.FhirText;
import org.linkway.conformance.partner.GpReferral;
import org.linkway.conformance.partner.SyntheticPeople;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.fhir.validation.WireFormat;

/** Wrong input is refused with all that is wrong with it, and leaves nothing behind. */
@ExtendWith(SharedGateway.class)
class WrongInputConformanceTest {
    private static final String BAD_SNOMED_CODE = "926121000000105";
    private static final String PATIENT = "Bundle.entry[0].resource";
    private static final String SERVICE_REQUEST = "Bundle.entry[4].resource";
    private static final String TASK = "Bundle.entry[5].resource";

    private final GpSystem gp;
    private final LinkWorkers linkWorkers;
    private List<JsonNode> referralsBefore;

    WrongInputConformanceTest(GatewayProcess gateway) {
        gp = gateway.gp();
        linkWorkers = gateway.linkWorkers();
    }

    @BeforeEach
    void lookAtWhatIsHeld() {
        referralsBefore = linkWorkers.all();
    }

    /** With no referral there is no event and no delivery either: both belong to one. */
    @AfterEach
    void nothingIsStored() {
        assertThat(linkWorkers.all()).isEqualTo(referralsBefore);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void isRefused(WrongInput wrong) {
        Answer answer = gp.post(GpSystem.TRANSACTION_DOOR, wrong.body(), wrong.contentType(), GpSystem.newId());

        answer.expect(wrong.error().httpStatus());
        String[] words = wrong.words().toArray(String[]::new);
        wrong.expression()
                .ifPresentOrElse(
                        expression -> Refusals.assertRefusedAt(answer, wrong.error(), expression, words),
                        () -> Refusals.assertRefused(answer, wrong.error(), words));
    }

    static Stream<WrongInput> isRefused() {
        return Stream.of(bodies(), people(), parts(), codes()).flatMap(cases -> cases);
    }

    private static Stream<WrongInput> bodies() {
        return Stream.of(
                text("not JSON", WireFormat.JSON, "{\"resourceType\":")
                        .is(GatewayError.NOT_FHIR, "not well-formed JSON", "line 1"),
                text("not XML", WireFormat.XML, "<Bundle xmlns='http://hl7.org/fhir'>")
                        .is(GatewayError.NOT_FHIR, "not well-formed XML", "line 1"),
                text("nothing", WireFormat.JSON, "").is(GatewayError.NOT_FHIR, "empty"),
                text("XML called JSON", WireFormat.JSON, "<Bundle/>").is(GatewayError.NOT_FHIR, "Content-Type"),
                body(
                                "plain text",
                                "text/plain",
                                TransactionJson.fresh().bundle().toString())
                        .is(GatewayError.UNSUPPORTED_MEDIA_TYPE, "text/plain", "application/fhir+json"),
                body("another character set", "application/fhir+json; charset=utf-16", "{}")
                        .is(GatewayError.UNSUPPORTED_MEDIA_TYPE, "UTF-8"),
                transaction(
                                "more than 2 MiB",
                                it -> it.resource("ServiceRequest")
                                        .putArray("note")
                                        .addObject()
                                        .put("text", "x".repeat(2 * 1024 * 1024)))
                        .is(GatewayError.TOO_LARGE, "2"),
                text("deep nesting", WireFormat.JSON, "{\"extension\":[".repeat(500) + "]}".repeat(500))
                        .is(GatewayError.TOO_COMPLEX, "levels deep"),
                text("endless lists", WireFormat.JSON, "{\"extension\":[" + "{},".repeat(20_000) + "{}]}")
                        .is(GatewayError.TOO_COMPLEX, "10000 elements"),
                text(
                                "more resources than a referral has",
                                WireFormat.JSON,
                                "{\"contained\":[" + "{\"resourceType\":\"Task\"},".repeat(100)
                                        + "{\"resourceType\":\"Task\"}]}")
                        .is(GatewayError.TOO_COMPLEX, "100 resources"),
                text(
                                "an XML external entity",
                                WireFormat.XML,
                                "<!DOCTYPE Bundle [<!ENTITY secret SYSTEM \"file:///etc/hostname\">]>"
                                        + "<Bundle xmlns=\"http://hl7.org/fhir\"><id value=\"&secret;\"/></Bundle>")
                        .is(GatewayError.UNSAFE_XML, "DOCTYPE"),
                text(
                                "a Patient",
                                WireFormat.JSON,
                                TransactionJson.fresh().resource("Patient").toString())
                        .is(GatewayError.INVALID, "Bundle"),
                text("a message at the transaction door", WireFormat.JSON, barsMessage())
                        .is(GatewayError.VALUE, "message", "transaction")
                        .at("Bundle.type"),
                transaction("an empty list of entries", it -> it.entries().removeAll())
                        .is(GatewayError.NOT_FHIR, "empty")
                        .at("Bundle.entry"),
                transaction("no entries", it -> it.bundle().remove("entry")).is(GatewayError.REQUIRED, "Patient"));
    }

    private static Stream<WrongInput> people() {
        return Stream.of(
                transaction(
                                "an NHS number whose check digit fails",
                                it -> it.nhsNumber().put("value", "9990000019"))
                        .is(GatewayError.VALUE, "check digit")
                        .at(PATIENT + ".identifier[0].value"),
                transaction(
                                "an NHS number of one repeated digit",
                                it -> it.nhsNumber().put("value", "9999999999"))
                        .is(GatewayError.VALUE, "repeated")
                        .at(PATIENT + ".identifier[0].value"),
                transaction("a short NHS number", it -> it.nhsNumber().put("value", "999000"))
                        .is(GatewayError.INVARIANT, "ten digits")
                        .at(PATIENT + ".identifier[0]"),
                transaction("nobody to be found", it -> it.resource("Patient").retain("resourceType"))
                        .is(GatewayError.INVARIANT, "NHS number", "birth date")
                        .at(PATIENT),
                transaction("two patients", it -> it.repeat("Patient")).is(GatewayError.INVARIANT, "Patient"),
                transaction("no patient", it -> it.entries().remove(0)).is(GatewayError.REQUIRED, "Patient"));
    }

    private static Stream<WrongInput> parts() {
        return Stream.of(
                transaction(
                                "an element that FHIR does not know",
                                it -> it.resource("Patient").put("favouriteColour", "green"))
                        .is(GatewayError.UNKNOWN_CONTENT, "favouriteColour", "Patient")
                        .at(PATIENT),
                transaction(
                                "a resource type that FHIR does not know",
                                it -> it.resource("Patient").put("resourceType", "Human"))
                        .is(GatewayError.UNKNOWN_CONTENT, "Human"),
                transaction(
                                "a referral of nobody",
                                it -> it.resource("ServiceRequest").remove("subject"))
                        .is(GatewayError.REQUIRED, "subject")
                        .at(SERVICE_REQUEST + ".subject"),
                transaction(
                                "a status that FHIR does not know",
                                it -> it.resource("ServiceRequest").put("status", "ongoing"))
                        .is(GatewayError.CODE_INVALID, "ongoing", "active")
                        .at(SERVICE_REQUEST + ".status"),
                transaction(
                                "a Task about something elsewhere",
                                it -> it.resource("Task").putObject("focus").put("reference", "ServiceRequest/123"))
                        .is(GatewayError.UNRESOLVED_REFERENCE, "ServiceRequest/123")
                        .at(TASK + ".focus"),
                transaction(
                                "a Task about nothing",
                                it -> it.resource("Task")
                                        .putObject("focus")
                                        .put("reference", "urn:uuid:00000000-0000-4000-8000-000000000000"))
                        .is(GatewayError.UNRESOLVED_REFERENCE, "urn:uuid:00000000-0000-4000-8000-000000000000")
                        .at(TASK + ".focus"));
    }

    private static Stream<WrongInput> codes() {
        return Stream.of(transaction(
                        "a SNOMED code whose check digit fails in what is asked for",
                        it -> it.resource("ServiceRequest")
                                .putObject("code")
                                .putArray("coding")
                                .addObject()
                                .put("system", "http://snomed.info/sct")
                                .put("code", BAD_SNOMED_CODE))
                .is(GatewayError.CODE_INVALID, BAD_SNOMED_CODE, "check digit")
                .at(SERVICE_REQUEST + ".code.coding[0]"));
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        TransactionJson transaction = TransactionJson.fresh();
        transaction.nhsNumber().put("value", "9999999999");
        transaction.resource("Task").putObject("focus").put("reference", "ServiceRequest/123");
        Answer answer = post(GpSystem.TRANSACTION_DOOR, transaction);
        Refusals.assertRefusedAt(answer, GatewayError.VALUE, PATIENT + ".identifier[0].value");
        Refusals.assertRefusedAt(answer, GatewayError.UNRESOLVED_REFERENCE, TASK + ".focus");
    }

    @Test
    void refusalNamesNoPatient() {
        TransactionJson transaction = TransactionJson.fresh();
        transaction.resource("Patient").put("favouriteColour", "green");
        Answer answer = post(GpSystem.TRANSACTION_DOOR, transaction);
        assertThat(answer.body())
                .doesNotContain(transaction.nhsNumber().get("value").asText())
                .doesNotContain(
                        transaction.resource("Patient").at("/name/0/family").asText());
    }

    @Test
    void messageWithoutARequestIdIsRefused() {
        Answer answer = gp.postWithHeaders(
                GpSystem.MESSAGE_DOOR,
                barsMessage(),
                Map.of("Content-Type", WireFormat.JSON.mediaType(), "X-Correlation-Id", GpSystem.newId()));
        Refusals.assertRefused(answer, GatewayError.HEADER_MISSING, "X-Request-Id");
    }

    @Test
    void messageWhoseRequestIdIsNoUuidIsRefused() {
        Answer answer = gp.post(GpSystem.MESSAGE_DOOR, barsMessage(), WireFormat.JSON.mediaType(), "request-1");
        Refusals.assertRefused(answer, GatewayError.HEADER_INVALID, "X-Request-Id", "UUID");
    }

    @Test
    void senderThatAcceptsNoFhirIsToldWhatToAccept() {
        Answer answer = gp.postWithHeaders(
                GpSystem.TRANSACTION_DOOR,
                TransactionJson.fresh().bundle().toString(),
                Map.of("Content-Type", WireFormat.JSON.mediaType(), "Accept", "text/csv"));
        Refusals.assertRefused(answer, GatewayError.NOT_ACCEPTABLE, "text/csv", "application/fhir+json");
    }

    @Test
    void transactionAtTheMessageDoorIsRefused() {
        Refusals.assertRefused(
                post(GpSystem.MESSAGE_DOOR, TransactionJson.fresh()), GatewayError.VALUE, "transaction", "message");
    }

    @Test
    void otherMethodsAreRefusedAsFhir() {
        Refusals.assertRefused(gp.read("$process-message"), GatewayError.METHOD_NOT_ALLOWED);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        Answer answer = gp.read("Task/" + GpSystem.newId());
        Refusals.assertRefused(answer, GatewayError.NOT_FOUND);
    }

    private Answer post(String door, TransactionJson transaction) {
        return gp.post(door, transaction.bundle().toString(), WireFormat.JSON.mediaType(), GpSystem.newId());
    }

    private static String barsMessage() {
        return new String(
                FhirText.write(GpReferral.of(new SyntheticPeople().next()).barsMessage(), WireFormat.JSON), UTF_8);
    }
}
