package org.linkway.fhir.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linkway.fhir.validation.GatewayError.INVARIANT;
import static org.linkway.fhir.validation.GatewayError.REQUIRED;

import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DoorConsentProfileTest {
    private static final String CONSENT = "Bundle.entry[4].resource";

    private Bundle bundle;
    private Consent consent;

    @BeforeEach
    void takeTheLeast() {
        bundle = Door.leastTransaction();
        consent = Door.only(Consent.class, bundle);
    }

    @Test
    void takesTheLeast() {
        assertThat(Door.issues(bundle)).isEmpty();
    }

    @Test
    void takesAFullConsent() {
        assertThat(Door.issues(Door.fullMessage())).isEmpty();
    }

    /** A refusal is worth as much as an agreement. */
    @Test
    void takesARejectedConsent() {
        consent.setStatus(ConsentState.REJECTED);

        assertThat(Door.issues(bundle)).isEmpty();
    }

    @Test
    void refusesAConsentThatDoesNotSayWhoseAndAboutWhat() {
        consent.setPatient(null).setScope(null).setCategory(null).setStatus(null);

        assertThat(Door.issues(bundle))
                .containsExactlyInAnyOrder(
                        Issue.error(REQUIRED, CONSENT + ".status", "Consent.status is missing. Add it."),
                        Issue.error(REQUIRED, CONSENT + ".scope", "Consent.scope is missing. Add it."),
                        Issue.error(REQUIRED, CONSENT + ".category", "Consent.category is missing. Add it."),
                        Issue.error(REQUIRED, CONSENT + ".patient", "Consent.patient is missing. Add it."));
    }

    @Test
    void refusesAModifierExtension() {
        consent.addModifierExtension(new Extension("https://example.org/reversed", new StringType("so it is")));

        assertThat(Door.issues(bundle))
                .containsExactly(
                        Issue.error(
                                INVARIANT,
                                CONSENT,
                                "This Consent has a modifierExtension, which could turn its meaning round and which Linkway does not know. Leave it out, or send what it says as text."));
    }
}
