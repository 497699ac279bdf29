package org.linkway.routes.inbound;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.linkway.fhir.validation.FhirReader;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.fhir.validation.Issue;
import org.linkway.fhir.validation.ResourceReading;
import org.linkway.routes.InboundMessage;
import org.linkway.routes.InboundMessage.Door;
import org.linkway.routes.port.Journal;
import org.linkway.routes.port.Journal.Commit;
import org.linkway.routes.port.PublishedResources;
import org.linkway.routes.port.PublishedResources.Version;
import org.linkway.translation.ReferralTranslation;
import org.linkway.workflow.Ids;
import org.linkway.workflow.KeptAnswer;
import org.linkway.workflow.PublishedResource;

/** Keeps a resource that came alone, until a Task asks for the referral that it belongs to. */
public final class KeepResource {
    private static final int ATTEMPTS = 10;

    /** What a referral is made of, beside its Task. */
    public static final Set<String> TYPES = Set.of(
            "Condition",
            "Consent",
            "Flag",
            "HealthcareService",
            "Observation",
            "Organization",
            "Patient",
            "Practitioner",
            "PractitionerRole",
            "Procedure",
            "ServiceRequest");

    private final FhirReader reader;
    private final ReferralTranslation translation;
    private final PublishedResources resources;
    private final CreateCondition condition;
    private final Journal journal;
    private final Answers answers;
    private final Ids ids;

    public KeepResource(
            FhirReader reader,
            ReferralTranslation translation,
            PublishedResources resources,
            CreateCondition condition,
            Journal journal,
            Answers answers,
            Ids ids) {
        this.reader = reader;
        this.translation = translation;
        this.resources = resources;
        this.condition = condition;
        this.journal = journal;
        this.answers = answers;
        this.ids = ids;
    }

    MessageOutcome keep(ClaimedMessage claimed) {
        InboundMessage message = claimed.message();
        String type = message.target().type();
        if (message.door() != Door.CREATE || !TYPES.contains(type)) {
            throw RejectedMessage.forGood(claimed, List.of(notOffered(message)));
        }
        ResourceReading reading =
                reader.readAtDoor(message.body().bytes(), message.contentType().orElse(null), type);
        List<Issue> issues = new ArrayList<>(reading.issues());
        if (!Issue.anyError(issues)) {
            issues.addAll(translation.faults(reading));
            issues.addAll(leadingNowhere(reading, message));
        }
        if (Issue.anyError(issues)) {
            throw RejectedMessage.forGood(claimed, issues);
        }
        PublishedResource resource = translation.published(reading, ids.next().toString(), message.party());
        if (type.equals("ServiceRequest")) {
            issues.add(opensNothing(resource));
        }
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<MessageOutcome> outcome = tryToKeep(claimed, resource, issues);
            if (outcome.isPresent()) {
                return outcome.get();
            }
        }
        throw new IllegalStateException("What was to be absent kept coming and going.");
    }

    /** Empty where something came in between that had to be absent. */
    private Optional<MessageOutcome> tryToKeep(
            ClaimedMessage claimed, PublishedResource resource, List<Issue> remarks) {
        Optional<Version> standing = condition.standing(claimed);
        if (standing.isPresent()) {
            throw AnsweredBefore.byWhatStands(claimed, answers.standing(claimed, standing.get()));
        }
        KeptAnswer answer = answers.resource(claimed, 201, resource.type() + "/" + resource.id(), remarks);
        Commit commit = journal.keep(resource, condition.absences(claimed), answer);
        if (commit instanceof Commit.ClaimLost) {
            throw RejectedMessage.takenOver(claimed.message());
        }
        return commit instanceof Commit.Stale ? Optional.empty() : Optional.of(answers.accepted(claimed));
    }

    private static Issue notOffered(InboundMessage message) {
        return Issue.error(
                GatewayError.METHOD_NOT_ALLOWED,
                message.door() == Door.CREATE
                        ? "A " + message.target().type() + " by itself is not taken here. Taken are a Task, and what a"
                                + " referral is made of: " + String.join(", ", new TreeSet<>(TYPES)) + "."
                        : "Only a Task can be changed here. To change what else belongs to a referral, update the referral.");
    }

    private List<Issue> leadingNowhere(ResourceReading reading, InboundMessage message) {
        return translation.references(reading).stream()
                .filter(it ->
                        resources.read(message.party(), it.type(), it.id()).isEmpty())
                .map(it -> Issue.error(
                        GatewayError.UNRESOLVED_REFERENCE,
                        it.path(),
                        "There is no " + it.type()
                                + " of yours here under this id. Create it first, and refer to the location that you are"
                                + " answered."))
                .toList();
    }

    private static Issue opensNothing(PublishedResource request) {
        return Issue.warning(
                GatewayError.REQUIRED,
                "ServiceRequest",
                "No referral is open yet, and nobody will act on this alone. Create a Task with focus on ServiceRequest/"
                        + request.id() + ".");
    }
}
