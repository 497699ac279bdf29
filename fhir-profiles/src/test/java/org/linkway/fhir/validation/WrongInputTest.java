package org.linkway.fhir.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Named.named;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.linkway.fhir.validation.ValidateOperation.Asked;

/** Whatever comes in, and however much of it, is answered soon, shortly, and by what is wrong with it. */
class WrongInputTest {
    /** Generous: what grows with the square of the input, or worse, takes minutes. */
    private static final Duration SOON = Duration.ofSeconds(60);

    private static final int MILLION = 1_000_000;
    private static final int TWO_MEBIBYTES = 2 << 20;
    private static final ValidateOperation OPERATION = new ValidateOperation(Door.READER);

    @SuppressWarnings("ArrayRecordComponent") // Some of the bodies are no text.
    private record Wrong(byte[] body, WireFormat format, String said) {}

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void isAnsweredSoonByWhatIsWrong(Wrong wrong) {
        List<Issue> issues = assertTimeoutPreemptively(SOON, () -> issues(wrong));

        assertThat(issues)
                .as(issues.stream().limit(3).toList().toString())
                .anyMatch(issue -> issue.sentence().contains(wrong.said()));
        assertThat(issues).hasSizeLessThanOrEqualTo(ScanFindings.MOST + 1);
        assertThat(issues).allMatch(issue -> issue.sentence().length() < 2_000);
        assertThat(Issue.anyError(issues)).isTrue();
    }

    static Stream<Named<Wrong>> isAnsweredSoonByWhatIsWrong() {
        return Stream.of(
                        cutOff(),
                        nested(),
                        turnedInOnItself(),
                        endless(),
                        otherwiseEncoded(),
                        misnamed(),
                        repeated(),
                        clashing())
                .flatMap(wrong -> wrong);
    }

    private static Stream<Named<Wrong>> cutOff() {
        return Stream.of(
                json("JSON cut off", "{\"resourceType\": \"Patient\", \"name\": [{\"fam", "goes wrong at line 1"),
                xml("XML cut off", "<Patient xmlns='http://hl7.org/fhir'><name><fam", "goes wrong at line 1"));
    }

    private static Stream<Named<Wrong>> nested() {
        String deep = "nests more than 64 levels deep";
        return Stream.of(
                json("2 MiB of [", "[".repeat(TWO_MEBIBYTES), deep),
                json("2 MiB of objects", "{\"contained\":".repeat(TWO_MEBIBYTES / 13), deep),
                xml(
                        "2 MiB of tags",
                        "<Patient xmlns='http://hl7.org/fhir'>" + "<contained>".repeat(TWO_MEBIBYTES / 11),
                        deep),
                json(
                        "2 MiB of markup in a narrative",
                        patient(
                                "\"text\": {\"status\": \"generated\", \"div\": \"<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\">"
                                        + "<b>".repeat(TWO_MEBIBYTES / 7) + "</b>".repeat(TWO_MEBIBYTES / 7)
                                        + "</div>\"}"),
                        "cannot be read as a FHIR R4 Patient"));
    }

    /** Each in a circle; what refers to itself is no fault by itself, so each has one beside it. */
    private static Stream<Named<Wrong>> turnedInOnItself() {
        return Stream.of(
                json(
                        "contained resources that refer to each other",
                        organization("\"status\": \"x\", \"partOf\": {\"reference\": \"#a\"}, \"contained\": ["
                                + contained("a", "b") + ", " + contained("b", "a") + "]"),
                        "'status' is not an element of FHIR R4 Organization"),
                fullCircle(),
                json("a circle of a thousand", circle(1_000), "has more than 100 resources"));
    }

    private static Named<Wrong> fullCircle() {
        return json(
                "as many entries as may be in a circle of references",
                circle(ScanFindings.MAX_RESOURCES - 1).replace("\"name\"", "\"nom\""),
                "'nom' is not an element of FHIR R4 Organization: remove it or correct its spelling.");
    }

    private static String circle(int entries) {
        return bundle(
                entries, i -> "https://example.org/fhir/Organization/" + i, i -> "Organization/" + (i + 1) % entries);
    }

    private static Stream<Named<Wrong>> endless() {
        String endless = "x".repeat(MILLION);
        return Stream.of(
                json(
                        "a million characters in a code",
                        patient("\"gender\": \"" + endless + "\""),
                        "Patient.gender is not"),
                json("a million characters in a date", patient("\"birthDate\": \"" + endless + "\""), "is not a date"),
                json("a million characters in an id", patient("\"id\": \"" + endless + "\""), "longer than 64"),
                json(
                        "a million characters in a name",
                        patient("\"" + endless + "\": 1"),
                        "has a name or a number that is longer than any in FHIR"),
                json(
                        "a million characters in a type",
                        "{\"resourceType\": \"" + endless + "\"}",
                        "is not a resource type"),
                json(
                        "a million spaces in a code",
                        patient("\"gender\": \"" + " ".repeat(MILLION) + "\""),
                        "Patient.gender"),
                xml(
                        "a million characters in an XML code",
                        "<Patient xmlns='http://hl7.org/fhir'><gender value='" + endless + "'/></Patient>",
                        "Patient.gender is not"),
                xml(
                        "a million characters in a tag",
                        "<Patient xmlns='http://hl7.org/fhir'><" + endless + " value='1'/></Patient>",
                        "goes wrong at line 1, column 39"));
    }

    private static Stream<Named<Wrong>> otherwiseEncoded() {
        byte[] latin = "{\"resourceType\": \"Patient\", \"name\": [{\"family\": \"Tëstperson\"}]}"
                .getBytes(StandardCharsets.ISO_8859_1);
        return Stream.of(
                named("JSON that is not UTF-8", new Wrong(latin, WireFormat.JSON, "The body is not UTF-8")),
                named("XML that is not UTF-8", new Wrong(latin, WireFormat.XML, "The body is not UTF-8")));
    }

    private static Stream<Named<Wrong>> misnamed() {
        String meant = "'patient' is not a resource type of FHIR R4: write it as 'Patient', or remove it.";
        return Stream.of(
                json("a resource type in small letters", "{\"resourceType\": \"patient\"}", meant),
                xml("an XML resource type in small letters", "<patient xmlns='http://hl7.org/fhir'/>", meant));
    }

    private static Stream<Named<Wrong>> repeated() {
        int most = ScanFindings.MAX_ELEMENTS;
        return Stream.of(
                json(
                        "a name as often as may be",
                        patient(String.join(", ", Collections.nCopies(most - 10, "\"id\": \"a\""))),
                        "The name 'id' stands twice in one JSON object"),
                json(
                        "a name a hundred thousand times",
                        patient(String.join(", ", Collections.nCopies(100_000, "\"id\": \"a\""))),
                        "has more than 10000 elements"),
                json(
                        "as many names that FHIR does not have as may be",
                        patient(IntStream.range(0, most - 10)
                                .mapToObj(i -> "\"x" + i + "\": 1")
                                .collect(Collectors.joining(", "))),
                        "and only the first are told"),
                json(
                        "as many extensions without a value as may be",
                        patient(repeated("extension", "{\"url\": \"https://example.org/none\"}", most / 2 - 10)),
                        "and only the first are told"),
                json(
                        "as many references that lead nowhere as may be",
                        patient(repeated("generalPractitioner", "{\"reference\": \"#none\"}", most / 2 - 10)),
                        "and only the first are told"),
                xml(
                        "an XML element that may stand once as often as may be",
                        "<Patient xmlns='http://hl7.org/fhir'>" + "<gender value='female'/>".repeat(most - 10)
                                + "</Patient>",
                        "Patient.gender stands here more than once"));
    }

    private static String repeated(String name, String item, int times) {
        return "\"" + name + "\": [" + String.join(", ", Collections.nCopies(times, item)) + "]";
    }

    private static Stream<Named<Wrong>> clashing() {
        return Stream.of(json(
                "as many entries as may be with one fullUrl",
                bundle(
                        ScanFindings.MAX_RESOURCES - 1,
                        i -> "https://example.org/fhir/Organization/1",
                        i -> "Organization/1"),
                "Bundle.entry[1].fullUrl is that of Bundle.entry[0]"));
    }

    @Test
    void theStackOfWhoAsksNeedNotHoldACircleOfReferences() throws InterruptedException {
        Wrong circle = fullCircle().getPayload();
        List<Issue> issues = new ArrayList<>();
        Thread asks = new Thread(null, () -> issues.addAll(issues(circle)), "asks", 256 * 1024);

        asks.start();
        asks.join();

        assertThat(issues).anyMatch(issue -> issue.sentence().contains(circle.said()));
    }

    @Test
    void aBodyIsNotRepeatedInWhatIsSaidOfIt() {
        List<Issue> issues = issues(new Wrong(
                organization("\"language\": \"" + "x".repeat(MILLION) + "\"").getBytes(StandardCharsets.UTF_8),
                WireFormat.JSON,
                ""));

        assertThat(issues).allMatch(issue -> issue.toString().length() < 2_000);
    }

    private static List<Issue> issues(Wrong wrong) {
        return OPERATION
                .validate(
                        wrong.body(),
                        wrong.format().mediaType(),
                        new Asked(Optional.empty(), Optional.empty(), List.of(), Optional.empty()))
                .issues();
    }

    private static Named<Wrong> json(String name, String body, String said) {
        return named(name, new Wrong(body.getBytes(StandardCharsets.UTF_8), WireFormat.JSON, said));
    }

    private static Named<Wrong> xml(String name, String body, String said) {
        return named(name, new Wrong(body.getBytes(StandardCharsets.UTF_8), WireFormat.XML, said));
    }

    private static String patient(String elements) {
        return "{\"resourceType\": \"Patient\", " + elements + "}";
    }

    private static String organization(String elements) {
        return "{\"resourceType\": \"Organization\", \"name\": \"Invented Street Surgery\", " + elements + "}";
    }

    private static String contained(String id, String other) {
        return organization("\"id\": \"" + id + "\", \"partOf\": {\"reference\": \"#" + other + "\"}");
    }

    private interface Numbered {
        String of(int i);
    }

    private static String bundle(int entries, Numbered fullUrl, Numbered partOf) {
        return IntStream.range(0, entries)
                .mapToObj(i -> "{\"fullUrl\": \"" + fullUrl.of(i) + "\", \"resource\": "
                        + organization("\"id\": \"" + fullUrl.of(i).replaceFirst(".*/", "")
                                + "\", \"partOf\": {\"reference\": \"" + partOf.of(i) + "\"}")
                        + ", \"request\": {\"method\": \"POST\", \"url\": \"Organization\"}}")
                .collect(Collectors.joining(
                        ", ", "{\"resourceType\": \"Bundle\", \"type\": \"batch\", \"entry\": [", "]}"));
    }
}
