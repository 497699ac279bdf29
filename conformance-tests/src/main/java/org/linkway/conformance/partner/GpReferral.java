package org.linkway.conformance.partner;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CarePlan.CarePlanIntent;
import org.hl7.fhir.r4.model.CarePlan.CarePlanStatus;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointSystem;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.Flag;
import org.hl7.fhir.r4.model.Flag.FlagStatus;
import org.hl7.fhir.r4.model.HealthcareService;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MessageHeader;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestIntent;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskIntent;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.linkway.fhir.identifier.IdentifierSystem;
import org.linkway.fhir.terminology.CodeSystems;
import org.linkway.fhir.terminology.MessageEvent;
import org.linkway.fhir.terminology.MessageReason;
import org.linkway.fhir.terminology.NhsNumberStatus;

/**
 * One referral to social prescribing as a GP system would send it, as a transaction or as a BaRS message. Asked twice, it says
 * the same.
 */
public final class GpReferral {
    private static final String SENDER_IDENTIFIERS = "https://gp.example/Id/referral";
    private static final String PRACTICE_ODS = "Z99999";
    private static final String SERVICE_ODS = "Z99998";
    private static final String SERVICE = "Made-up Town link workers";
    private static final String TERMINOLOGY = "http://terminology.hl7.org/CodeSystem/";

    /** The service, of the Directory of Services, that its BaRS messages come from and that is to be answered. */
    public static final String BARS_SENDER = "9999999998";

    /** No use case is for social prescribing; this is the nearest, and a gateway has to be told to take it. */
    public static final String BARS_USE_CASE = "a5t1";

    private final SyntheticPerson person;
    private final String identifier;
    private final Instant authoredOn;
    private final String reason;
    private final String practiceOds;

    private GpReferral(
            SyntheticPerson person, String identifier, Instant authoredOn, String reason, String practiceOds) {
        this.person = person;
        this.identifier = identifier;
        this.authoredOn = authoredOn;
        this.reason = reason;
        this.practiceOds = practiceOds;
    }

    /** A new referral of this person. */
    public static GpReferral of(SyntheticPerson person) {
        return of(person, UUID.randomUUID().toString());
    }

    /** A new referral of this person, under this identifier of its sender. */
    public static GpReferral of(SyntheticPerson person, String identifier) {
        return new GpReferral(
                person,
                identifier,
                Instant.now().minusSeconds(3600),
                "Often alone since moving here; would like company and a walk.",
                PRACTICE_ODS);
    }

    /** The same referral, with another reason. */
    public GpReferral because(String otherReason) {
        return new GpReferral(person, identifier, authoredOn, otherReason, practiceOds);
    }

    /** The same referral, from the practice with this ODS code, where the person is registered. */
    public GpReferral from(String otherPracticeOds) {
        return new GpReferral(person, identifier, authoredOn, reason, otherPracticeOds);
    }

    /** The identifier that its sender gave it, as search wants it. */
    public String identifierToken() {
        return SENDER_IDENTIFIERS + "|" + identifier;
    }

    public SyntheticPerson person() {
        return person;
    }

    public Bundle transaction() {
        Bundle bundle = new Bundle().setType(BundleType.TRANSACTION);
        addCreate(bundle, patient());
        addCreate(bundle, practice());
        addCreate(bundle, practitioner());
        addCreate(bundle, practitionerRole());
        addCreate(bundle, serviceRequest());
        addCreate(bundle, task());
        addCreate(bundle, consent());
        addCreate(bundle, risk());
        return bundle;
    }

    /** A servicerequest-request, new (BaRS, Standard Pattern). Like all BaRS senders it gives no resource ids, only fullUrls. */
    public Bundle barsMessage() {
        Bundle bundle = new Bundle().setType(BundleType.MESSAGE).setTimestamp(Date.from(authoredOn));
        bundle.setId(uuid("Bundle").toString());
        bundle.getMeta().setVersionId("1.1.0");
        addToMessage(bundle, messageHeader());
        addToMessage(bundle, barsServiceRequest());
        addToMessage(bundle, encounter());
        addToMessage(bundle, carePlan());
        addToMessage(bundle, patient());
        addToMessage(bundle, practitioner());
        addToMessage(bundle, practitionerRole());
        addToMessage(bundle, practice());
        addToMessage(bundle, "Service", service());
        addToMessage(bundle, healthcareService());
        addToMessage(bundle, consent());
        addToMessage(bundle, risk());
        return bundle;
    }

    private Patient patient() {
        Patient patient = new Patient();
        Identifier nhsNumber = patient.addIdentifier()
                .setSystem(IdentifierSystem.NHS_NUMBER.uri())
                .setValue(person.nhsNumber());
        nhsNumber.addExtension(NhsNumberStatus.EXTENSION, new CodeableConcept(NhsNumberStatus.VERIFIED.toCoding()));
        patient.addName().setFamily(person.family()).addGiven(person.given());
        patient.addTelecom().setSystem(ContactPointSystem.PHONE).setValue("01632 960000");
        patient.setBirthDate(
                Date.from(person.birthDate().atStartOfDay(ZoneOffset.UTC).toInstant()));
        patient.addGeneralPractitioner(to("Organization"));
        return patient;
    }

    private Organization practice() {
        return organization(practiceOds, "Invented Lane Surgery");
    }

    private Organization service() {
        return organization(SERVICE_ODS, "Made-up Town Social Prescribing");
    }

    private static Organization organization(String odsCode, String name) {
        Organization organization = new Organization().setName(name);
        organization
                .addIdentifier()
                .setSystem(IdentifierSystem.ODS_ORGANIZATION.uri())
                .setValue(odsCode);
        return organization;
    }

    private Practitioner practitioner() {
        Practitioner practitioner = new Practitioner();
        practitioner.addName().setFamily("Placeholder").addGiven("Pat");
        return practitioner;
    }

    private PractitionerRole practitionerRole() {
        PractitionerRole role =
                new PractitionerRole().setPractitioner(to("Practitioner")).setOrganization(to("Organization"));
        role.addTelecom().setSystem(ContactPointSystem.PHONE).setValue("01632 960001");
        return role;
    }

    private ServiceRequest serviceRequest() {
        ServiceRequest request = new ServiceRequest()
                .setStatus(ServiceRequestStatus.ACTIVE)
                .setIntent(ServiceRequestIntent.ORDER)
                .setSubject(to("Patient"))
                .setRequester(to("PractitionerRole"))
                .setAuthoredOn(Date.from(authoredOn));
        request.addIdentifier().setSystem(SENDER_IDENTIFIERS).setValue(identifier);
        request.setCode(new CodeableConcept(new Coding(
                CodeSystems.SNOMED_CT, "871731000000106", "Referral to social prescribing service (procedure)")));
        request.addPerformer().setDisplay(SERVICE);
        request.addReasonCode().setText(reason);
        return request;
    }

    private ServiceRequest barsServiceRequest() {
        ServiceRequest request = serviceRequest()
                .setIntent(ServiceRequestIntent.PLAN)
                .setEncounter(to("Encounter"))
                .setRequester(to("Practitioner"));
        request.addBasedOn(to("CarePlan"));
        request.getPerformerFirstRep().setReference(to("HealthcareService").getReference());
        request.addCategory(
                new CodeableConcept(new Coding(CodeSystems.BARS_REQUEST_CATEGORY, "referral", "Transfer of Care"))
                        .addCoding(new Coding(CodeSystems.BARS_USE_CASE, BARS_USE_CASE, null)));
        return request;
    }

    private Task task() {
        return new Task()
                .setStatus(TaskStatus.REQUESTED)
                .setIntent(TaskIntent.ORDER)
                .setFocus(to("ServiceRequest"))
                .setFor(to("Patient"))
                .setRequester(to("PractitionerRole"))
                .setAuthoredOn(Date.from(authoredOn));
    }

    private Consent consent() {
        Consent consent = new Consent()
                .setStatus(ConsentState.ACTIVE)
                .setScope(new CodeableConcept(new Coding(TERMINOLOGY + "consentscope", "patient-privacy", null)))
                .setPatient(to("Patient"))
                .setDateTime(Date.from(authoredOn))
                .setPolicyRule(new CodeableConcept(new Coding(TERMINOLOGY + "v3-ActCode", "IMPLIED", null)));
        consent.addCategory(new CodeableConcept(
                new Coding("https://fhir.nhs.uk/CodeSystem/consent-categories-bars", "DRC", "Direct Care")));
        return consent;
    }

    private Flag risk() {
        return new Flag()
                .setStatus(FlagStatus.ACTIVE)
                .setCode(new CodeableConcept().setText("Has a large, friendly dog."))
                .setSubject(to("Patient"));
    }

    private Encounter encounter() {
        Encounter encounter = new Encounter()
                .setStatus(EncounterStatus.FINISHED)
                .setClass_(new Coding(TERMINOLOGY + "v3-ActCode", "EMER", "emergency"))
                .setSubject(to("Patient"));
        encounter.addEpisodeOfCare(new Reference("EpisodeOfCare/" + uuid("EpisodeOfCare")));
        return encounter;
    }

    private CarePlan carePlan() {
        CarePlan carePlan = new CarePlan()
                .setStatus(CarePlanStatus.COMPLETED)
                .setIntent(CarePlanIntent.PLAN)
                .setSubject(to("Patient"))
                .setEncounter(to("Encounter"));
        carePlan.addActivity().addOutcomeCodeableConcept().setText(reason);
        return carePlan;
    }

    private HealthcareService healthcareService() {
        HealthcareService service =
                new HealthcareService().setActive(true).setName(SERVICE).setProvidedBy(to("Service"));
        service.addIdentifier().setSystem(IdentifierSystem.DOS_SERVICE.uri()).setValue("9999999999");
        return service;
    }

    private MessageHeader messageHeader() {
        MessageHeader header = new MessageHeader()
                .setEvent(MessageEvent.SERVICE_REQUEST.toCoding())
                .setReason(new CodeableConcept(MessageReason.NEW.toCoding()))
                .setSender(to("Organization"))
                .setDefinition("https://fhir.nhs.uk/MessageDefinition/bars-message-servicerequest-request-referral");
        header.addFocus(to("ServiceRequest"));
        header.addDestination()
                .setEndpoint(IdentifierSystem.DOS_SERVICE.uri() + "|9999999999")
                .setReceiver(to("Service"));
        header.getSource()
                .setName("Invented GP system")
                .setEndpoint(IdentifierSystem.DOS_SERVICE.uri() + "|" + BARS_SENDER);
        return header;
    }

    private void addCreate(Bundle bundle, Resource resource) {
        String type = resource.fhirType();
        bundle.addEntry()
                .setFullUrl(urn(type))
                .setResource(resource)
                .getRequest()
                .setMethod(HTTPVerb.POST)
                .setUrl(type);
    }

    private void addToMessage(Bundle bundle, Resource resource) {
        addToMessage(bundle, resource.fhirType(), resource);
    }

    private void addToMessage(Bundle bundle, String name, Resource resource) {
        resource.getMeta().setLastUpdated(Date.from(authoredOn));
        bundle.addEntry().setFullUrl(urn(name)).setResource(resource);
    }

    private Reference to(String name) {
        return new Reference(urn(name));
    }

    private String urn(String name) {
        return "urn:uuid:" + uuid(name);
    }

    private UUID uuid(String name) {
        return UUID.nameUUIDFromBytes((identifier + name).getBytes(StandardCharsets.UTF_8));
    }
}
