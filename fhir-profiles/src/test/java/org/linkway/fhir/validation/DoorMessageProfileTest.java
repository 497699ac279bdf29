package org.linkway.fhir.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linkway.fhir.validation.GatewayError.REQUIRED;
import static org.linkway.fhir.validation.GatewayError.VALUE;

import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.Test;
import org.linkway.fhir.profile.LinkwayProfile;

class DoorMessageProfileTest {

    @Test
    void takesTheLeast() {
        assertThat(Door.issues(Door.leastMessage())).isEmpty();
    }

    @Test
    void takesAFullMessage() {
        Reading reading = Door.read(Door.fullMessage());

        assertThat(reading.issues()).isEmpty();
        assertThat(reading.bundle().orElseThrow().getEntry()).hasSize(13);
    }

    @Test
    void takesTheSameInXml() {
        String xml = Door.FHIR.newXmlParser().encodeResourceToString(Door.fullMessage());

        assertThat(Door.read(xml, "application/fhir+xml", LinkwayProfile.DOOR_MESSAGE)
                        .issues())
                .isEmpty();
    }

    @Test
    void takesATaskForPayloadWhateverItsStatus() {
        Bundle bundle = Door.fullMessage();
        Door.only(Task.class, bundle).setStatus(TaskStatus.READY);

        assertThat(Door.issues(bundle)).isEmpty();
    }

    @Test
    void looksAtPatientAndRequestAsATransactionDoes() {
        Bundle bundle = Door.leastMessage();
        Door.only(Patient.class, bundle).getIdentifierFirstRep().setValue("1");
        Door.only(ServiceRequest.class, bundle).setCode(null);

        assertThat(Door.issues(bundle))
                .extracting(issue -> issue.expression().orElseThrow())
                .containsExactly("Bundle.entry[1].resource.identifier[0]", "Bundle.entry[2].resource");
    }

    @Test
    void refusesATransaction() {
        String json = Door.FHIR.newJsonParser().encodeResourceToString(Door.leastTransaction());

        assertThat(Door.read(json, "application/fhir+json", LinkwayProfile.DOOR_MESSAGE)
                        .issues())
                .contains(Issue.error(
                        VALUE,
                        "Bundle.type",
                        "Bundle.type is 'transaction', which is not what is asked for here. Send 'message'."));
    }

    @Test
    void refusesAMessageThatDoesNotBeginWithItsHeader() {
        Bundle bundle = Door.leastMessage();
        bundle.getEntry().add(bundle.getEntry().remove(0));

        assertThat(Door.issues(bundle))
                .contains(Issue.error(
                        REQUIRED,
                        "Bundle.entry[0]",
                        "A message begins with its MessageHeader. Put it into the first entry."));
    }
}
