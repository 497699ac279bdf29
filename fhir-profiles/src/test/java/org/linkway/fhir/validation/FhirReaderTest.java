package org.linkway.fhir.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.linkway.fhir.validation.GatewayError.CODE_INVALID;
import static org.linkway.fhir.validation.GatewayError.INVALID;
import static org.linkway.fhir.validation.GatewayError.NOT_FHIR;
import static org.linkway.fhir.validation.GatewayError.TOO_COMPLEX;
import static org.linkway.fhir.validation.GatewayError.UNKNOWN_CONTENT;
import static org.linkway.fhir.validation.GatewayError.UNRESOLVED_REFERENCE;
import static org.linkway.fhir.validation.GatewayError.UNSAFE_XML;
import static org.linkway.fhir.validation.GatewayError.UNSUPPORTED_MEDIA_TYPE;
import static org.linkway.fhir.validation.GatewayError.VALUE;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.linkway.fhir.profile.Authored;
import org.linkway.fhir.profile.LinkwayProfile;

class FhirReaderTest {
    private static final String JSON = "application/fhir+json";
    private static final String XML = "application/fhir+xml";
    private static final String TRANSACTION = Authored.exampleText("Linkway-DoorTransaction-full");

    private static final Issue UNREADABLE = Issue.error(
            NOT_FHIR,
            "The body cannot be read as a FHIR R4 Bundle. Check its structure, and the length and nesting of its values, with a FHIR validator.");

    @ParameterizedTest
    @MethodSource
    void refusesWhatIsNoBundle(String body, String contentType, Issue issue) {
        Reading reading = Door.read(body, contentType, LinkwayProfile.DOOR_TRANSACTION);

        assertThat(reading.issues()).containsExactly(issue);
        assertThat(reading.bundle()).isEmpty();
    }

    static Stream<Arguments> refusesWhatIsNoBundle() {
        return Stream.of(
                arguments(
                        named("no content type", "{}"),
                        null,
                        Issue.error(
                                UNSUPPORTED_MEDIA_TYPE,
                                "There is no Content-Type. Send application/fhir+json or application/fhir+xml, in UTF-8.")),
                arguments(
                        named("plain text", "{}"),
                        "text/plain",
                        Issue.error(
                                UNSUPPORTED_MEDIA_TYPE,
                                "The Content-Type is 'text/plain'. Send application/fhir+json or application/fhir+xml, in UTF-8.")),
                arguments(
                        named("empty", " \n"), JSON, Issue.error(NOT_FHIR, "The body is empty. Send a FHIR resource.")),
                arguments(
                        named("not JSON", "<Bundle/>"),
                        JSON,
                        Issue.error(
                                NOT_FHIR,
                                "The body is not well-formed JSON: it goes wrong at line 1, column 1. Correct it there, or name the form that you send in Content-Type.")),
                arguments(
                        named("not XML", "{\"resourceType\": \"Bundle\"}"),
                        XML,
                        Issue.error(
                                NOT_FHIR,
                                "The body is not well-formed XML: it goes wrong at line 1, column 1. Correct it there, or name the form that you send in Content-Type.")),
                arguments(
                        named("JSON cut off", "{\"resourceType\": \"Bundle\", "),
                        JSON,
                        Issue.error(
                                NOT_FHIR,
                                "The body is not well-formed JSON: it goes wrong at line 1, column 28. Correct it there, or name the form that you send in Content-Type.")),
                arguments(
                        named("an array", "[{\"resourceType\": \"Bundle\"}]"),
                        JSON,
                        Issue.error(
                                NOT_FHIR,
                                "The body does not say which FHIR resource it is. Send a Bundle of type 'transaction'.")),
                arguments(
                        named("a text", "\"Bundle\""),
                        JSON,
                        Issue.error(
                                NOT_FHIR,
                                "The body does not say which FHIR resource it is. Send a Bundle of type 'transaction'.")),
                arguments(
                        named("a Patient", "{\"resourceType\": \"Patient\"}"),
                        JSON,
                        Issue.error(INVALID, "Patient", "The body is a Patient. Send a Bundle of type 'transaction'.")),
                arguments(
                        named("a Patient in XML", "<Patient xmlns='http://hl7.org/fhir'/>"),
                        XML,
                        Issue.error(INVALID, "Patient", "The body is a Patient. Send a Bundle of type 'transaction'.")),
                arguments(
                        named("an unknown resource", "{\"resourceType\": \"Referral\"}"),
                        JSON,
                        Issue.error(
                                UNKNOWN_CONTENT,
                                "Referral",
                                "'Referral' is not a resource type of FHIR R4: remove it or correct its spelling.")),
                arguments(
                        named("no namespace", "<Bundle/>"),
                        XML,
                        Issue.error(
                                NOT_FHIR,
                                "The root element Bundle is not in FHIR's namespace. Write it as <Bundle xmlns=\"http://hl7.org/fhir\">.")),
                arguments(
                        named("deep nesting", "{\"entry\":[".repeat(5_000)),
                        JSON,
                        Issue.error(TOO_COMPLEX, "The body nests more than 64 levels deep. Send a flatter resource.")),
                arguments(named("an external entity", """
                        <!DOCTYPE Bundle [<!ENTITY file SYSTEM "file:///etc/hostname">]>
                        <Bundle xmlns="http://hl7.org/fhir"><id value="&file;"/></Bundle>"""), XML, DOCTYPE),
                arguments(named("a billion laughs", """
                        <!DOCTYPE Bundle [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
                        <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]>
                        <Bundle xmlns="http://hl7.org/fhir"><id value="&d;"/></Bundle>"""), XML, DOCTYPE));
    }

    private static final Issue DOCTYPE = Issue.error(
            UNSAFE_XML,
            "The XML has a document type declaration. Remove the DOCTYPE and its entities: FHIR needs none.");

    /** One slip in an otherwise good transaction, and the one thing that is said about it. */
    @ParameterizedTest
    @MethodSource
    void saysWhatIsWrongWhereAndWhatToDo(String good, String bad, Issue issue) {
        assertThat(TRANSACTION).contains(good);

        assertThat(Door.errors(Door.read(TRANSACTION.replace(good, bad), JSON, LinkwayProfile.DOOR_TRANSACTION)))
                .containsExactly(issue);
    }

    static Stream<Arguments> saysWhatIsWrongWhereAndWhatToDo() {
        String patient = "Bundle.entry[0].resource";
        String request = "Bundle.entry[4].resource";
        String task = "Bundle.entry[5].resource";
        return Stream.of(
                arguments(
                        "\"gender\": \"female\"",
                        "\"gendre\": \"female\"",
                        Issue.error(
                                UNKNOWN_CONTENT,
                                patient,
                                "'gendre' is not an element of FHIR R4 Patient: write it as 'gender', or remove it.")),
                arguments(
                        "\"city\"",
                        "\"town\"",
                        Issue.error(
                                UNKNOWN_CONTENT,
                                patient + ".address[0]",
                                "'town' is not an element of FHIR R4 Patient.address: remove it or correct its spelling.")),
                arguments(
                        "\"resourceType\": \"Task\"",
                        "\"resourceType\": \"Tsk\"",
                        Issue.error(
                                UNKNOWN_CONTENT,
                                task,
                                "'Tsk' is not a resource type of FHIR R4: write it as 'Task', or remove it.")),
                arguments(
                        "\"priority\": \"routine\",\n        \"code\": {\n          \"coding\": [\n            {\n              \"system\": \"http://hl7.org",
                        "\"priority\": \"soon\",\n        \"code\": {\n          \"coding\": [\n            {\n              \"system\": \"http://hl7.org",
                        Issue.error(
                                CODE_INVALID,
                                task + ".priority",
                                "Task.priority is 'soon', which is not one of the codes that have to be used here. Send one of asap, routine, stat, urgent.")),
                arguments(
                        "\"gender\": \"female\"",
                        "\"gender\": \"F\"",
                        Issue.error(
                                CODE_INVALID,
                                patient + ".gender",
                                "Patient.gender is not one of the codes that have to be used here. Send one of female, male, other, unknown.")),
                arguments(
                        "\"1951-04-17\"",
                        "\"17/04/1951\"",
                        Issue.error(
                                VALUE,
                                patient + ".birthDate",
                                "Patient.birthDate is not a date. Write it as YYYY-MM-DD, YYYY-MM or YYYY.")),
                arguments(
                        "\"2026-03-02T09:25:00Z\",\n        \"requester\": {\n          \"reference\": \"urn:uuid:5d0c6f1e-0000-4000-8000-000000000004\"",
                        "\"2026-02-30\",\n        \"requester\": {\n          \"reference\": \"urn:uuid:5d0c6f1e-0000-4000-8000-000000000004\"",
                        Issue.error(
                                VALUE,
                                request + ".authoredOn",
                                "ServiceRequest.authoredOn is '2026-02-30', which is not a date and time. Write it as 2026-03-01T09:30:00Z, or as a date alone.")),
                arguments(
                        "\"timestamp\": \"2026-03-02T09:30:00Z\"",
                        "\"timestamp\": \"2026-03-02\"",
                        Issue.error(
                                VALUE,
                                "Bundle.timestamp",
                                "Bundle.timestamp is '2026-03-02', which is not an instant. Write it as 2026-03-01T09:30:00Z, with its time zone.")),
                arguments(
                        "\"active\": true",
                        "\"active\": \"yes\"",
                        Issue.error(
                                VALUE,
                                patient + ".active",
                                "Patient.active is not a boolean. Write true or false; in JSON without quotes.")),
                arguments(
                        "\"rank\": 1",
                        "\"rank\": \"1\"",
                        Issue.error(
                                VALUE,
                                patient + ".telecom[0].rank",
                                "Patient.telecom.rank is not a number that fits here. Write it in digits; in JSON without quotes.")),
                arguments(
                        "\"birthDate\": \"1951-04-17\"",
                        "\"birthDate\": 1951",
                        Issue.error(
                                NOT_FHIR,
                                patient + ".birthDate",
                                "Patient.birthDate is not a text. Put its value in quotes.")),
                arguments(
                        "\"url\": \"Consent\"",
                        "\"url\": \"Consent\", \"ifMatch\": \"\"",
                        Issue.error(
                                VALUE,
                                "Bundle.entry[6].request.ifMatch",
                                "Bundle.entry.request.ifMatch is empty. Give it a value, or leave it out.")),
                arguments(
                        "\"reference\": \"urn:uuid:5d0c6f1e-0000-4000-8000-000000000004\"",
                        "\"reference\": \"#role\"",
                        Issue.error(
                                UNRESOLVED_REFERENCE,
                                request + ".requester",
                                "ServiceRequest.requester refers to a contained resource that is not there. Send it, or refer to another.")),
                arguments(
                        "\"requester\": {\n          \"reference\": \"urn:uuid:5d0c6f1e-0000-4000-8000-000000000004\"",
                        "\"requester\": {\n          \"reference\": \"urn:uuid:5d0c6f1e-0000-4000-8000-000000000007\"",
                        Issue.error(
                                VALUE,
                                request + ".requester",
                                "ServiceRequest.requester refers to a resource of a type that it may not refer to. Refer to a Device or Organization or Patient or Practitioner or PractitionerRole or RelatedPerson.")),
                arguments(
                        "\"reference\": \"urn:uuid:5d0c6f1e-0000-4000-8000-000000000004\"",
                        "\"reference\": \"the doctor\"",
                        Issue.error(
                                NOT_FHIR,
                                request + ".requester",
                                "ServiceRequest.requester is not a reference. Write it as urn:uuid:…, as Type/id or as an absolute URL.")),
                arguments(
                        "\"name\": \"Invented Street Surgery\"",
                        "\"name\": \"Invented Street Surgery\", \"alias\": \"The surgery\"",
                        Issue.error(
                                NOT_FHIR,
                                "Bundle.entry[1].resource.alias",
                                "Organization.alias may stand more than once, so in JSON it is an array. Put it in [ ].")),
                arguments(
                        "\"name\": \"Invented Street Surgery\"",
                        "\"name\": \"Invented Street Surgery\", \"partOf\": {}",
                        Issue.error(
                                NOT_FHIR,
                                "Bundle.entry[1].resource.partOf",
                                "Organization.partOf is empty. Give it content, or leave it out.")));
    }

    @Test
    void saysEverythingAtOnce() {
        String bad = TRANSACTION
                .replace("\"gender\": \"female\"", "\"gender\": \"F\"")
                .replace("\"intent\": \"order\"", "\"intent\": \"wish\"");

        assertThat(Door.read(bad, JSON, LinkwayProfile.DOOR_TRANSACTION).issues())
                .extracting(issue -> issue.expression().orElseThrow())
                .containsExactly(
                        "Bundle.entry[0].resource.gender",
                        "Bundle.entry[4].resource.intent",
                        "Bundle.entry[5].resource.intent");
    }

    /** What an answer says may end in a log, so nothing that a Patient says is repeated in it. */
    @Test
    void repeatsNoValueOfAPatient() {
        String bad = TRANSACTION
                .replace("\"9990000018\"", "\"999 000 0018\"")
                .replace("\"1951-04-17\"", "\"17 April 1951\"")
                .replace("\"female\"", "\"Female\"")
                .replace("\"Testperson\"", "\"\"")
                .replace("\"rank\": 1", "\"rank\": -7531");

        assertThat(Door.read(bad, JSON, LinkwayProfile.DOOR_TRANSACTION).issues())
                .hasSizeGreaterThan(4)
                .noneMatch(issue -> issue.sentence().contains("999 000")
                        || issue.sentence().contains("April")
                        || issue.sentence().contains("'Female'")
                        || issue.sentence().contains("7531"));
    }

    /** Published messages carry all of these. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"meta\": {\"profile\": [\"https://example.org/StructureDefinition/unheard-of\"]}",
                "\"extension\": [{\"url\": \"https://example.org/StructureDefinition/unheard-of\", \"valueString\": \"x\"}]",
                "\"maritalStatus\": {\"coding\": [{\"system\": \"https://example.org/CodeSystem/unheard-of\", \"code\": \"x\"}]}",
                "\"maritalStatus\": {\"coding\": [{\"system\": \"http://terminology.hl7.org/CodeSystem/v3-MaritalStatus\", \"code\": \"x\"}]}",
                "\"maritalStatus\": {\"coding\": [{\"system\": \"http://terminology.hl7.org/CodeSystem/v3-MaritalStatus\", \"code\": \"M\", \"display\": \"Wed\"}]}",
                "\"maritalStatus\": {\"coding\": [{\"system\": \"http://snomed.info/sct\", \"code\": \"73211009\"}]}",
                "\"language\": \"en-GB\"",
                "\"managingOrganization\": {\"reference\": \"urn:uuid:5d0c6f1e-0000-4000-8000-00000000dead\"}",
                "\"managingOrganization\": {\"reference\": \"Organization/elsewhere\"}"
            })
    void letsPassWhatItCannotCheck(String element) {
        String json = TRANSACTION.replace("\"active\": true", "\"active\": true, " + element);
        assertThat(json).isNotEqualTo(TRANSACTION);

        assertThat(Door.errors(Door.read(json, JSON, LinkwayProfile.DOOR_TRANSACTION)))
                .isEmpty();
    }

    /** HAPI's regular expressions and its narrative parser recurse. */
    @Test
    void isNotDrownedByLongOrDeepValues() {
        String oid = "\"extension\": [{\"url\": \"https://example.org/a\", \"valueOid\": \"urn:oid:1"
                + ".1".repeat(50_000) + "\"}]";
        String narrative =
                "\"text\": {\"status\": \"generated\", \"div\": \"<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\">"
                        + "<b>".repeat(50_000)
                        + "</b>".repeat(50_000)
                        + "</div>\"}";

        for (String element : List.of(oid, narrative)) {
            assertThat(Door.read(
                                    TRANSACTION.replace("\"active\": true", "\"active\": true, " + element),
                                    JSON,
                                    LinkwayProfile.DOOR_TRANSACTION)
                            .issues())
                    .containsExactly(UNREADABLE);
        }
    }

    @Test
    void answersManyThreadsAlike() {
        String bad = TRANSACTION.replace("\"gender\": \"female\"", "\"gender\": \"F\"");
        List<Issue> said = Door.read(bad, JSON, LinkwayProfile.DOOR_TRANSACTION).issues();

        List<List<Issue>> saidAtOnce = IntStream.range(0, 64)
                .parallel()
                .mapToObj(i -> Door.read(i % 2 == 0 ? bad : TRANSACTION, JSON, LinkwayProfile.DOOR_TRANSACTION)
                        .issues())
                .distinct()
                .toList();

        assertThat(saidAtOnce).containsExactlyInAnyOrder(said, List.of());
    }

    /** Jackson gives no place for it. */
    @Test
    void refusesAnEndlessName() {
        String body = "{\"resourceType\": \"Bundle\", \"" + "x".repeat(100_000) + "\": 1}";

        assertThat(Door.read(body, JSON, LinkwayProfile.DOOR_TRANSACTION).issues())
                .extracting(Issue::sentence)
                .containsExactly(
                        "The body has a name or a number that is longer than any in FHIR. Send it shorter, or leave it out.");
    }

    @Test
    void warmsUp() {
        assertThatCode(Door.READER::warmUp).doesNotThrowAnyException();
    }
}
