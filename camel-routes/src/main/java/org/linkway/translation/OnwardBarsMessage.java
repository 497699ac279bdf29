package org.linkway.translation;

import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CarePlan.CarePlanIntent;
import org.hl7.fhir.r4.model.CarePlan.CarePlanStatus;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.Flag;
import org.hl7.fhir.r4.model.Flag.FlagStatus;
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
import org.linkway.referral.ContactChannel;
import org.linkway.referral.ContactPoint;
import org.linkway.referral.OnwardReferral;
import org.linkway.referral.Person;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralEvent;
import org.linkway.referral.ReferralStatus;
import org.linkway.referral.Risks;

/**
 * An onward referral as a BaRS {@code servicerequest-request}, new or cancelled, in the conversation and the journey of the
 * referral that led to it. The Bundle's id is the onward referral's, so that the service's response finds it. Services that
 * are NHS bodies know people by their NHS number; like all others they get no address and no problem list.
 */
final class OnwardBarsMessage {
    private static final String BARS = "https://fhir.nhs.uk/MessageDefinition/bars-message-servicerequest-request-";
    private static final String LINK_WORKER = "Link worker";

    private final MessageWriter message;
    private final Referral referral;
    private final OnwardReferral onward;
    private final OnwardBarsService to;
    private final OwnService own;
    private final boolean mistaken;
    private final boolean cancels;

    private OnwardBarsMessage(Referral referral, OnwardReferral onward, OnwardBarsService to, OwnService own) {
        this.mistaken = isMistaken(referral);
        this.cancels = cancels(referral, onward);
        this.message = new MessageWriter(
                onward.id(), cancels ? onward.lastHeardAt() : onward.since(), LinkwayProfile.REFERRAL_MESSAGE);
        this.referral = referral;
        this.onward = onward;
        this.to = to;
        this.own = own;
    }

    static Bundle toFhir(Referral referral, OnwardReferral onward, OnwardBarsService to, OwnService own) {
        return new OnwardBarsMessage(referral, onward, to, own).written();
    }

    /** Whether what there is to say takes back what was said. */
    static boolean cancels(Referral referral, OnwardReferral onward) {
        return isMistaken(referral) || onward.status() == ReferralStatus.CANCELLED;
    }

    private static boolean isMistaken(Referral referral) {
        return referral.status() == ReferralStatus.ENTERED_IN_ERROR;
    }

    private Bundle written() {
        Reference ours =
                repeat("sender", MessageParts.organization(Optional.of(own.odsCode()), Optional.of(own.name())));
        Reference theirs = repeat(
                "receiver",
                MessageParts.organization(to.odsCode(), onward.service().name()));
        Reference patient = repeat("patient", patient());
        ServiceRequest request = request(patient, ours, theirs);
        addJourney(request, patient);
        if (!cancels) {
            addContent(request, patient);
        }
        return message.says(
                        MessageEvent.SERVICE_REQUEST,
                        cancels ? MessageReason.UPDATE : MessageReason.NEW,
                        message.add("request", request),
                        BARS + (cancels ? "cancelled" : "referral"))
                .goes(own, ours, to.address(), theirs)
                .bundle();
    }

    /** What a cancellation leaves as it is: as old as the referral, so that it replaces nothing there. */
    private Reference repeat(String name, Resource resource) {
        return message.addAt(message.place(name), resource, onward.since());
    }

    /** As they were when they were referred. */
    private Patient patient() {
        Person then =
                referral.event(onward.id()).map(referral::asOf).orElse(referral).person();
        Person person = referral.person().sensitive() ? then.restricted() : then;
        Patient patient = MessageParts.patient(person);
        if (to.kind() == OnwardRecipient.VOLUNTARY) {
            patient.getIdentifier().clear();
            patient.setGeneralPractitioner(List.of(Absent.unknown(new Reference())));
            patient.setBirthDateElement(Absent.unknown(new DateType()));
        }
        List<ContactPoint> own = person.contacts().stream()
                .filter(contact -> contact.of().isEmpty())
                .toList();
        own.stream().map(ContactMapper::toFhir).forEach(patient::addTelecom);
        if (!referral.person().doNotContact()) {
            MessageParts.addThemselvesAsFirstContact(
                    patient, own.stream().filter(this::isUsable).toList());
        }
        return patient;
    }

    /** Where something cannot be used, what is of no known kind could be that. */
    private boolean isUsable(ContactPoint contact) {
        Set<ContactChannel> unusable = referral.person().unusableChannels();
        return unusable.isEmpty()
                || contact.channel()
                        .filter(channel -> !unusable.contains(channel))
                        .isPresent();
    }

    private ServiceRequest request(Reference patient, Reference ours, Reference theirs) {
        String name = onward.service().name().orElse("A service");
        Reference practitioner = repeat("practitioner", MessageParts.practitioner(linkWorker()));
        Reference role = repeat("role", MessageParts.role(practitioner, ours, Optional.of(LINK_WORKER), List.of()));
        ServiceRequest request = new ServiceRequest()
                .setStatus(status())
                .setIntent(ServiceRequestIntent.PLAN)
                .addCategory(new CodeableConcept(
                                new Coding(CodeSystems.BARS_REQUEST_CATEGORY, "referral", "Transfer of Care"))
                        .addCoding(new Coding(CodeSystems.BARS_USE_CASE, to.useCase(), null)))
                .setCode(new CodeableConcept().setText(name))
                .setSubject(patient)
                .setAuthoredOn(Date.from(onward.since()))
                .setRequester(role)
                .addPerformer(repeat("service", MessageParts.service(to.address(), name, theirs)));
        request.getMeta().addProfile(LinkwayProfile.SERVICE_REQUEST.url()).addProfile(PublishedProfile.BARS_REFERRAL);
        request.addIdentifier()
                .setSystem(IdentifierSystem.LINKWAY_REFERRAL.uri())
                .setValue(onward.id().toString());
        (cancels ? whyNot() : onward.reason())
                .ifPresent(words -> request.addReasonCode().setText(words));
        if (cancels) {
            OnwardNotes.onContact(referral.person())
                    .forEach(words -> request.addNote().setText(words));
        }
        return request;
    }

    private ServiceRequestStatus status() {
        if (mistaken) {
            return ServiceRequestStatus.ENTEREDINERROR;
        }
        return cancels ? ServiceRequestStatus.REVOKED : ServiceRequestStatus.ACTIVE;
    }

    private Optional<String> whyNot() {
        return mistaken ? Optional.of("The referral that led here was entered in error.") : onward.statusReason();
    }

    private Optional<String> linkWorker() {
        return referral.event(onward.id()).map(ReferralEvent::recordedBy).map(it -> it.name());
    }

    private void addJourney(ServiceRequest request, Reference patient) {
        Encounter encounter = new Encounter()
                .setStatus(EncounterStatus.TRIAGED)
                .setClass_(new Coding("http://terminology.hl7.org/CodeSystem/v3-ActCode", "AMB", "ambulatory"))
                .setSubject(patient)
                .addEpisodeOfCare(ResponderEncounter.journey(referral));
        encounter.getMeta().addProfile(LinkwayProfile.ENCOUNTER.url());
        request.setEncounter(repeat("encounter", encounter));
        CarePlan plan = new CarePlan()
                .setStatus(CarePlanStatus.COMPLETED)
                .setIntent(CarePlanIntent.PLAN)
                .setSubject(patient)
                .setPeriod(new Period().setStart(Date.from(onward.since())));
        plan.getMeta().addProfile(LinkwayProfile.CARE_PLAN.url());
        plan.addActivity().addOutcomeCodeableConcept().setText(onward.reason().orElse("Referred by the link worker."));
        request.addBasedOn(repeat("plan", plan));
    }

    private void addContent(ServiceRequest request, Reference patient) {
        OnwardNotes.of(referral, onward).forEach(words -> request.addNote().setText(words));
        OnwardMessage.prohibition(referral.person()).ifPresent(request::addOrderDetail);
        message.add("consent", MessageParts.consent(patient, "share-with-named-provider", onward.since()));
        message.add("risk", risk(patient));
    }

    /** What was told to the link worker service about risks was not told for this service; that there are some, is. */
    private Flag risk(Reference patient) {
        Flag flag = new Flag()
                .setStatus(FlagStatus.ACTIVE)
                .addCategory(new CodeableConcept(new Coding(CodeSystems.LINKWAY_FLAG_CATEGORY, "risk", null)))
                .setCode(OnwardNotes.risks(referral, onward)
                        .map(words -> new CodeableConcept().setText(words))
                        .orElseGet(this::noneStated))
                .setSubject(patient);
        flag.getMeta().addProfile(LinkwayProfile.FLAG.url());
        return flag;
    }

    private CodeableConcept noneStated() {
        return referral.request().risks().statement() == Risks.Statement.NO_KNOWN_RISKS
                ? new CodeableConcept(
                        new Coding(CodeSystems.LINKWAY_RISK_STATEMENT, Risks.Statement.NO_KNOWN_RISKS.code(), null))
                : Absent.unknown(new CodeableConcept());
    }
}
