package org.linkway.translation.itk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.linkway.translation.itk.ItkResponse.Level;
import org.linkway.workflow.Body;

/** What practices' systems answer, and what is made of it. */
class ResponseMapperTest {
    private static final UUID MESSAGE = UUID.fromString("55555555-0000-4000-8000-000000000002");

    private final ItkTranslation translation = new ItkTranslation(FhirContext.forDstu3Cached());

    @ParameterizedTest
    @CsvSource({
        "ok, 20013, INFRASTRUCTURE, true",
        "fatal-error, 10008, INFRASTRUCTURE, false",
        "fatal-error, 20009, INFRASTRUCTURE, false",
        "fatal-error, 200001, INFRASTRUCTURE, false",
        "transient-error, 20002, INFRASTRUCTURE, false",
        "ok, 30001, BUSINESS, true",
        "fatal-error, 30002, BUSINESS, false",
        "fatal-error, 30003, BUSINESS, false"
    })
    void readsWhoAnswersAndWhat(String responseCode, String itkCode, Level level, boolean positive) {
        ItkResponse response = read(response("urn:uuid:" + MESSAGE, responseCode, outcome(itkCode)))
                .orElseThrow();

        assertThat(response.answers()).contains(MESSAGE);
        assertThat(response.level()).isEqualTo(level);
        assertThat(response.positive()).isEqualTo(positive);
        assertThat(response.code()).isPresent();
    }

    @Test
    void takesAnAnswerWithoutACodeForTheSystems() {
        ItkResponse response = read(response(MESSAGE.toString(), "ok", "")).orElseThrow();

        assertThat(response)
                .isEqualTo(new ItkResponse(Optional.of(MESSAGE), Level.INFRASTRUCTURE, true, Optional.empty()));
    }

    @Test
    void namesTheCodeItsMeaningAndWhatToDo() {
        String refusal = read(response(MESSAGE.toString(), "fatal-error", outcome("30002")))
                .orElseThrow()
                .refusal();

        assertThat(refusal)
                .isEqualTo(
                        "The practice's system did not take the document, because the person is not known there (30002)."
                                + " Look up where the person is registered now, and send the words there.");
    }

    @Test
    void repeatsNothingThatTheOtherSideWrote() {
        String told = read(response(MESSAGE.toString(), "fatal-error", outcome("39999")))
                .orElseThrow()
                .refusal();

        assertThat(told).doesNotContain("39999").doesNotContain("Testperson").contains("gives no reason that is known");
    }

    @Test
    void readsJsonToo() {
        String json = "{\"resourceType\":\"Bundle\",\"type\":\"message\",\"entry\":[{\"resource\":{\"resourceType\":"
                + "\"MessageHeader\",\"event\":{\"code\":\"ITK008M\"},\"response\":{\"identifier\":\"" + MESSAGE
                + "\",\"code\":\"ok\"}}}]}";

        assertThat(read(json)).isPresent();
    }

    @Test
    void leavesAnAnswerToSomebodyElseUnmatched() {
        assertThat(read(response("MSG-17", "ok", outcome("20013")))
                        .orElseThrow()
                        .answers())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not FHIR",
                "{\"resourceType\":\"Patient\"}",
                "<Bundle xmlns=\"http://hl7.org/fhir\"><type value=\"message\"/></Bundle>",
                "<Bundle xmlns=\"http://hl7.org/fhir\"><type value=",
                "<!DOCTYPE x [<!ENTITY y SYSTEM \"file:///etc/hostname\">]><Bundle xmlns=\"http://hl7.org/fhir\"><id value=\"&y;\"/></Bundle>",
                "{\"resourceType\":\"Nothing\"}"
            })
    void takesNothingElseForAnAnswer(String body) {
        assertThat(read(body)).isEmpty();
    }

    /** An acknowledgement is written by whoever has a mailbox: nothing is fetched, read or multiplied because it says so. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!ENTITY y SYSTEM \"{secret}\">",
                "<!ENTITY % p SYSTEM \"{secret}\"> %p; <!ENTITY y \"a\">",
                "<!ENTITY y PUBLIC \"-//a\" \"{secret}\">",
                "<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">"
                        + "<!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;\"><!ENTITY e \"&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;\">"
                        + "<!ENTITY f \"&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;\"><!ENTITY g \"&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;\">"
                        + "<!ENTITY h \"&g;&g;&g;&g;&g;&g;&g;&g;&g;&g;\"><!ENTITY y \"&h;&h;&h;&h;&h;&h;&h;&h;&h;&h;\">"
            })
    void followsNoEntity(String entities, @TempDir Path directory) throws IOException {
        Path secret = Files.writeString(directory.resolve("secret"), "kept-to-itself");
        String xml = "<!DOCTYPE x ["
                + entities.replace("{secret}", secret.toUri().toString()) + "]>" + response("a&y;", "ok", "");

        Optional<ItkResponse> read = assertTimeout(Duration.ofSeconds(5), () -> read(xml));

        assertThat(read.toString()).doesNotContain("kept-to-itself").hasSizeLessThan(10_000);
    }

    private Optional<ItkResponse> read(String message) {
        return translation.response(Body.of(message.getBytes(StandardCharsets.UTF_8)));
    }

    private static String response(String identifier, String code, String outcome) {
        return "<Bundle xmlns=\"http://hl7.org/fhir\"><type value=\"message\"/><entry><resource><MessageHeader>"
                + "<event><system value=\"https://fhir.nhs.uk/STU3/CodeSystem/ITK-MessageEvent-2\"/><code value=\"ITK008M\"/></event>"
                + "<response><identifier value=\"" + identifier + "\"/><code value=\"" + code + "\"/></response>"
                + "</MessageHeader></resource></entry>" + outcome + "</Bundle>";
    }

    private static String outcome(String code) {
        return "<entry><resource><OperationOutcome><issue><severity value=\"fatal\"/><code value=\"processing\"/><details>"
                + "<coding><system value=\"https://fhir.nhs.uk/STU3/CodeSystem/ITK-ResponseCodes-1\"/><code value=\""
                + code
                + "\"/><display value=\"Marigold Testperson\"/></coding></details></issue></OperationOutcome></resource></entry>";
    }
}
