package org.linkway.fhir.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linkway.fhir.validation.GatewayError.REQUIRED;
import static org.linkway.fhir.validation.GatewayError.VALUE;

import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Flag;
import org.junit.jupiter.api.Test;
import org.linkway.fhir.profile.LinkwayProfile;

class DoorTransactionProfileTest {

    @Test
    void takesTheLeast() {
        Reading reading = Door.read(Door.leastTransaction());

        assertThat(Door.errors(reading)).isEmpty();
        assertThat(reading.bundle().orElseThrow().getEntry()).hasSize(5);
    }

    @Test
    void takesAFullTransaction() {
        Reading reading = Door.read(Door.fullTransaction());

        assertThat(reading.issues()).isEmpty();
        assertThat(reading.bundle().orElseThrow().getEntry()).hasSize(8);
    }

    @Test
    void takesTheSameInXml() {
        String xml = Door.FHIR.newXmlParser().encodeResourceToString(Door.fullTransaction());

        assertThat(Door.read(xml, "application/fhir+xml", LinkwayProfile.DOOR_TRANSACTION)
                        .issues())
                .isEmpty();
    }

    /** How many of what a referral needs is said by the translator. */
    @Test
    void countsNothing() {
        Bundle bundle = Door.leastTransaction();
        bundle.getEntry().clear();
        assertThat(Door.issues(bundle)).isEmpty();

        bundle = Door.leastTransaction();
        bundle.getEntry()
                .add(bundle.getEntry().get(0).copy().setFullUrl("urn:uuid:5d0c6f1e-0000-4000-8000-000000000099"));
        assertThat(Door.issues(bundle)).isEmpty();
    }

    @Test
    void refusesABundleOfAnotherType() {
        assertThat(Door.errors(read(Door.leastTransaction().setType(BundleType.BATCH))))
                .containsExactly(Issue.error(
                        VALUE,
                        "Bundle.type",
                        "Bundle.type is 'batch', which is not what is asked for here. Send 'transaction'."));
        assertThat(Door.errors(read(Door.leastTransaction().setType(null))))
                .containsExactly(Issue.error(REQUIRED, "Bundle.type", "Bundle.type is missing. Add it."));
    }

    @Test
    void refusesAnEntryWithoutARequest() {
        Bundle bundle = Door.leastTransaction();
        bundle.getEntry().get(2).setRequest(null);

        assertThat(Door.issues(bundle))
                .containsExactly(Issue.error(
                        REQUIRED,
                        "Bundle.entry[2].request",
                        "Bundle.entry[2].request is missing. Add its method and url, as in POST and Organization."));
    }

    @Test
    void refusesAnyResourceThatIsNotFhir() {
        Bundle bundle = Door.leastTransaction();
        bundle.addEntry()
                .setResource(new Flag())
                .getRequest()
                .setMethod(Bundle.HTTPVerb.POST)
                .setUrl("Flag");
        ((Flag) bundle.getEntry().get(5).getResource()).getCode().setText("Reasonable adjustment");

        assertThat(Door.issues(bundle))
                .containsExactlyInAnyOrder(
                        Issue.error(REQUIRED, "Bundle.entry[5].resource.status", "Flag.status is missing. Add it."),
                        Issue.error(REQUIRED, "Bundle.entry[5].resource.subject", "Flag.subject is missing. Add it."));
    }

    private static Reading read(Bundle bundle) {
        return Door.read(
                Door.FHIR.newJsonParser().encodeResourceToString(bundle),
                "application/fhir+json",
                LinkwayProfile.DOOR_TRANSACTION);
    }
}
