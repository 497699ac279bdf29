package org.linkway.translation;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.linkway.fhir.identifier.IdentifierSystem;
import org.linkway.fhir.terminology.CodeSystems;
import org.linkway.referral.Kebab;
import org.linkway.referral.OnwardOutcome;
import org.linkway.referral.OnwardReferral;
import org.linkway.referral.OnwardUpdate;
import org.linkway.referral.Person;
import org.linkway.referral.Published;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralStatus;

/**
 * An onward referral on its way to the system of its service, and what that system says of it. A service gets what it needs to
 * welcome somebody: name, contact, language, what helps them to take part, how it is safe to reach them, what it has to know of
 * risks. It gets no problem list and no address, and only an NHS body gets the NHS number. Of a restricted person it gets no
 * contact either.
 */
public final class OnwardMessage {
    private static final String PATIENT = "urn:uuid:00000000-0000-4000-8000-000000000001";
    private static final String REQUEST = "urn:uuid:00000000-0000-4000-8000-000000000002";
    private static final String TASK = "urn:uuid:00000000-0000-4000-8000-000000000003";

    private OnwardMessage() {}

    /** A transaction that makes the onward referral there, once however often it is sent. */
    public static Bundle toFhir(Referral referral, OnwardReferral onward, OnwardRecipient recipient) {
        Published here = new Published("unused", "unused", "unused");
        ServiceRequest request = OnwardMapper.request(onward, here);
        request.setId((String) null);
        request.setSubject(new Reference(PATIENT));
        request.setBasedOn(List.of(ofReferral("ServiceRequest", referral)));
        OnwardNotes.of(referral, onward).forEach(words -> request.addNote(new Annotation().setText(words)));
        prohibition(referral.person()).ifPresent(request::addOrderDetail);
        Task task = OnwardMapper.task(onward, here);
        task.setId((String) null);
        task.setFocus(new Reference(REQUEST));
        task.setFor(new Reference(PATIENT));
        task.setPartOf(List.of(ofReferral("Task", referral)));
        Bundle transaction = new Bundle().setType(Bundle.BundleType.TRANSACTION);
        add(transaction, PATIENT, patient(referral.person().withheld(), onward, recipient), onward);
        add(transaction, REQUEST, request, onward);
        add(transaction, TASK, task, onward);
        return transaction;
    }

    private static void add(Bundle transaction, String fullUrl, Resource resource, OnwardReferral onward) {
        transaction
                .addEntry()
                .setFullUrl(fullUrl)
                .setResource(resource)
                .getRequest()
                .setMethod(Bundle.HTTPVerb.POST)
                .setUrl(resource.fhirType())
                .setIfNoneExist("identifier=" + IdentifierSystem.LINKWAY_REFERRAL.uri() + "|" + onward.id());
    }

    private static Reference ofReferral(String type, Referral referral) {
        return new Reference()
                .setType(type)
                .setIdentifier(identifier(referral.id().toString()));
    }

    private static Identifier identifier(String value) {
        return new Identifier()
                .setSystem(IdentifierSystem.LINKWAY_REFERRAL.uri())
                .setValue(value);
    }

    /** Coded as SDOH Clinical Care does, beside the words. */
    static Optional<CodeableConcept> prohibition(Person person) {
        return Optional.of(new CodeableConcept(
                        new Coding(CodeSystems.SDOH_TEMPORARY, "contacting-subject-prohibited", null)))
                .filter(it -> person.doNotContact());
    }

    private static Patient patient(Person person, OnwardReferral onward, OnwardRecipient recipient) {
        Patient patient = new Patient().addIdentifier(identifier(onward.id().toString()));
        if (recipient == OnwardRecipient.NHS) {
            person.nhsNumber()
                    .ifPresent(number -> patient.addIdentifier()
                            .setSystem(IdentifierSystem.NHS_NUMBER.uri())
                            .setValue(number));
            person.birthDate().ifPresent(born -> patient.setBirthDateElement(new DateType(born.toString())));
        }
        HumanName name = patient.addName();
        person.name().title().ifPresent(name::addPrefix);
        person.name().first().forEach(name::addGiven);
        person.name().family().ifPresent(name::setFamily);
        person.name().full().ifPresent(name::setText);
        person.contacts().stream()
                .filter(contact -> contact.of().isEmpty())
                .forEach(contact -> patient.addTelecom(ContactMapper.toFhir(contact)));
        person.language()
                .ifPresent(language -> patient.addCommunication().setLanguage(new CodeableConcept().setText(language)));
        return patient;
    }

    /** Whether this Task is the one that Linkway sent, looked at again because servers differ in what they search by. */
    public static boolean isOf(Task task, OnwardReferral onward) {
        return task.getIdentifier().stream()
                .anyMatch(it -> IdentifierSystem.LINKWAY_REFERRAL.matches(it.getSystem())
                        && onward.id().toString().equals(it.getValue()));
    }

    /** Whether the service still works on it. */
    public static boolean isOpen(Task task) {
        return status(task).map(ReferralStatus::isOpen).orElse(true);
    }

    /** The Task of the service as a mistake: the referral that led there should never have been. */
    public static Task enteredInError(Task task, OnwardReferral onward) {
        Task mistaken = task.copy()
                .setStatus(Task.TaskStatus.ENTEREDINERROR)
                .setStatusReason(new CodeableConcept().setText("The referral that led here was entered in error."));
        return LastModified.at(mistaken, onward.lastHeardAt());
    }

    /** The Task of the service, cancelled by the link worker. */
    public static Task cancelled(Task task, OnwardReferral onward) {
        Task cancelled = task.copy()
                .setStatus(Task.TaskStatus.CANCELLED)
                .setStatusReason(
                        new CodeableConcept().setText(onward.statusReason().orElse("Cancelled by the link worker.")));
        return LastModified.at(cancelled, onward.lastHeardAt());
    }

    /** What the service says that Linkway does not know yet. A status that Linkway does not use says nothing. */
    public static Optional<OnwardUpdate> toModel(Task task, OnwardReferral onward) {
        return status(task)
                .filter(status -> status != onward.status() && status != ReferralStatus.ENTERED_IN_ERROR)
                .map(status -> new OnwardUpdate(
                        Optional.of(onward.id()),
                        Optional.of(status),
                        reason(task, status),
                        Optional.empty(),
                        Optional.empty(),
                        outcome(task)));
    }

    private static Optional<ReferralStatus> status(Task task) {
        return task.hasStatus()
                ? Kebab.read(ReferralStatus.class, task.getStatus().toCode())
                : Optional.empty();
    }

    private static Optional<String> reason(Task task, ReferralStatus status) {
        Optional<String> words = CodeMapper.wordsOrCode(task.getStatusReason())
                .or(() -> task.getOutput().stream()
                        .map(Task.TaskOutputComponent::getValue)
                        .filter(CodeableConcept.class::isInstance)
                        .flatMap(it -> CodeMapper.wordsOrCode((CodeableConcept) it).stream())
                        .findFirst());
        return words.or(() -> Optional.of("The service gave no reason.").filter(it -> !status.isOpen()));
    }

    private static Optional<OnwardOutcome> outcome(Task task) {
        return task.getOutput().stream()
                .map(Task.TaskOutputComponent::getValue)
                .filter(CodeableConcept.class::isInstance)
                .flatMap(it -> ((CodeableConcept) it).getCoding().stream())
                .filter(it -> CodeSystems.LINKWAY_ONWARD_OUTCOME.equals(it.getSystem()))
                .flatMap(it -> Kebab.read(OnwardOutcome.class, it.getCode()).stream())
                .findFirst();
    }
}
