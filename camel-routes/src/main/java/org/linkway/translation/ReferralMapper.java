package org.linkway.translation;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MessageHeader;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.referral.BusinessIdentifier;
import org.linkway.referral.Conversation;
import org.linkway.referral.Person;
import org.linkway.referral.ReferralDraft;
import org.linkway.referral.ReferralRequest;
import org.linkway.referral.Referrer;
import org.linkway.translation.BundleIndex.Entry;

/** A valid Bundle, transaction or message, to the referral that it asks for. */
final class ReferralMapper {
    private static final int LONGEST_IDENTIFIER = 250;

    private ReferralMapper() {}

    static Mapped<ReferralDraft> toModel(Bundle bundle, InboundRules rules, Optional<String> correlationId) {
        Findings findings = new Findings();
        BundleIndex index = new BundleIndex(bundle);
        if (bundle.getType() == Bundle.BundleType.MESSAGE) {
            theOne(index, MessageHeader.class, findings);
            MessageCheck.check(bundle, index, rules, findings);
            checkRequestedActions(index, findings);
        } else {
            checkTransaction(bundle, findings);
            checkTasks(index, findings);
            index.all(ServiceRequest.class).forEach(it -> checkStatus(it, findings));
        }
        Optional<Entry<Patient>> patient = theOne(index, Patient.class, findings);
        Optional<Entry<ServiceRequest>> request = theOne(index, ServiceRequest.class, findings);
        request.ifPresent(it -> checkSubject(index, it, findings));
        request.ifPresent(it -> checkIdentifiers(it, findings));
        if (patient.isEmpty() || request.isEmpty()) {
            return new Mapped.Invalid<>(findings.all());
        }
        SamePerson.check(index, patient.get(), findings);
        // A cancellation names the referral; what else it repeats, or leaves out, changes nothing.
        Findings content = IntentMapper.toModel(bundle).withdraws() ? new Findings() : findings;
        RetiredCodes.check(index, content);
        Person person = PersonMapper.toModel(index, patient.get(), request.get(), rules, content);
        Referrer referrer = ReferrerMapper.toModel(index, request.get(), content);
        ReferralRequest asked = RequestMapper.toModel(index, request.get(), content);
        Conversation conversation = conversation(bundle, index, request.get().resource(), correlationId);
        return findings.anyError()
                ? new Mapped.Invalid<>(findings.all())
                : new Mapped.Ok<>(new ReferralDraft(person, referrer, asked, conversation), findings.all());
    }

    static <T extends Resource> Optional<Entry<T>> theOne(BundleIndex index, Class<T> type, Findings findings) {
        List<Entry<T>> all = index.all(type);
        String name = type.getSimpleName();
        if (all.isEmpty()) {
            findings.error(
                    GatewayError.REQUIRED,
                    "Bundle.entry",
                    "The Bundle has no " + name + ". A referral needs exactly one: add it.");
        } else if (all.size() > 1) {
            findings.error(
                    GatewayError.INVARIANT,
                    all.get(1).path(),
                    "The Bundle has " + all.size() + " resources of type " + name
                            + ". A referral is about exactly one: send one Bundle for each.");
        }
        return all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty();
    }

    private static void checkSubject(BundleIndex index, Entry<ServiceRequest> request, Findings findings) {
        if (index.resolve(request.resource().getSubject(), Patient.class).isEmpty()) {
            findings.error(
                    GatewayError.UNRESOLVED_REFERENCE,
                    request.path("subject"),
                    "ServiceRequest.subject "
                            + given(request.resource().getSubject().getReference())
                            + " is not a Patient in this Bundle. Refer to the fullUrl of the Bundle's Patient.");
        }
    }

    private static void checkStatus(Entry<ServiceRequest> request, Findings findings) {
        if (request.resource().getStatus() != ServiceRequest.ServiceRequestStatus.ACTIVE) {
            findings.error(
                    GatewayError.INVARIANT,
                    request.path("status"),
                    "Only an active ServiceRequest opens a referral. Send ServiceRequest.status 'active', or, to change or"
                            + " cancel one that is open, a message with reason 'update'.");
        }
    }

    /** A referral is known by its identifiers, so they are kept whole or not taken at all. */
    private static void checkIdentifiers(Entry<ServiceRequest> request, Findings findings) {
        List<Identifier> identifiers = request.resource().getIdentifier();
        for (int i = 0; i < identifiers.size(); i++) {
            if (length(identifiers.get(i).getSystem()) > LONGEST_IDENTIFIER
                    || length(identifiers.get(i).getValue()) > LONGEST_IDENTIFIER) {
                findings.error(
                        GatewayError.VALUE,
                        request.path("identifier[" + i + "]"),
                        "This identifier is longer than " + LONGEST_IDENTIFIER + " characters. Use a shorter one.");
            }
        }
    }

    private static int length(String text) {
        return text == null ? 0 : text.length();
    }

    private static void checkTransaction(Bundle bundle, Findings findings) {
        for (int position = 0; position < bundle.getEntry().size(); position++) {
            Bundle.BundleEntryComponent entry = bundle.getEntry().get(position);
            Bundle.BundleEntryRequestComponent request = entry.getRequest();
            String path = "Bundle.entry[" + position + "].request";
            if (!entry.hasResource()) {
                findings.error(
                        GatewayError.REQUIRED,
                        "Bundle.entry[" + position + "].resource",
                        "This entry has no resource. Add the resource to be created, or leave the entry out.");
            }
            if (request.getMethod() != Bundle.HTTPVerb.POST) {
                findings.error(
                        GatewayError.NOT_SUPPORTED,
                        path + ".method",
                        "A transaction that opens a referral creates resources: use POST for each entry. To read or to"
                                + " change, send a batch, or one request for each.");
            }
        }
    }

    private static void checkTasks(BundleIndex index, Findings findings) {
        List<Entry<Task>> tasks = index.all(Task.class);
        for (Entry<Task> task : tasks) {
            if (!task.resource().hasFocus()) {
                findings.error(
                        GatewayError.REQUIRED,
                        task.path("focus"),
                        "Task.focus is missing. Refer to the fullUrl of the Bundle's ServiceRequest.");
            } else if (index.resolve(task.resource().getFocus(), ServiceRequest.class)
                    .isEmpty()) {
                focusLeadsNowhere(task, findings);
            }
        }
        tasks.forEach(task -> checkPerson(index, task, findings));
        if (tasks.size() > 1) {
            findings.error(
                    GatewayError.INVARIANT,
                    tasks.get(1).path(),
                    "The Bundle has " + tasks.size() + " Tasks. One referral has one Task: send one Bundle for each.");
        }
    }

    /** A Task for somebody else than its request would be worked for one person and told about another. */
    private static void checkPerson(BundleIndex index, Entry<Task> task, Findings findings) {
        Optional<Entry<Patient>> person = index.resolve(task.resource().getFocus(), ServiceRequest.class)
                .flatMap(request -> index.resolve(request.resource().getSubject(), Patient.class));
        if (task.resource().getFor().hasReference()
                && person.isPresent()
                && !index.resolve(task.resource().getFor(), Patient.class)
                        .map(Entry::position)
                        .equals(person.map(Entry::position))) {
            findings.error(
                    GatewayError.INVARIANT,
                    task.path("for"),
                    "Task.for is not the person whom the ServiceRequest is about. Refer to the same Patient in both, or leave"
                            + " Task.for out.");
        }
    }

    /** The Tasks of a message are requested actions: they need no focus, but one that is given has to lead somewhere. */
    private static void checkRequestedActions(BundleIndex index, Findings findings) {
        index.all(Task.class).stream()
                .filter(task -> task.resource().hasFocus()
                        && index.resolve(task.resource().getFocus()).isEmpty())
                .forEach(task -> focusLeadsNowhere(task, findings));
    }

    private static void focusLeadsNowhere(Entry<Task> task, Findings findings) {
        findings.error(
                GatewayError.UNRESOLVED_REFERENCE,
                task.path("focus"),
                "Task.focus " + given(task.resource().getFocus().getReference())
                        + " is not in this Bundle. Put the ServiceRequest into the same Bundle and refer to its fullUrl.");
    }

    private static Conversation conversation(
            Bundle bundle, BundleIndex index, ServiceRequest request, Optional<String> correlationId) {
        return new Conversation(
                request.getIdentifier().stream()
                        .filter(it -> it.getSystem() != null && it.getValue() != null)
                        .map(it -> new BusinessIdentifier(it.getSystem(), it.getValue()))
                        .distinct()
                        .toList(),
                Optional.ofNullable(bundle.getIdElement().getIdPart()),
                correlationId,
                index.all(Encounter.class).stream()
                        .flatMap(it -> it.resource().getEpisodeOfCare().stream())
                        .map(Reference::getReference)
                        .filter(Objects::nonNull)
                        .findFirst(),
                index.all(MessageHeader.class).stream()
                        .map(it -> it.resource().getSource().getEndpoint())
                        .filter(Objects::nonNull)
                        .findFirst());
    }

    private static String given(String value) {
        return value == null || value.isBlank() ? "(none)" : "'" + value + "'";
    }
}
