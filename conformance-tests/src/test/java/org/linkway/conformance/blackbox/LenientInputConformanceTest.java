package org.linkway.conformance.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.linkway.fhir.validation.WireFormat;

/** What published messages get wrong harms nobody: it is taken, with a word. */
@ExtendWith(SharedGateway.class)
class LenientInputConformanceTest {
    private static final String BAD_SNOMED_CODE = "926121000000105";

    private final GpSystem gp;
    private final TransactionJson transaction = TransactionJson.fresh();

    LenientInputConformanceTest(GatewayProcess gateway) {
        gp = gateway.gp();
    }

    @Test
    void goodReferralGetsNoWarning() {
        assertThat(send().warnings()).isEmpty();
    }

    @Test
    void codeWhoseCheckDigitFailsIsTakenWithAWarningWhereItOnlySupports() {
        transaction
                .resource("ServiceRequest")
                .putArray("reasonCode")
                .addObject()
                .putArray("coding")
                .addObject()
                .put("system", "http://snomed.info/sct")
                .put("code", BAD_SNOMED_CODE);
        assertThat(send().warnings()).anyMatch(warning -> warning.contains(BAD_SNOMED_CODE));
    }

    @Test
    void identifierSystemIsReadInAnyPublishedSpelling() {
        transaction.nhsNumber().put("system", "http://fhir.nhs.uk/id/nhs-number");
        send();
    }

    @Test
    void extensionThatNobodyKnowsIsTaken() {
        transaction
                .resource("Patient")
                .putArray("extension")
                .addObject()
                .put("url", "https://gp.example/StructureDefinition/favourite-colour")
                .put("valueString", "green");
        send();
    }

    private Answer send() {
        return gp.post(
                        GpSystem.TRANSACTION_DOOR,
                        transaction.bundle().toString(),
                        WireFormat.JSON.mediaType(),
                        GpSystem.newId())
                .expect(200);
    }
}
