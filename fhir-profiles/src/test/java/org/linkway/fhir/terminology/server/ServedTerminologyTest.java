package org.linkway.fhir.terminology.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linkway.fhir.terminology.server.StandInServer.json;
import static org.linkway.fhir.terminology.server.StandInServer.right;
import static org.linkway.fhir.terminology.server.StandInServer.wrong;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.ConceptValidationOptions;
import ca.uhn.fhir.context.support.IValidationSupport.CodeValidationResult;
import ca.uhn.fhir.context.support.ValidationSupportContext;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.CodeSystemContentMode;
import org.hl7.fhir.r4.model.Enumerations.BindingStrength;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.ValueSet;
import org.hl7.fhir.r4.model.ValueSet.ConceptSetComponent;
import org.hl7.fhir.r4.model.ValueSet.FilterOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.linkway.fhir.terminology.CodeFinding;

class ServedTerminologyTest {
    private static final FhirContext FHIR = FhirContext.forR4Cached();
    private static final String LOINC = "http://loinc.org";
    private static final String COLOURS = "https://example.org/CodeSystem/colours";
    private static final String ELSEWHERE = "https://example.org/ValueSet/elsewhere";

    private final StandInServer standIn = new StandInServer();
    private final PrePopulatedValidationSupport definitions = new PrePopulatedValidationSupport(FHIR);
    private final ServedTerminology terminology = new ServedTerminology(
            new ValidationSupportChain(definitions, new InMemoryTerminologyServerValidationSupport(FHIR)),
            new TerminologyServer(FHIR, standIn.settings(FailurePolicy.HOLD)));

    ServedTerminologyTest() {
        CodeSystem colours = new CodeSystem()
                .setUrl(COLOURS)
                .setContent(CodeSystemContentMode.COMPLETE)
                .setCaseSensitive(true);
        colours.addConcept().setCode("red");
        colours.addConcept().setCode("blue");
        definitions.addCodeSystem(colours);
    }

    @AfterEach
    void stop() {
        standIn.close();
    }

    @Test
    void asksNobodyWhereAValueSetIsHeldWhole() {
        ValueSet warm = valueSet("warm", new ConceptSetComponent().setSystem(COLOURS));
        warm.getCompose().getIncludeFirstRep().addConcept().setCode("red");

        assertThat(validate(warm, COLOURS, "red").isOk()).isTrue();
        assertThat(validate(warm, COLOURS, "blue").isOk()).isFalse();
        assertThat(standIn.asked()).isZero();
    }

    /** The codes are written down, so it takes no code system to know them. */
    @Test
    void asksNobodyAboutAnEnumeratedValueSet() {
        ValueSet scores = valueSet("scores", new ConceptSetComponent().setSystem(LOINC));
        scores.getCompose().getIncludeFirstRep().addConcept().setCode("44261-6");

        assertThat(validate(scores, LOINC, "44261-6").isOk()).isTrue();
        assertThat(validate(scores, LOINC, "1-8").isOk()).isFalse();
        assertThat(standIn.asked()).isZero();
    }

    @Test
    void asksAboutAValueSetThatIsAFilterOnACodeSystemOfOthers() {
        ValueSet filtered = valueSet("filtered", new ConceptSetComponent().setSystem(LOINC));
        filtered.getCompose()
                .getIncludeFirstRep()
                .addFilter()
                .setProperty("CLASS")
                .setOp(FilterOperator.EQUAL)
                .setValue("SURVEY");
        standIn.answersAll(right("a score"));
        standIn.answers("ValueSet/$validate-code", "1-8", wrong());

        assertThat(validate(filtered, LOINC, "44261-6").isOk()).isTrue();
        assertThat(validate(filtered, LOINC, "1-8").getIssues())
                .allMatch(issue -> issue.hasIssueDetailCode("not-in-vs"));
    }

    /** HAPI leaves out what it cannot find, and calls the rest the whole. */
    @Test
    void doesNotTakeANoFromAValueSetThatIncludesOneWhichIsNotHeld() {
        ConceptSetComponent elsewhere = new ConceptSetComponent();
        elsewhere.addValueSet(ELSEWHERE);
        ValueSet both = valueSet("both", new ConceptSetComponent().setSystem(COLOURS), elsewhere);
        standIn.answersAll(right("x"));

        assertThat(validate(both, LOINC, "44261-6").isOk()).isTrue();
        assertThat(standIn.asked()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Failure.class)
    void saysThatNobodyCouldSay(Failure failure) {
        bindTo(ELSEWHERE);
        standIn.fails(failure);

        CodeValidationResult result = validate((ValueSet) terminology.fetchValueSet(ELSEWHERE), LOINC, "44261-6");

        assertThat(result.isOk()).isFalse();
        assertThat(result.getIssues())
                .extracting(issue -> CodeFinding.in(issue.getDiagnostics()).orElseThrow())
                .containsExactly(
                        new CodeFinding(CodeFinding.Kind.HELD, true, LOINC, "44261-6", ELSEWHERE, failure.words()));
    }

    @Test
    void doesNotAskAboutTheCodeWhereItsValueSetHasNoName() {
        ValueSet nameless = new ValueSet();
        nameless.getCompose()
                .addInclude()
                .setSystem(LOINC)
                .addFilter()
                .setProperty("CLASS")
                .setOp(FilterOperator.EQUAL)
                .setValue("SURVEY");

        assertThat(validate(nameless, LOINC, "44261-6").isOk()).isFalse();
        assertThat(standIn.asked()).isZero();
    }

    @Test
    void standsInForTheValueSetsThatDefinitionsNameAndForNoOthers() {
        assertThat(terminology.fetchValueSet(ELSEWHERE)).isNull();

        bindTo(ELSEWHERE);

        assertThat(terminology.fetchValueSet(ELSEWHERE)).isNotNull();
        assertThat(terminology.fetchResource(ValueSet.class, ELSEWHERE)).isNotNull();
        assertThat(terminology.fetchValueSet("https://example.org/ValueSet/of-a-sender"))
                .isNull();
    }

    @Test
    void expandsByTheServerWhatIsNotHeld() {
        bindTo(ELSEWHERE);
        standIn.answersAll(json(
                200,
                "{\"resourceType\": \"ValueSet\", \"expansion\": {\"timestamp\": \"2026-01-01\", \"contains\": [{\"system\":"
                        + " \"http://loinc.org\", \"code\": \"44261-6\"}]}}"));

        assertThat(terminology
                        .expandValueSet(new ValidationSupportContext(terminology), null, ELSEWHERE)
                        .getValueSet())
                .isInstanceOf(ValueSet.class);
    }

    @Test
    void findsNothingAgainstWhatIsSettledHere() {
        assertThat(terminology.finding(COLOURS, null, "red", "Scarlet")).isEmpty();
        assertThat(terminology.finding(COLOURS, null, "green", null)).isEmpty();
        assertThat(terminology.finding(
                        "https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatus",
                        null,
                        "number-present-and-verified",
                        null))
                .isEmpty();
        assertThat(standIn.asked()).isZero();
    }

    /** A fragment does not say what a code system does not have. */
    @Test
    void asksAboutACodeThatAFragmentDoesNotHave() {
        CodeSystem fragment = new CodeSystem()
                .setUrl("https://example.org/CodeSystem/part")
                .setContent(CodeSystemContentMode.FRAGMENT);
        fragment.addConcept().setCode("here");
        definitions.addCodeSystem(fragment);
        standIn.answersAll(right("x"));

        assertThat(terminology.finding(fragment.getUrl(), null, "here", null)).isEmpty();
        assertThat(standIn.asked()).isZero();
        assertThat(terminology.finding(fragment.getUrl(), null, "there", null)).isEmpty();
        assertThat(standIn.asked()).isEqualTo(1);
    }

    private ValueSet valueSet(String name, ConceptSetComponent... parts) {
        ValueSet valueSet = new ValueSet().setUrl("https://example.org/ValueSet/" + name);
        for (ConceptSetComponent part : parts) {
            valueSet.getCompose().addInclude(part);
        }
        definitions.addValueSet(valueSet);
        return valueSet;
    }

    private void bindTo(String valueSet) {
        StructureDefinition profile = new StructureDefinition().setUrl("https://example.org/StructureDefinition/a");
        profile.getDifferential()
                .addElement()
                .getBinding()
                .setStrength(BindingStrength.REQUIRED)
                .setValueSet(valueSet);
        definitions.addStructureDefinition(profile);
        assertThat(terminology.fetchResource(StructureDefinition.class, profile.getUrl()))
                .isNotNull();
    }

    private CodeValidationResult validate(ValueSet valueSet, String system, String code) {
        return terminology.validateCodeInValueSet(
                new ValidationSupportContext(terminology),
                new ConceptValidationOptions(),
                system,
                code,
                null,
                valueSet);
    }
}
