package org.linkway.fhir.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.junit.jupiter.api.Test;
import org.linkway.fhir.terminology.CodeSystems;

class SnomedCodesTest {
    private final Bundle transaction = Door.leastTransaction();
    private final ServiceRequest request = Door.only(ServiceRequest.class, transaction);

    @Test
    void keepsACodeThatFailsItsCheckDigitWithAWarning() {
        request.addReasonCode(snomed("281399007", "Did not attend"));

        assertThat(issuesAboutCodes())
                .containsExactly(Issue.warning(
                        GatewayError.CODE_INVALID,
                        "Bundle.entry[1].resource.reasonCode[0].coding[0]",
                        "The SNOMED CT code '281399007' fails its check digit. It is kept as it came, marked as unverified,"
                                + " and never sent on as a code."));
    }

    @Test
    void refusesAFailingCodeInWhatIsAskedFor() {
        request.setCode(snomed("871731000000105", null));

        assertThat(issuesAboutCodes())
                .containsExactly(Issue.error(
                        GatewayError.CODE_INVALID,
                        "Bundle.entry[1].resource.code.coding[0]",
                        "The SNOMED CT code '871731000000105' fails its check digit. Correct it: it says what is asked"
                                + " for."));
    }

    @Test
    void namesTheRightDisplay() {
        request.addReasonCode(snomed("267076002", "Feeling blue"));

        assertThat(issuesAboutCodes())
                .containsExactly(Issue.warning(
                        GatewayError.CODE_INVALID,
                        "Bundle.entry[1].resource.reasonCode[0].coding[0]",
                        "The code '267076002' of 'http://snomed.info/sct' is called 'Feeling lonely'. Send that as its"
                                + " display, or none."));
    }

    @Test
    void doesNotNameTheRightDisplayOfWhatIsSaidOfAPerson() {
        Door.only(Patient.class, transaction).setMaritalStatus(snomed("33553000", "Single"));

        assertThat(issuesAboutCodes())
                .extracting(Issue::sentence)
                .containsExactly(
                        "The code in Patient.maritalStatus.coding of 'http://snomed.info/sct' is called something"
                                + " else. Send its own display, or none.");
    }

    @Test
    void saysNothingOfCodesThatItDoesNotKnow() {
        request.addReasonCode(snomed("73211009", "Whatever this may be"));

        assertThat(issuesAboutCodes()).isEmpty();
    }

    @Test
    void looksAtEachCodingOfAConcept() {
        request.addReasonCode(snomed("267076002", "Feeling lonely")
                .addCoding(new Coding(CodeSystems.SNOMED_CT, "422650009", "Loneliness"))
                .addCoding(new Coding(CodeSystems.SNOMED_CT, "281399007", null)));

        assertThat(issuesAboutCodes())
                .extracting(Issue::sentence)
                .containsExactlyInAnyOrder(
                        "The code '422650009' of 'http://snomed.info/sct' is called 'Social isolation'. Send that as its"
                                + " display, or none.",
                        "The SNOMED CT code '281399007' fails its check digit. It is kept as it came, marked as unverified,"
                                + " and never sent on as a code.");
    }

    private List<Issue> issuesAboutCodes() {
        return Door.read(transaction).issues().stream()
                .filter(issue -> issue.error() == GatewayError.CODE_INVALID)
                .toList();
    }

    private static CodeableConcept snomed(String code, String display) {
        return new CodeableConcept(new Coding(CodeSystems.SNOMED_CT, code, display));
    }
}
