package org.linkway.fhir.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linkway.fhir.validation.GatewayError.INVARIANT;

import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoorPatientProfileTest {
    private static final String PATIENT = "Bundle.entry[0].resource";

    private static final Issue NOT_TEN_DIGITS = Issue.error(
            INVARIANT,
            PATIENT + ".identifier[0]",
            "This NHS number is not ten digits. Send its ten digits without spaces or dashes, or leave the identifier out.");
    private static final Issue NO_NAME = Issue.error(
            INVARIANT,
            PATIENT,
            "This Patient has no NHS number, so a name is needed. Send Patient.name with a family name or a text, or the NHS number.");
    private static final Issue NO_BIRTH_DATE = Issue.error(
            INVARIANT,
            PATIENT,
            "This Patient has no NHS number, so a birth date is needed. Send Patient.birthDate, or the NHS number.");
    private static final Issue NO_CONTACT = Issue.error(
            INVARIANT,
            PATIENT,
            "This Patient has no NHS number, so a way to reach the person is needed. Send Patient.telecom, Patient.contact.telecom or Patient.address, or the NHS number.");

    private Bundle bundle;
    private Patient patient;

    @BeforeEach
    void takeTheLeast() {
        bundle = Door.leastTransaction();
        patient = Door.only(Patient.class, bundle);
    }

    @Test
    void takesAnNhsNumberAlone() {
        assertThat(Door.issues(bundle)).isEmpty();
    }

    @Test
    void takesAFullPatient() {
        assertThat(Door.issues(Door.fullTransaction())).isEmpty();
    }

    @Test
    void takesANameABirthDateAndOneContactForAnNhsNumber() {
        nameless();
        patient.addName().setFamily("Testperson");
        patient.setBirthDateElement(new DateType("1951-04-17"));
        patient.addContact()
                .addTelecom()
                .setSystem(ContactPoint.ContactPointSystem.PHONE)
                .setValue("07700 900123");

        assertThat(Door.issues(bundle)).isEmpty();
    }

    @Test
    void takesANameInOneText() {
        nameless();
        patient.addName().setText("Marigold Testperson");
        patient.setBirthDateElement(new DateType("1951"));
        patient.addAddress().setPostalCode("ZZ99 3WZ");

        assertThat(Door.issues(bundle)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"999000001", "999 000 0018", "999-000-0018", "999000001X", "99900000180"})
    void refusesAnNhsNumberThatIsNotTenDigits(String number) {
        patient.getIdentifierFirstRep().setValue(number);

        assertThat(Door.issues(bundle)).containsExactly(NOT_TEN_DIGITS);
    }

    @Test
    void knowsAnNhsNumberByEitherSpellingOfItsSystem() {
        patient.getIdentifierFirstRep()
                .setSystem("http://fhir.nhs.uk/id/nhs-number")
                .setValue("1");

        assertThat(Door.issues(bundle)).containsExactly(NOT_TEN_DIGITS);
    }

    /** The translator says this with better words. */
    @Test
    void leavesTheCheckDigitAlone() {
        patient.getIdentifierFirstRep().setValue("9990000010");

        assertThat(Door.issues(bundle)).isEmpty();
    }

    @Test
    void asksForNameBirthDateAndContactWithoutAnNhsNumber() {
        nameless();
        patient.addIdentifier().setSystem("https://example.org/hospital-number").setValue("H-1");

        assertThat(Door.issues(bundle)).containsExactly(NO_NAME, NO_BIRTH_DATE, NO_CONTACT);
    }

    @Test
    void takesAnIdentifierWithoutAValueForNoNhsNumber() {
        patient.getIdentifierFirstRep().setValue(null);

        assertThat(Door.issues(bundle)).containsExactly(NO_NAME, NO_BIRTH_DATE, NO_CONTACT);
    }

    @Test
    void takesAGivenNameForNoName() {
        nameless();
        patient.addName().addGiven("Marigold");
        patient.setBirthDateElement(new DateType("1951-04-17"));
        patient.addTelecom().setSystem(ContactPoint.ContactPointSystem.PHONE).setValue("07700 900123");

        assertThat(Door.issues(bundle)).containsExactly(NO_NAME);
    }

    @Test
    void refusesAModifierExtension() {
        patient.addModifierExtension(new Extension("https://example.org/not-a-person", new StringType("so it is")));

        assertThat(Door.issues(bundle))
                .containsExactly(
                        Issue.error(
                                INVARIANT,
                                PATIENT,
                                "This Patient has a modifierExtension, which could turn its meaning round and which Linkway does not know. Leave it out, or send what it says as text."));
    }

    private void nameless() {
        patient.getIdentifier().clear();
        patient.setActive(true);
    }
}
