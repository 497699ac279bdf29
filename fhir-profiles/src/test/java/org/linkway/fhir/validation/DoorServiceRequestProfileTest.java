package org.linkway.fhir.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linkway.fhir.validation.GatewayError.INVARIANT;
import static org.linkway.fhir.validation.GatewayError.REQUIRED;

import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestIntent;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class DoorServiceRequestProfileTest {
    private static final String REQUEST = "Bundle.entry[1].resource";

    private Bundle bundle;
    private ServiceRequest request;

    @BeforeEach
    void takeTheLeast() {
        bundle = Door.leastTransaction();
        request = Door.only(ServiceRequest.class, bundle);
    }

    @Test
    void takesTheLeast() {
        assertThat(Door.issues(bundle)).isEmpty();
    }

    @Test
    void takesAFullRequest() {
        assertThat(Door.issues(Door.fullTransaction())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"ORDER", "PLAN", "PROPOSAL", "ORIGINALORDER"})
    void takesAnIntentToHaveSomethingDone(ServiceRequestIntent intent) {
        request.setIntent(intent);

        assertThat(Door.issues(bundle)).isEmpty();
    }

    @Test
    void takesACategoryOrAReasonForWhatIsAsked() {
        request.setCode(null).addCategory(new CodeableConcept().setText("Social prescribing"));
        assertThat(Door.issues(bundle)).isEmpty();

        request.setCategory(null).addReasonCode(new CodeableConcept().setText("Would like company"));
        assertThat(Door.issues(bundle)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"ACTIVE", "REVOKED", "ENTEREDINERROR", "NULL"})
    void refusesARequestInAnotherStatus(ServiceRequestStatus status) {
        request.setStatus(status);

        assertThat(Door.issues(bundle))
                .containsExactly(Issue.error(
                        INVARIANT,
                        REQUEST + ".status",
                        "A referral is asked for (active), cancelled (revoked) or a mistake (entered-in-error). Send one of"
                                + " these as ServiceRequest.status."));
    }

    @Test
    void refusesAnOption() {
        request.setIntent(ServiceRequestIntent.OPTION);

        assertThat(Door.issues(bundle))
                .containsExactly(
                        Issue.error(
                                INVARIANT,
                                REQUEST + ".intent",
                                "A ServiceRequest with intent 'option' asks for nothing to be done. Send 'order', 'plan' or 'proposal'."));
    }

    /** Overlooked, this would refer a person for exactly what is not to be done. */
    @Test
    void refusesARequestNotToPerform() {
        request.setDoNotPerform(false);
        assertThat(Door.issues(bundle)).isEmpty();

        request.setDoNotPerform(true);
        assertThat(Door.issues(bundle))
                .containsExactly(
                        Issue.error(
                                INVARIANT,
                                REQUEST + ".doNotPerform",
                                "This ServiceRequest asks that the service not be given (doNotPerform), which opens no referral. Leave doNotPerform out, or do not send the request."));
    }

    @Test
    void refusesARequestThatDoesNotSayForWhat() {
        request.setCode(null);

        assertThat(Door.issues(bundle))
                .containsExactly(
                        Issue.error(
                                INVARIANT,
                                REQUEST,
                                "This ServiceRequest does not say what it asks for. Send ServiceRequest.code, or a category, reasonCode or reasonReference."));
    }

    @Test
    void refusesARequestThatDoesNotSayForWhomAndFromWhom() {
        request.setSubject(null).setRequester(null);

        assertThat(Door.issues(bundle))
                .containsExactlyInAnyOrder(
                        Issue.error(REQUIRED, REQUEST + ".subject", "ServiceRequest.subject is missing. Add it."),
                        Issue.error(
                                INVARIANT,
                                "Bundle",
                                "This referral does not say who refers. Send ServiceRequest.requester or Task.requester: the practitioner, their role or their organisation."));
    }

    @Test
    void refusesAModifierExtension() {
        request.addModifierExtension(new Extension("https://example.org/reversed", new StringType("so it is")));

        assertThat(Door.issues(bundle))
                .containsExactly(
                        Issue.error(
                                INVARIANT,
                                REQUEST,
                                "This ServiceRequest has a modifierExtension, which could turn its meaning round and which Linkway does not know. Leave it out, or send what it says as text."));
    }
}
