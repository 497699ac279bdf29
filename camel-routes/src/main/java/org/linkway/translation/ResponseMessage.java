package org.linkway.translation;

import java.time.Instant;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Appointment.AppointmentStatus;
import org.hl7.fhir.r4.model.Appointment.ParticipationStatus;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CarePlan.CarePlanIntent;
import org.hl7.fhir.r4.model.CarePlan.CarePlanStatus;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestIntent;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.linkway.fhir.identifier.IdentifierSystem;
import org.linkway.fhir.profile.LinkwayProfile;
import org.linkway.fhir.terminology.CodeSystems;
import org.linkway.fhir.terminology.MessageEvent;
import org.linkway.fhir.terminology.MessageReason;
import org.linkway.referral.BusinessIdentifier;
import org.linkway.referral.Consent.FeedBack;
import org.linkway.referral.EventType;
import org.linkway.referral.Person;
import org.linkway.referral.Published;
import org.linkway.referral.RecordEntry;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralEvent;
import org.linkway.referral.ReferralStatus;
import org.linkway.referral.Referrer;
import org.linkway.referral.RequestStatus;
import org.linkway.translation.BundleIndex.Entry;

/**
 * A BaRS {@code servicerequest-response}: how a referral stood right after an event, for the sender of the message that brought
 * it. What came of it, and that somebody did not attend, goes in the full form; all else in the short one, with two Encounters.
 */
final class ResponseMessage {
    private static final String BARS =
            "https://fhir.nhs.uk/MessageDefinition/bars-message-servicerequest-response-referral";
    private static final Set<EncounterStatus> BEFORE_A_REFERRAL =
            EnumSet.of(EncounterStatus.TRIAGED, EncounterStatus.FINISHED);

    private final MessageWriter message;
    private final Referral then;
    private final Person person;
    private final ReferralEvent event;
    private final FeedBack told;
    private final StandingMessage sent;
    private final OwnService own;
    private final Optional<RecordEntry> entry;

    private ResponseMessage(
            UUID id,
            Referral then,
            Person person,
            ReferralEvent event,
            FeedBack told,
            StandingMessage sent,
            OwnService own,
            Optional<RecordEntry> entry) {
        this.message = new MessageWriter(id, event.recordedAt(), LinkwayProfile.RESPONSE_MESSAGE);
        this.then = then;
        this.person = person;
        this.event = event;
        this.told = told;
        this.sent = sent;
        this.own = own;
        this.entry = entry;
    }

    /**
     * @param id of the message
     * @param told what the person agrees that is fed back
     * @param sent what the sender sent last, whose fullUrls it knows
     */
    static Bundle toFhir(
            UUID id, Referral referral, ReferralEvent event, FeedBack told, StandingMessage sent, OwnService own) {
        Referral then = referral.asOf(event);
        return new ResponseMessage(id, then, then.person(), event, told, sent, own, Optional.empty()).written();
    }

    /**
     * The full form, with an entry for the record of the practice that sent the referral.
     *
     * @param person as they are traced now: an entry goes to nobody else
     */
    static Bundle with(
            RecordEntry entry, Person person, UUID id, Referral referral, StandingMessage sent, OwnService own) {
        ReferralEvent cause = referral.event(entry.cause()).orElseThrow();
        FeedBack told = referral.request().consent().feedBack();
        return new ResponseMessage(id, referral.asOf(cause), person, cause, told, sent, own, Optional.of(entry))
                .written();
    }

    private boolean isFull() {
        return told != FeedBack.NOTHING
                && (entry.isPresent()
                        || then.status() == ReferralStatus.COMPLETED
                        || event.type() == EventType.DID_NOT_ATTEND);
    }

    private Bundle written() {
        Published published = then.published().orElseThrow();
        Reference patient = patient(published);
        Reference ours =
                message.add("receiver", MessageParts.organization(Optional.of(own.odsCode()), Optional.of(own.name())));
        Reference theirs = message.add(
                "sender",
                MessageParts.organization(
                        then.referrer().organisationOds(), then.referrer().organisation()));
        Reference service = message.add("service", MessageParts.service(own.address(), own.name(), ours));
        request(published, patient, requester(theirs), service);
        Reference encounter = encounters(patient);
        if (isFull()) {
            addContent(patient);
        }
        return message.says(
                        MessageEvent.SERVICE_REQUEST_RESPONSE,
                        MessageReason.NEW,
                        encounter,
                        isFull() ? BARS : BARS + "-short")
                .goes(
                        own,
                        ours,
                        ServiceAddress.parse(then.conversation().replyTo().orElseThrow())
                                .orElseThrow(),
                        theirs)
                .answers(then.conversation().bundleId().orElseThrow())
                .bundle();
    }

    private Reference patient(Published published) {
        Patient patient = MessageParts.patient(person);
        patient.setId(published.patientId());
        return addTheirs(sent.first(Patient.class), "patient", patient, false);
    }

    /**
     * Where the sender knows it, or else at a place of its own. What is only repeated, and shortened, is as old as what was
     * sent, so that it replaces nothing there.
     */
    private Reference addTheirs(
            Optional<? extends Entry<?>> theirs, String name, Resource resource, boolean isChanged) {
        String fullUrl = theirs.map(Entry::fullUrl).orElseGet(() -> message.place(name));
        Instant sentAt = theirs.flatMap(StandingMessage::stamp).orElse(then.receivedAt());
        return message.addAt(fullUrl, resource, isChanged ? event.recordedAt() : sentAt);
    }

    private Reference requester(Reference organization) {
        Referrer referrer = then.referrer();
        Reference practitioner = message.add("practitioner", MessageParts.practitioner(referrer.practitioner()));
        return message.add("role", MessageParts.role(practitioner, organization, referrer.role(), referrer.contacts()));
    }

    private void request(Published published, Reference patient, Reference requester, Reference performer) {
        ServiceRequest request = new ServiceRequest()
                .setStatus(status(then.requestStatus()))
                .setIntent(ServiceRequestIntent.PLAN)
                .setCode(then.request()
                        .service()
                        .map(code -> new CodeableConcept(CodeMapper.toFhir(code)))
                        .orElseGet(() -> new CodeableConcept().setText("Social prescribing")))
                .setSubject(patient)
                .setAuthoredOn(Date.from(then.request().authoredOn().orElse(then.receivedAt())))
                .setRequester(requester)
                .addPerformer(performer);
        request.setId(published.serviceRequestId());
        request.getMeta().addProfile(LinkwayProfile.SERVICE_REQUEST.url());
        identifiers()
                .forEach(it -> request.addIdentifier().setSystem(it.system()).setValue(it.value()));
        Optional<Entry<ServiceRequest>> theirs = sent.first(ServiceRequest.class);
        theirs.ifPresent(it -> it.resource().getCategory().forEach(request::addCategory));
        if (event.type() == EventType.INFORMATION_REQUESTED && told != FeedBack.NOTHING) {
            event.detail().inWords().forEach(words -> request.addNote().setText(words));
        }
        ServiceRequestStatus before =
                theirs.map(it -> it.resource().getStatus()).orElse(ServiceRequestStatus.ACTIVE);
        addTheirs(theirs, "request", request, request.hasNote() || request.getStatus() != before);
    }

    /** BaRS has no completed request: that is the Encounter's to say. */
    private static ServiceRequestStatus status(RequestStatus status) {
        return status == RequestStatus.COMPLETED
                ? ServiceRequestStatus.ACTIVE
                : ServiceRequestStatus.fromCode(status.code());
    }

    private List<BusinessIdentifier> identifiers() {
        List<BusinessIdentifier> given = then.conversation().businessIdentifiers();
        return given.isEmpty()
                ? List.of(new BusinessIdentifier(
                        IdentifierSystem.LINKWAY_REFERRAL.uri(), then.id().toString()))
                : given;
    }

    /** The responder's, and in the short form before it the sender's. */
    private Reference encounters(Reference patient) {
        if (!isFull()) {
            addTheirs(senders(), "encounter", senders(patient), false);
        }
        Optional<Entry<Encounter>> responder = sent.responder();
        String id =
                responder.map(it -> it.resource().getIdElement().getIdPart()).orElse(null);
        Encounter encounter = ResponderEncounter.toFhir(then, id, patient, told);
        return addTheirs(responder, "responder", encounter, true);
    }

    private Optional<Entry<Encounter>> senders() {
        Optional<Integer> responder = sent.responder().map(Entry::position);
        return sent.index().all(Encounter.class).stream()
                .filter(it -> !responder.equals(Optional.of(it.position())))
                .findFirst();
    }

    private Encounter senders(Reference patient) {
        Optional<Encounter> given = senders().map(Entry::resource);
        Encounter encounter = new Encounter()
                .setStatus(given.map(Encounter::getStatus)
                        .filter(BEFORE_A_REFERRAL::contains)
                        .orElse(EncounterStatus.FINISHED))
                .setClass_(given.map(Encounter::getClass_)
                        .orElse(new Coding("http://terminology.hl7.org/CodeSystem/v3-ActCode", "AMB", "ambulatory")))
                .setSubject(patient)
                .addEpisodeOfCare(ResponderEncounter.journey(then));
        encounter.getMeta().addProfile(LinkwayProfile.ENCOUNTER.url());
        given.ifPresent(it -> {
            encounter.setId(it.getIdElement().getIdPart());
            it.getIdentifier().forEach(encounter::addIdentifier);
        });
        return encounter;
    }

    private void addContent(Reference patient) {
        message.add("consent", MessageParts.consent(patient, purpose(), then.receivedAt()));
        if (event.type() == EventType.DID_NOT_ATTEND) {
            message.add("appointment", missed(patient));
        } else {
            message.add("plan", outcome(patient));
        }
        entry.ifPresent(it -> message.add("entry", RecordEntryMapper.toFhir(it, byNumber(patient))));
    }

    /** An entry of a record says by the number whose it is, wherever it goes on to. */
    private Reference byNumber(Reference patient) {
        return patient.copy()
                .setType("Patient")
                .setIdentifier(new Identifier()
                        .setSystem(IdentifierSystem.NHS_NUMBER.uri())
                        .setValue(person.nhsNumber().orElseThrow()));
    }

    private String purpose() {
        return told == FeedBack.CODES_ONLY ? "feed-back-codes-only" : "feed-back";
    }

    private Appointment missed(Reference patient) {
        Date when = Date.from(event.occurredAt());
        Appointment appointment = new Appointment()
                .setStatus(AppointmentStatus.NOSHOW)
                .setStart(when)
                .setEnd(when);
        appointment.addParticipant().setActor(patient).setStatus(ParticipationStatus.ACCEPTED);
        if (told == FeedBack.ALL) {
            appointment.setComment(event.detail().inWords().stream().findFirst().orElse(null));
        }
        return appointment;
    }

    private CarePlan outcome(Reference patient) {
        CodeableConcept outcome = new CodeableConcept();
        then.outcome()
                .flatMap(it -> it.code())
                .ifPresentOrElse(
                        code -> outcome.addCoding(new Coding(CodeSystems.LINKWAY_OUTCOME, code.code(), code.display())),
                        () -> outcome.addCoding(new Coding(
                                CodeSystems.LINKWAY_STAGE,
                                then.stage().code(),
                                then.stage().display())));
        if (told == FeedBack.ALL) {
            then.outcome().flatMap(it -> it.narrative().or(it::reason)).ifPresent(outcome::setText);
        }
        CarePlan plan = new CarePlan()
                .setStatus(CarePlanStatus.COMPLETED)
                .setIntent(CarePlanIntent.PLAN)
                .setSubject(patient)
                .setPeriod(new Period().setStart(Date.from(then.receivedAt())).setEnd(Date.from(event.recordedAt())));
        plan.getMeta().addProfile(LinkwayProfile.CARE_PLAN.url());
        plan.addActivity().addOutcomeCodeableConcept(outcome);
        return plan;
    }
}
