package org.linkway.fhir.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.linkway.fhir.validation.WireGuard.Guarded;

class WireGuardTest {
    private final WireGuard guard = new WireGuard(Door.FHIR);

    @Test
    void tellsWhichResourceStandsWhereInJson() {
        Guarded guarded = json("""
                {"entry": [{"resource": {"resourceType": "Patient", "contained": [{"resourceType": "Group"}]}},
                           {"resource": {"resourceType": "Task"}}],
                 "resourceType": "Bundle"}""");

        assertThat(guarded.issues()).isEmpty();
        assertThat(guarded.outline()).isEqualTo(OUTLINE);
    }

    @Test
    void tellsWhichResourceStandsWhereInXml() {
        Guarded guarded = xml("""
                <Bundle xmlns="http://hl7.org/fhir">
                  <entry><resource><Patient><contained><Group/></contained></Patient></resource></entry>
                  <entry><resource><Task/></resource></entry>
                </Bundle>""");

        assertThat(guarded.issues()).isEmpty();
        assertThat(guarded.outline()).isEqualTo(OUTLINE);
    }

    private static final Outline OUTLINE = new Outline(java.util.Map.of(
            "", "Bundle",
            ".entry[0].resource", "Patient",
            ".entry[0].resource.contained[0]", "Group",
            ".entry[1].resource", "Task"));

    @Test
    void callsElementsAsPeopleDo() {
        assertThat(OUTLINE.nameOf("Bundle.entry[0].resource.name[1].family")).isEqualTo("Patient.name.family");
        assertThat(OUTLINE.nameOf("Bundle.entry[0].resource.contained[0].code")).isEqualTo("Group.code");
        assertThat(OUTLINE.nameOf("Bundle.entry[1].request.url")).isEqualTo("Bundle.entry.request.url");
    }

    @Test
    void takesTheDeepestBodyAndNoDeeper() {
        int most = ScanFindings.MAX_DEPTH;

        assertThat(json("[".repeat(most) + "]".repeat(most)).issues()).isEmpty();
        assertThat(json("[".repeat(most + 1) + "]".repeat(most + 1)).issues()).containsExactly(TOO_COMPLEX);
        assertThat(xml("<Bundle xmlns='http://hl7.org/fhir'>" + "<a>".repeat(most))
                        .issues())
                .containsExactly(TOO_COMPLEX);
    }

    private static final Issue TOO_COMPLEX =
            Issue.error(GatewayError.TOO_COMPLEX, "The body nests more than 64 levels deep. Send a flatter resource.");

    @Test
    void isNotDrownedByAHundredThousandBrackets() {
        assertThat(json("[".repeat(100_000)).issues()).containsExactly(TOO_COMPLEX);
        assertThat(json("{\"a\":".repeat(100_000)).issues()).containsExactly(TOO_COMPLEX);
        assertThat(xml("<Bundle xmlns='http://hl7.org/fhir'>" + "<a>".repeat(100_000))
                        .issues())
                .containsExactly(TOO_COMPLEX);
    }

    @Test
    void takesTheFullestBodyAndNoFuller() {
        int most = ScanFindings.MAX_ELEMENTS;
        Issue tooMany = Issue.error(
                GatewayError.TOO_COMPLEX, "The body has more than 10000 elements. Send them in more than one body.");

        assertThat(json("[" + "1,".repeat(most - 1) + "1]").issues()).isEmpty();
        assertThat(json("[" + "1,".repeat(most) + "1]").issues()).containsExactly(tooMany);
        assertThat(json("[" + "{},".repeat(most) + "{}]").issues()).containsExactly(tooMany);
        String text =
                "<Patient xmlns='http://hl7.org/fhir'><text><div xmlns='http://www.w3.org/1999/xhtml'>%s</div></text></Patient>";
        assertThat(xml(text.formatted("<b/>".repeat(most - 3))).issues()).isEmpty();
        assertThat(xml(text.formatted("<b/>".repeat(most - 2))).issues()).containsExactly(tooMany);
    }

    @Test
    void takesAsManyResourcesAsItCanFollowAndNoMore() {
        int mostBesideTheRoot = ScanFindings.MAX_RESOURCES - 1;
        Issue tooMany = Issue.error(
                GatewayError.TOO_COMPLEX, "The body has more than 100 resources. Send them in more than one body.");
        String json = "{\"resourceType\": \"Bundle\", \"entry\": [%s]}";
        String entry = "{\"resource\": {\"resourceType\": \"Task\"}}";
        assertThat(json(json.formatted(String.join(",", Collections.nCopies(mostBesideTheRoot, entry))))
                        .issues())
                .isEmpty();
        assertThat(json(json.formatted(String.join(",", Collections.nCopies(mostBesideTheRoot + 1, entry))))
                        .issues())
                .containsExactly(tooMany);
        String xml = "<Bundle xmlns='http://hl7.org/fhir'>%s</Bundle>";
        String xmlEntry = "<entry><resource><Task/></resource></entry>";
        assertThat(xml(xml.formatted(xmlEntry.repeat(mostBesideTheRoot))).issues())
                .isEmpty();
        assertThat(xml(xml.formatted(xmlEntry.repeat(mostBesideTheRoot + 1))).issues())
                .containsExactly(tooMany);
    }

    @Test
    void readsPastAByteOrderMark() {
        assertThat(json("\uFEFF{\"resourceType\": \"Bundle\"}").outline().rootType())
                .contains("Bundle");
    }

    @Test
    void refusesOtherEncodings() {
        Guarded guarded = guard.check("{\"text\": \"café\"}".getBytes(StandardCharsets.ISO_8859_1), WireFormat.JSON);

        assertThat(guarded.issues())
                .containsExactly(Issue.error(GatewayError.NOT_FHIR, "The body is not UTF-8. Encode it in UTF-8."));
    }

    /** One of two values under a name would be lost, and nobody would know which. */
    @Test
    void refusesANameThatStandsTwiceInOneObject() {
        assertThat(json("{\"status\": \"active\",\n \"status\": \"revoked\"}").issues())
                .containsExactly(Issue.error(
                        GatewayError.NOT_FHIR,
                        "The name 'status' stands twice in one JSON object, at line 2, column 2. Send it once."));
        assertThat(json("[{\"status\": 1}, {\"status\": 2}]").issues()).isEmpty();
    }

    @Test
    void refusesASecondValueAfterTheFirst() {
        assertThat(json("{} {}").issues()).extracting(Issue::error).containsExactly(GatewayError.NOT_FHIR);
    }

    /** Written out in full by a parser, each of these takes a gigabyte. */
    @Test
    void refusesNumbersThatCannotBeHeld() {
        for (String number : List.of("1e1000000000", "1E-1000000000", "1e00001000", "1".repeat(101))) {
            assertThat(json("{\"value\": " + number + "}").issues())
                    .as(number)
                    .containsExactly(
                            Issue.error(
                                    GatewayError.VALUE,
                                    "The number at line 1, column 11 has more than 100 characters or an exponent of more than three digits. Send it shorter."));
            assertThat(xml("<Observation xmlns='http://hl7.org/fhir'><valueQuantity><value value='" + number
                                    + "'/></valueQuantity></Observation>")
                            .issues())
                    .as(number)
                    .extracting(Issue::error)
                    .containsExactly(GatewayError.VALUE);
        }
        assertThat(json("{\"value\": 1.5e-3}").issues()).isEmpty();
    }

    @Test
    void takesNarrativeAndExtensionsInXmlAsTheyAre() {
        Guarded guarded = xml("""
                <Patient xmlns="http://hl7.org/fhir" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="a b">
                  <text><div xmlns="http://www.w3.org/1999/xhtml"><p class="x">Any <b>text</b></p></div></text>
                  <extension url="https://example.org/a"><valueString id="i" value="x"/></extension>
                  <birthDate><extension url="https://example.org/b"><valueCode value="y"/></extension></birthDate>
                </Patient>""");

        assertThat(guarded.issues()).isEmpty();
    }

    @Test
    void saysEverythingThatXmlHasAndFhirHasNot() {
        Guarded guarded = xml("""
                <Bundle xmlns="http://hl7.org/fhir">
                  <type value="transaction"/>
                  <colour value="red"/>
                  <entry><resource><Pateint/></resource></entry>
                  <entry><resource/></entry>
                  <entry><resource><Patient><name><famly value="x"/></name><gender vlaue="male"/>stray</Patient></resource></entry>
                  <type value="transaction"/>
                </Bundle>""");

        assertThat(guarded.issues())
                .containsExactly(
                        unknown(
                                "Bundle",
                                "'colour' is not an element of FHIR R4 Bundle: remove it or correct its spelling."),
                        unknown(
                                "Bundle.entry[0].resource",
                                "'Pateint' is not a resource type of FHIR R4: write it as 'Patient', or remove it."),
                        notFhir(
                                "Bundle.entry[1].resource",
                                "Bundle.entry.resource has to hold exactly one resource. Send one, or leave the element out."),
                        unknown(
                                "Bundle.entry[2].resource.name[0]",
                                "'famly' is not an element of FHIR R4 Patient.name: write it as 'family', or remove it."),
                        unknown(
                                "Bundle.entry[2].resource.gender",
                                "'vlaue' is not an attribute of FHIR R4 Patient.gender: write it as 'value', or remove it."),
                        notFhir(
                                "Bundle.entry[2].resource",
                                "There is text between the tags of Patient. Remove it: in FHIR XML a value stands in the attribute 'value'."),
                        notFhir("Bundle.type", "Bundle.type stands here more than once. Send it once."));
    }

    private static Issue unknown(String expression, String sentence) {
        return Issue.error(GatewayError.UNKNOWN_CONTENT, expression, sentence);
    }

    private static Issue notFhir(String expression, String sentence) {
        return Issue.error(GatewayError.NOT_FHIR, expression, sentence);
    }

    private Guarded json(String text) {
        return guarded(text, WireFormat.JSON);
    }

    /** With its issues as other tests compare them. */
    private Guarded guarded(String text, WireFormat format) {
        Guarded guarded = guard.check(text.getBytes(StandardCharsets.UTF_8), format);
        return new Guarded(guarded.text(), format, guarded.outline(), Door.plain(guarded.issues()));
    }

    private Guarded xml(String text) {
        return guarded(text, WireFormat.XML);
    }
}
