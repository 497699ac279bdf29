package org.linkway.translation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.fhir.validation.Issue;
import org.linkway.referral.Code;

class RetiredCodesTest {
    private static final String UK_CORE = "https://fhir.hl7.org.uk/CodeSystem/";

    @Test
    void areReadAsTheirSuccessors() {
        assertThat(CodeMapper.toModel(new CodeableConcept(retired("UKCore-EthnicCategory", "A"))))
                .contains(new Code(UK_CORE + "UKCore-EthnicCategoryEngland", "A", Optional.empty(), true));
        assertThat(CodeMapper.toModel(new CodeableConcept(retired("UKCore-EthnicCategory", "CA"))))
                .contains(new Code(UK_CORE + "UKCore-EthnicCategory", "CA", Optional.empty(), true));
    }

    @Test
    void areNamedToTheSenderWithoutWhatTheySay() {
        Patient patient = new Patient();
        patient.addExtension("https://example.org/a", new CodeableConcept(retired("UKCore-EthnicCategory", "A")));
        patient.addExtension("https://example.org/a", new CodeableConcept(retired("UKCore-EthnicCategory", "CA")));
        Bundle bundle = new Bundle();
        bundle.addEntry().setResource(patient);
        bundle.addEntry()
                .setResource(new Condition().setCode(new CodeableConcept(retired("UKCore-HumanLanguage", "q4"))));
        Findings findings = new Findings();

        RetiredCodes.check(new BundleIndex(bundle), findings);

        String ethnicCategory =
                "The code system 'https://fhir.hl7.org.uk/CodeSystem/UKCore-EthnicCategory' is retired. ";
        String england = "'https://fhir.hl7.org.uk/CodeSystem/UKCore-EthnicCategoryEngland'";
        assertThat(findings.all())
                .isEqualTo(List.of(
                        warning(
                                "Bundle.entry[0].resource.extension[0].value.coding[0].system",
                                ethnicCategory + "The code is read as its like in " + england + ". Send that."),
                        warning(
                                "Bundle.entry[0].resource.extension[1].value.coding[0].system",
                                ethnicCategory + "Its successor " + england
                                        + " does not have this code, which is kept as it came. Send one that it has."),
                        warning(
                                "Bundle.entry[1].resource.code.coding[0].system",
                                "The code system 'https://fhir.hl7.org.uk/CodeSystem/UKCore-HumanLanguage' is retired. No"
                                        + " code system of UK Core has taken its codes over, so the code is kept as it"
                                        + " came.")));
    }

    private static Issue warning(String expression, String sentence) {
        return Issue.warning(GatewayError.CODE_INVALID, expression, sentence);
    }

    private static Coding retired(String system, String code) {
        return new Coding(UK_CORE + system, code, null);
    }
}
