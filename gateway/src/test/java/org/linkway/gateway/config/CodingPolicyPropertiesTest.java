package org.linkway.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.ValueSet;
import org.junit.jupiter.api.Test;
import org.linkway.Hazard;
import org.linkway.fhir.profile.LinkwayPackage;
import org.linkway.referral.Code;
import org.linkway.referral.EventType;
import org.linkway.referral.Instrument;
import org.linkway.referral.RecordEntry.RecordResource;
import org.linkway.workflow.CodingPolicy;
import org.linkway.workflow.CodingPolicy.When;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.ClassPathResource;

class CodingPolicyPropertiesTest {
    /** A well-formed number that stands in no list here. */
    private static final String UNKNOWN = "1362799991000100";

    @Test
    void theDefaultCodesWhatTheDesignSays() throws IOException {
        CodingPolicy policy = theDefault();

        assertThat(codes(policy, EventType.SEEN)).containsExactly("871731000000106", "1362931000000106");
        assertThat(codes(policy, EventType.COMPLETED)).containsExactly("1362721000000106", "(words)");
        assertThat(codes(policy, EventType.REJECTED_BY_SERVICE)).containsExactly("(words)");
        assertThat(codes(policy, EventType.ACCEPTED)).isEmpty();
    }

    @Test
    void theDefaultWritesNothingAsAProcedureButWhatIsKnownToBeOne() throws IOException {
        ValueSet procedures = LinkwayPackage.builtIn().resources().stream()
                .filter(it -> it.url()
                        .filter((LinkwayPackage.CANONICAL + "/ValueSet/procedure-code")::equals)
                        .isPresent())
                .map(it -> (ValueSet) it.parsed())
                .findFirst()
                .orElseThrow();

        assertThat(theDefault().rules().stream()
                        .filter(rule -> rule.resource() == RecordResource.PROCEDURE)
                        .map(rule -> rule.code().orElseThrow().code()))
                .isSubsetOf(procedures.getCompose().getIncludeFirstRep().getConcept().stream()
                        .map(ValueSet.ConceptReferenceComponent::getCode)
                        .toList());
    }

    @Test
    @Hazard("H5")
    void refusesACodeThatFailsItsCheckDigit() {
        assertThatThrownBy(() -> policy("seen", "926121000000105", Optional.of("Seen in the wild")))
                .hasMessageContaining("'926121000000105' fails the check digit");
    }

    @Test
    void theDefaultNeedsNobodyToConfirmItsCodes() throws IOException {
        assertThat(theDefault().rules())
                .flatExtracting(rule -> rule.code().stream().toList())
                .allMatch(Code::verified);
    }

    @Test
    @Hazard("H5")
    void believesAnUnknownCodeOnlyIfItIsConfirmed() {
        CodingPolicyProperties own =
                rules("seen", RecordResource.OBSERVATION, Optional.of(UNKNOWN), Optional.of("Sung"));

        assertThat(own.toPolicy(nobodyKnows -> false)
                        .rules()
                        .get(0)
                        .code()
                        .orElseThrow()
                        .verified())
                .isFalse();
        assertThat(own.toPolicy(code ->
                                code.code().equals(UNKNOWN) && code.display().equals(Optional.of("Sung")))
                        .rules()
                        .get(0)
                        .code()
                        .orElseThrow()
                        .verified())
                .isTrue();
    }

    @Test
    void refusesACodeWithoutItsDisplay() {
        assertThatThrownBy(() -> policy("seen", "871731000000106", Optional.empty()))
                .hasMessageContaining("needs its display");
    }

    @Test
    void refusesAnEventThatThereIsNot() {
        assertThatThrownBy(() -> policy("glimpsed", "871731000000106", Optional.of("Referral")))
                .hasMessageContaining("no event named 'glimpsed'");
    }

    @Test
    void refusesWordsThatAreNoCommunicationAndACommunicationThatIsCoded() {
        assertThatThrownBy(() -> policy("seen", RecordResource.OBSERVATION, Optional.empty(), Optional.empty()))
                .hasMessageContaining("'seen' makes its observation without a code");
        assertThatThrownBy(() -> policy(
                        "seen", RecordResource.COMMUNICATION, Optional.of("871731000000106"), Optional.of("Referral")))
                .hasMessageContaining("'seen' makes its communication with a code");
    }

    @Test
    void refusesACompletedProcedureThatIsNotKnownToBeOne() {
        assertThatThrownBy(() -> policy("seen", "871711000000103", Optional.of("Social prescribing declined")))
                .hasMessageContaining("'871711000000103' is not known to be a procedure");
    }

    @Test
    void refusesACodeByAnotherName() {
        assertThatThrownBy(() -> policy("seen", "871731000000106", Optional.of("Social prescribing offered")))
                .hasMessageContaining("is called 'Referral to social prescribing service' in SNOMED CT");
    }

    @Test
    void refusesAMeasureUnderACodeOfNoInstrument() {
        CodingPolicyProperties.Rule anyMeasure = new CodingPolicyProperties.Rule(
                "measure-recorded",
                When.ALWAYS,
                Optional.of(Instrument.ONS4),
                RecordResource.OBSERVATION,
                Optional.of("718466001"),
                Optional.empty(),
                false);

        assertThatThrownBy(() -> new CodingPolicyProperties("1", List.of(anyMeasure)).toPolicy(nobodyKnows -> false))
                .hasMessageContaining("only with one of pam-13, swemwbs, wemwbs");
    }

    @Test
    void refusesAnInstrumentWhereNothingIsMeasured() {
        CodingPolicyProperties.Rule seen = new CodingPolicyProperties.Rule(
                "seen",
                When.ALWAYS,
                Optional.of(Instrument.WEMWBS),
                RecordResource.COMMUNICATION,
                Optional.empty(),
                Optional.empty(),
                false);

        assertThatThrownBy(() -> new CodingPolicyProperties("1", List.of(seen)).toPolicy(nobodyKnows -> false))
                .hasMessageContaining("'seen' measures nothing");
    }

    @Test
    void refusesWordsThatStandForAnEpisode() {
        CodingPolicyProperties.Rule rule = new CodingPolicyProperties.Rule(
                "seen",
                When.ALWAYS,
                Optional.empty(),
                RecordResource.COMMUNICATION,
                Optional.empty(),
                Optional.empty(),
                true);

        assertThatThrownBy(() -> new CodingPolicyProperties("1", List.of(rule)).toPolicy(nobodyKnows -> false))
                .hasMessageContaining("'seen' makes an entry in words once per episode");
    }

    private static CodingPolicy theDefault() throws IOException {
        return new Binder(ConfigurationPropertySources.from(new YamlPropertySourceLoader()
                        .load("coding policy", new ClassPathResource("coding-policy.yaml"))
                        .get(0)))
                .bind("linkway.coding-policy", CodingPolicyProperties.class)
                .get()
                .toPolicy(nobodyKnows -> false);
    }

    private static CodingPolicy policy(String event, String code, Optional<String> display) {
        return policy(event, RecordResource.PROCEDURE, Optional.of(code), display);
    }

    private static CodingPolicy policy(
            String event, RecordResource resource, Optional<String> code, Optional<String> display) {
        return rules(event, resource, code, display).toPolicy(nobodyKnows -> false);
    }

    private static CodingPolicyProperties rules(
            String event, RecordResource resource, Optional<String> code, Optional<String> display) {
        return new CodingPolicyProperties(
                "1",
                List.of(new CodingPolicyProperties.Rule(
                        event, When.ALWAYS, Optional.empty(), resource, code, display, false)));
    }

    private static List<String> codes(CodingPolicy policy, EventType event) {
        return policy.rules().stream()
                .filter(rule -> rule.event() == event)
                .map(rule -> rule.code().map(code -> code.code()).orElse("(words)"))
                .toList();
    }
}
