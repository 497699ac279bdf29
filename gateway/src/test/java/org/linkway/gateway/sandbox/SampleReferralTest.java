package org.linkway.gateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.linkway.fhir.identifier.NhsNumber;
import org.linkway.fhir.terminology.CodeSystems;
import org.linkway.fhir.terminology.Sctid;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SampleReferralTest {
    private final SampleReferral sample = new SampleReferral(Clock.systemUTC());

    @Test
    void isAboutAPersonOfTheTestRange() {
        assertThat(sample.nhsNumber()).startsWith("999");
        assertThat(NhsNumber.fault(sample.nhsNumber())).isEmpty();
    }

    @Test
    void isANewRequestEachTime() {
        assertThat(sample.next()).isNotEqualTo(sample.next()).doesNotContain("{{");
    }

    @Test
    void usesOnlySnomedCodesThatHold() {
        List<JsonNode> codings = JsonMapper.shared().readTree(sample.next()).findParents("code").stream()
                .filter(coding ->
                        CodeSystems.SNOMED_CT.equals(coding.path("system").asString("")))
                .toList();

        assertThat(codings)
                .isNotEmpty()
                .allMatch(coding -> Sctid.holds(coding.path("code").asString()));
    }
}
