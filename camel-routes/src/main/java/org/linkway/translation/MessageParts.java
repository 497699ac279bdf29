package org.linkway.translation;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.HealthcareService;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.PositiveIntType;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.linkway.fhir.identifier.IdentifierSystem;
import org.linkway.fhir.profile.LinkwayProfile;
import org.linkway.fhir.terminology.CodeSystems;
import org.linkway.fhir.terminology.NhsNumberStatus;
import org.linkway.referral.ContactPoint;
import org.linkway.referral.Person;
import org.linkway.referral.PersonName;
import org.linkway.referral.Practice;
import org.linkway.referral.Verification;

/** The people and organisations in the BaRS messages that Linkway writes, by its own profiles. */
final class MessageParts {
    private static final String CONTACT_RANK =
            "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-ContactRank";
    private static final String TERMINOLOGY = "http://terminology.hl7.org/CodeSystem/";

    private MessageParts() {}

    /** By what a receiver of BaRS knows a person: no address, nothing about their life, and of a restricted person no practice. */
    static Patient patient(Person person) {
        Patient patient = new Patient();
        patient.getMeta().addProfile(LinkwayProfile.PATIENT.url()).addProfile(PublishedProfile.UK_CORE_PATIENT);
        person.nhsNumber()
                .ifPresent(number -> patient.addIdentifier()
                        .setSystem(IdentifierSystem.NHS_NUMBER.uri())
                        .setValue(number)
                        .addExtension(
                                NhsNumberStatus.EXTENSION,
                                new CodeableConcept(
                                        status(person.nhsNumberVerification()).toCoding())));
        patient.addName(name(person.name()));
        patient.setGender(
                person.statedGender().map(AdministrativeGender::fromCode).orElse(null));
        patient.setBirthDateElement(person.birthDate()
                .map(date -> new DateType(date.toString()))
                .orElseGet(() -> Absent.unknown(new DateType())));
        return patient.addGeneralPractitioner(person.withheld()
                .registeredPractice()
                .map(MessageParts::practice)
                .orElseGet(() -> Absent.unknown(new Reference())));
    }

    /** BaRS looks for who is to be spoken to first among the contacts, be it the person themselves. */
    static void addThemselvesAsFirstContact(Patient patient, List<ContactPoint> by) {
        if (by.isEmpty()) {
            return;
        }
        Patient.ContactComponent themselves = patient.addContact()
                .addRelationship(new CodeableConcept(new Coding(TERMINOLOGY + "v3-RoleCode", "ONESELF", "self")))
                .setName(patient.getNameFirstRep())
                .setGender(patient.getGender());
        themselves.addExtension(CONTACT_RANK, new PositiveIntType(1));
        by.stream().map(ContactMapper::toFhir).forEach(themselves::addTelecom);
    }

    private static NhsNumberStatus status(Verification verification) {
        return verification == Verification.NOT_STATED
                ? NhsNumberStatus.PRESENT_BUT_NOT_TRACED
                : NhsNumberStatus.valueOf(verification.name());
    }

    private static HumanName name(PersonName person) {
        HumanName name = new HumanName();
        person.title().ifPresent(name::addPrefix);
        person.full().ifPresent(name::setText);
        person.first().forEach(name::addGiven);
        if (person.first().isEmpty()) {
            Absent.unknown(name.addGivenElement());
        }
        person.family().ifPresentOrElse(name::setFamily, () -> name.setFamilyElement(Absent.unknown(new StringType())));
        return name;
    }

    private static Reference practice(Practice practice) {
        Reference reference = new Reference().setType("Organization");
        reference
                .getIdentifier()
                .setSystem(IdentifierSystem.ODS_ORGANIZATION.uri())
                .setValue(practice.odsCode());
        practice.name().ifPresent(reference::setDisplay);
        return reference;
    }

    static Organization organization(Optional<String> odsCode, Optional<String> name) {
        Organization organization = new Organization();
        organization
                .getMeta()
                .addProfile(LinkwayProfile.ORGANIZATION.url())
                .addProfile(PublishedProfile.UK_CORE_ORGANIZATION);
        odsCode.ifPresent(code -> organization
                .addIdentifier()
                .setSystem(IdentifierSystem.ODS_ORGANIZATION.uri())
                .setValue(code));
        return organization.setNameElement(name.map(StringType::new).orElseGet(() -> Absent.unknown(new StringType())));
    }

    static Practitioner practitioner(Optional<String> name) {
        Practitioner practitioner = new Practitioner();
        practitioner.getMeta().addProfile(LinkwayProfile.PRACTITIONER.url());
        return practitioner.addName(
                name.map(words -> new HumanName().setText(words)).orElseGet(() -> Absent.unknown(new HumanName())));
    }

    static PractitionerRole role(
            Reference practitioner, Reference organization, Optional<String> role, List<ContactPoint> contacts) {
        PractitionerRole acts = new PractitionerRole()
                .setActive(true)
                .setPractitioner(practitioner)
                .setOrganization(organization)
                .addCode(role.map(words -> new CodeableConcept().setText(words))
                        .orElseGet(() -> Absent.unknown(new CodeableConcept())));
        acts.getMeta().addProfile(LinkwayProfile.PRACTITIONER_ROLE.url());
        contacts.stream().map(ContactMapper::toFhir).forEach(acts::addTelecom);
        if (contacts.isEmpty()) {
            acts.addTelecom(Absent.unknown(new org.hl7.fhir.r4.model.ContactPoint()));
        }
        return acts;
    }

    static HealthcareService service(ServiceAddress address, String name, Reference providedBy) {
        HealthcareService service =
                new HealthcareService().setActive(true).setName(name).setProvidedBy(providedBy);
        service.getMeta().addProfile(LinkwayProfile.HEALTHCARE_SERVICE.url());
        service.addIdentifier().setSystem(address.system()).setValue(address.value());
        return service;
    }

    /** @param purpose to what the person agrees, of Linkway's consent purposes */
    static Consent consent(Reference patient, String purpose, Instant at) {
        Consent consent = new Consent()
                .setStatus(ConsentState.ACTIVE)
                .setScope(new CodeableConcept(new Coding(TERMINOLOGY + "consentscope", "patient-privacy", null)))
                .addCategory(new CodeableConcept(
                        new Coding("https://fhir.nhs.uk/CodeSystem/consent-categories-bars", "DRC", "Direct Care")))
                .setPatient(patient)
                .setDateTimeElement(new DateTimeType(Date.from(at)))
                .setPolicyRule(new CodeableConcept(new Coding(TERMINOLOGY + "v3-ActCode", "IMPLIED", null)));
        consent.getMeta().addProfile(LinkwayProfile.CONSENT.url());
        consent.getProvision()
                .setType(Consent.ConsentProvisionType.PERMIT)
                .addPurpose(new Coding(CodeSystems.LINKWAY_CONSENT_PURPOSE, purpose, null));
        return consent;
    }
}
