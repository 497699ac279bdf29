package org.linkway.translation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.fhir.validation.Issue;

class NhsdHeadersTest {
    private static final InboundRules ANY = new InboundRules(Set.of(), false);
    private static final String TARGET =
            "{\"value\":\"2000011147\",\"system\":\"https://fhir.nhs.uk/Id/dos-service-id\"}";
    /** Its Base64 has letters that the two alphabets write differently. */
    private static final String NAMED = "{\"identifier\":[{\"system\":\"https://fhir.nhs.uk/id/ods-organization-code\","
            + "\"value\":\"RND\"}],\"name\":\"¿Practice?>>~~ûûÿ\"}";

    private final Map<String, String> headers = new HashMap<>();

    @Test
    void readsWhatTheGuideShows() {
        headers.put(NhsdHeaders.TARGET, base64(TARGET));
        headers.put(NhsdHeaders.ORGANISATION, base64(NAMED));
        headers.put(
                NhsdHeaders.SOFTWARE,
                base64("{\"resourceType\":\"Device\",\"deviceName\":{\"name\":\"Patient Manager\"},"
                        + "\"version\":{\"value\":\"2.1\"}}"));
        headers.put(
                NhsdHeaders.PRACTITIONER,
                base64(
                        "{\"resourceType\":\"PractitionerRole\",\"identifier\":[{\"system\":\"https://fhir.nhs.uk/Id/"
                                + "sds-role-profile-id\",\"value\":\"444444444444\"}],\"code\":[{\"coding\":[{\"display\":\"GP\"}]}]}"));

        NhsdHeaders read = read(ANY);

        assertThat(read.faults()).isEmpty();
        assertThat(read.target()).contains(ServiceAddress.parse("2000011147").orElseThrow());
        assertThat(read.organisation()).hasValueSatisfying(it -> assertThat(it).contains("|RND ¿Practice"));
        assertThat(read.software()).contains("Patient Manager 2.1");
        assertThat(read.practitioner()).contains("https://fhir.nhs.uk/Id/sds-role-profile-id|444444444444 GP");
    }

    @Test
    void readsADeviceNameThatIsAList() {
        headers.put(
                NhsdHeaders.SOFTWARE,
                base64("{\"deviceName\":[{\"name\":\"Patient Manager\"}],\"version\":[{\"value\":\"2.1\"}]}"));

        assertThat(read(ANY).software()).contains("Patient Manager 2.1");
    }

    @Test
    void readsEachAlphabetAndNoPadding() {
        byte[] utf8 = NAMED.getBytes(StandardCharsets.UTF_8);
        String standard = Base64.getEncoder().encodeToString(utf8);
        String urlSafe = Base64.getUrlEncoder().withoutPadding().encodeToString(utf8);
        assertThat(urlSafe).isNotEqualTo(standard.replace("=", ""));

        headers.put(NhsdHeaders.ORGANISATION, standard);
        NhsdHeaders first = read(ANY);
        headers.put(NhsdHeaders.ORGANISATION, urlSafe);

        assertThat(read(ANY)).isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"not base64 at all!", "bm8ganNvbg==", "W10=", "", "eyJ2YWx1ZSI6"})
    void namesAHeaderThatCannotBeRead(String value) {
        headers.put(NhsdHeaders.TARGET, value);

        assertThat(read(ANY).faults()).singleElement().satisfies(fault -> {
            assertThat(fault.error()).isEqualTo(GatewayError.HEADER_INVALID);
            assertThat(fault.sentence()).contains(NhsdHeaders.TARGET, "as JSON, in Base64");
        });
    }

    @Test
    void namesAHeaderThatIsAnotherResource() {
        headers.put(NhsdHeaders.ORGANISATION, base64("{\"resourceType\":\"Device\"}"));

        assertThat(read(ANY).faults())
                .extracting(Issue::sentence)
                .containsExactly(
                        "The header NHSD-End-User-Organisation cannot be read. Send a FHIR Organization as JSON,"
                                + " in Base64.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"value\":\"1\"}; no system",
                "{\"system\":\"https://fhir.nhs.uk/Id/dos-service-id\"}; no value",
                "{}; no system and no value"
            })
    void namesWhatATargetLacks(String target, String lacks) {
        headers.put(NhsdHeaders.TARGET, base64(target));

        assertThat(read(ANY).faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.sentence()).contains("has " + lacks + "."));
    }

    @Test
    void namesAServiceThatIsNotHostedHere() {
        InboundRules hosting = new InboundRules(
                Set.of(), false, Set.of(ServiceAddress.parse("2000099901").orElseThrow()), "ZZZ01", false);
        headers.put(NhsdHeaders.TARGET, base64(TARGET));

        assertThat(read(hosting).faults())
                .singleElement()
                .satisfies(
                        fault -> assertThat(fault.sentence()).contains("2000011147", "not hosted here", "2000099901"));
    }

    @Test
    void asksForTheHeadersWhereTheyAreRequired() {
        InboundRules requiring = new InboundRules(Set.of(), false, Set.of(), "ZZZ01", true);
        headers.put(NhsdHeaders.TARGET, base64(TARGET));

        assertThat(read(ANY).faults()).isEmpty();
        assertThat(read(requiring).faults())
                .extracting(Issue::error, Issue::sentence)
                .containsExactly(
                        tuple(
                                GatewayError.HEADER_MISSING,
                                "The header NHSD-End-User-Organisation is missing. Send it: JSON, in Base64."),
                        tuple(
                                GatewayError.HEADER_MISSING,
                                "The header NHSD-Requesting-Software is missing. Send it: JSON, in Base64."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://fhir.nhs.uk/Id/dos-service-id|2000099901",
                "https://fhir.nhs.uk/id/dos-service-id|2000099901",
                "2000099901"
            })
    void knowsAServiceHoweverItsSystemIsSpelt(String spelling) {
        assertThat(ServiceAddress.parse(spelling))
                .isEqualTo(ServiceAddress.parse("https://fhir.nhs.uk/Id/dos-service-id|2000099901"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "https://fhir.nhs.uk/Id/dos-service-id|", "|2000099901"})
    void knowsNoServiceThatIsNotNamed(String spelling) {
        assertThat(ServiceAddress.parse(spelling)).isEmpty();
    }

    private NhsdHeaders read(InboundRules rules) {
        return NhsdHeaders.read(headers::get, rules);
    }

    private static String base64(String json) {
        return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
