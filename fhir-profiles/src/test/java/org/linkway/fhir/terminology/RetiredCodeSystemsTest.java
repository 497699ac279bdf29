package org.linkway.fhir.terminology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetiredCodeSystemsTest {
    private static final String UK_CORE = "https://fhir.hl7.org.uk/CodeSystem/";

    /** Retired for good, or for words where the successor has numbers: nothing in UK Core has these codes. */
    private static final Set<String> WITHOUT_SUCCESSOR = Set.of(
            "NHSDataModelAndDictionary-PersonStatedGenderCode",
            "UKCore-BiopsyState",
            "UKCore-ConditionRelationship",
            "UKCore-ConsentUpdateMode",
            "UKCore-EPSIssueCode",
            "UKCore-EthnicCategoryScotland",
            "UKCore-HumanLanguage",
            "UKCore-ITKResponseCode",
            "UKCore-LanguageAbilityMode",
            "UKCore-LanguageAbilityProficiency",
            "UKCore-MedicationChangeStatus",
            "UKCore-MessageEvent",
            "UKCore-MessageHeaderInstruction",
            "UKCore-OverseasVisitorChargingCategory",
            "UKCore-PersonMaritalStatus",
            "UKCore-PersonMaritalStatusScotland",
            "UKCore-PracticeSettingCodeScotland",
            "UKCore-PrescriptionType",
            "UKCore-ProblemSignificance",
            "UKCore-SDSJobRoleName",
            "UKCore-ServiceRequestMethod",
            "UKCore-SpineErrorOrWarningCode",
            "UKCore-TreatmentCategory");

    @ParameterizedTest
    @CsvSource({
        "UKCore-NHSNumberVerificationStatus, number-present-and-verified, UKCore-NHSNumberVerificationStatusEngland, 01",
        "UKCore-NHSNumberVerificationStatus, trace-attempted, UKCore-NHSNumberVerificationStatusEngland, 04",
        "UKCore-NHSNumberVerificationStatus, 01, UKCore-NHSNumberVerificationStatusEngland, 01",
        "UKCore-EthnicCategory, A, UKCore-EthnicCategoryEngland, A",
        "NHSDataModelAndDictionary-PersonMaritalStatusCode, S, UKCore-PersonMaritalStatusEngland, S"
    })
    void readsARetiredCodeAsItsSuccessors(String retired, String code, String successor, String now) {
        assertThat(RetiredCodeSystems.successor(UK_CORE + retired, code)).hasValueSatisfying(coding -> {
            assertThat(coding.getSystem()).isEqualTo(UK_CORE + successor);
            assertThat(coding.getCode()).isEqualTo(now);
        });
    }

    @Test
    void mapsNothingByLikeness() {
        assertThat(RetiredCodeSystems.successor(UK_CORE + "UKCore-EthnicCategory", "C2"))
                .isEmpty();
        assertThat(RetiredCodeSystems.successor(UK_CORE + "UKCore-HumanLanguage", "q4"))
                .isEmpty();
    }

    @Test
    void leavesOtherSystemsAlone() {
        assertThat(RetiredCodeSystems.contains(UK_CORE + "UKCore-EthnicCategoryEngland"))
                .isFalse();
        assertThat(RetiredCodeSystems.successor(UK_CORE + "UKCore-EthnicCategoryEngland", "A"))
                .isEmpty();
        assertThat(RetiredCodeSystems.contains(null)).isFalse();
        assertThat(RetiredCodeSystems.successor(UK_CORE + "UKCore-EthnicCategory", null))
                .isEmpty();
        assertThat(RetiredCodeSystems.successor(null, null)).isEmpty();
    }

    @Test
    void namesEachRetiredSystemOfUkCoreAndWhichAreNotMapped() {
        Set<String> retired =
                PublishedCodeSystems.retired().map(CodeSystem::getUrl).collect(Collectors.toSet());

        assertThat(RetiredCodeSystems.uris()).containsExactlyInAnyOrderElementsOf(retired);
        assertThat(retired.stream()
                        .filter(system -> RetiredCodeSystems.successor(system).isEmpty()))
                .map(system -> system.substring(UK_CORE.length()))
                .containsExactlyInAnyOrderElementsOf(WITHOUT_SUCCESSOR);
    }

    @Test
    void mapsExactlyTheCodesThatTheSuccessorHasToo() {
        Map<String, CodeSystem> retired =
                PublishedCodeSystems.retired().collect(Collectors.toMap(CodeSystem::getUrl, system -> system));
        for (CodeSystem system : retired.values()) {
            if (WITHOUT_SUCCESSOR.contains(system.getUrl().substring(UK_CORE.length()))) {
                continue;
            }
            CodeSystem successor = RetiredCodeSystems.successor(system.getUrl())
                    .flatMap(PublishedCodeSystems::named)
                    .orElseThrow();
            for (String code : codes(system.getConcept())) {
                if (codes(successor.getConcept()).contains(code)) {
                    assertThat(RetiredCodeSystems.successor(system.getUrl(), code))
                            .hasValueSatisfying(now -> assertThat(now.getCode()).isEqualTo(code));
                } else {
                    RetiredCodeSystems.successor(system.getUrl(), code)
                            .ifPresent(now ->
                                    assertThat(codes(successor.getConcept())).contains(now.getCode()));
                }
            }
        }
    }

    private static List<String> codes(List<ConceptDefinitionComponent> concepts) {
        return concepts.stream()
                .flatMap(concept -> Stream.concat(Stream.of(concept.getCode()), codes(concept.getConcept()).stream()))
                .toList();
    }
}
