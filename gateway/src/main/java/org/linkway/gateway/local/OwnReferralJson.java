package org.linkway.gateway.local;

import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.linkway.fhir.identifier.NhsNumber;
import org.linkway.referral.BusinessIdentifier;
import org.linkway.referral.Consent.Agreement;
import org.linkway.referral.Consent.FeedBack;
import org.linkway.referral.Conversation;
import org.linkway.referral.Person;
import org.linkway.referral.Priority;
import org.linkway.referral.RecordedBy;
import org.linkway.referral.ReferralDraft;
import org.linkway.referral.ReferralRequest;
import org.linkway.referral.Referrer;
import org.linkway.referral.ReferrerType;
import org.linkway.referral.Risks;
import org.linkway.referral.Verification;
import org.linkway.routes.inbound.OwnReferral;
import org.linkway.workflow.Party;
import org.linkway.workflow.RecordEvent.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * A referral that the service took itself, as its system writes it: person, referrer and request in the words of the local
 * model. What is left out is "not stated"; what a referral cannot safely be opened without is asked for, all at once.
 */
@Component
class OwnReferralJson {
    private static final String IDENTIFIERS = "urn:ietf:rfc:3986";

    private static final List<String> MEMBERS = Arrays.stream(Body.class.getRecordComponents())
            .map(RecordComponent::getName)
            .toList();

    private final LocalJson json;

    OwnReferralJson(LocalJson json) {
        this.json = json;
    }

    /** The body, as the API describes it: what may be left out, {@link #read} fills in. */
    @Schema(name = "OwnReferral")
    record Body(UUID id, RecordedBy recordedBy, Person person, Referrer referrer, ReferralRequest request) {}

    OwnReferral read(byte[] bytes, Party party) {
        ObjectNode body = json.object(bytes, "referral");
        List<Refusal> refusals = new ArrayList<>();
        body.propertyNames().stream()
                .filter(member -> !MEMBERS.contains(member))
                .forEach(member -> refusals.add(new Refusal(
                        member, "A referral has no such member. It may have: " + String.join(", ", MEMBERS) + ".")));
        Optional<UUID> id = LocalJson.uuid(body, "id");
        if (id.isEmpty()) {
            refusals.add(
                    new Refusal("id", "Give the referral an id of your own: a UUID, the same one when you retry."));
        }
        RecordedBy by = LocalJson.recordedBy(body);
        if (by.name().isEmpty()) {
            refusals.add(new Refusal("recordedBy.name", "Name the person who took the referral."));
        }
        Optional<Person> person =
                json.read(person(body), Person.class, "The person of a referral", "person.", refusals);
        person.ifPresent(it -> refusals.addAll(doubts(it)));
        Optional<Referrer> referrer =
                json.read(referrer(body), Referrer.class, "The referrer of a referral", "referrer.", refusals);
        Optional<ReferralRequest> request =
                json.read(request(body), ReferralRequest.class, "The request of a referral", "request.", refusals);
        request.filter(OwnReferralJson::asksForNothing)
                .ifPresent(it -> refusals.add(
                        new Refusal("request.needs", "Say what the person needs: needs, needsInOwnWords or reason.")));
        if (!refusals.isEmpty()) {
            throw new LocalProblem(HttpStatus.UNPROCESSABLE_CONTENT, "The referral cannot be opened.", refusals);
        }
        return new OwnReferral(
                party,
                new ReferralDraft(
                        person.orElseThrow(),
                        referrer.orElseThrow(),
                        request.orElseThrow(),
                        conversation(id.orElseThrow())),
                by);
    }

    /** What is not stated is said to be so; the model has no nulls. */
    private ObjectNode person(ObjectNode body) {
        ObjectNode person = part(body, "person");
        person.putIfAbsent("nhsNumberVerification", text(Verification.NOT_STATED.code()));
        if (!person.path("name").isObject()) {
            person.putObject("name");
        }
        return person;
    }

    private ObjectNode referrer(ObjectNode body) {
        ObjectNode referrer = part(body, "referrer");
        referrer.putIfAbsent("type", text(ReferrerType.NOT_STATED.code()));
        return referrer;
    }

    private ObjectNode request(ObjectNode body) {
        ObjectNode request = part(body, "request");
        request.putIfAbsent("priority", text(Priority.ROUTINE.code()));
        ObjectNode risks = part(request, "risks");
        boolean stated = risks.path("stated").isArray() && !risks.path("stated").isEmpty();
        risks.putIfAbsent(
                "statement",
                text((stated ? Risks.Statement.RISKS_STATED : Risks.Statement.NOT_STATED_BY_THE_REFERRER).code()));
        request.set("risks", risks);
        ObjectNode consent = part(request, "consent");
        consent.putIfAbsent("refer", text(Agreement.NOT_STATED.code()));
        consent.putIfAbsent("shareWithNamedProvider", text(Agreement.NOT_STATED.code()));
        consent.putIfAbsent("feedBack", text(FeedBack.ALL.code()));
        request.set("consent", consent);
        return request;
    }

    private static JsonNode text(String value) {
        return StringNode.valueOf(value);
    }

    private static ObjectNode part(ObjectNode body, String member) {
        return body.path(member) instanceof ObjectNode part ? part.deepCopy() : JsonNodeFactory.instance.objectNode();
    }

    /** Who somebody is has to be said well enough to find them, and nobody else (the door profiles ask the same). */
    private static List<Refusal> doubts(Person person) {
        List<Refusal> doubts = new ArrayList<>();
        if (person.nhsNumber().isPresent()) {
            NhsNumber.fault(person.nhsNumber().get())
                    .ifPresent(fault -> doubts.add(new Refusal(
                            "person.nhsNumber",
                            "This NHS number " + fault.words()
                                    + ". Check it, or leave it out and send name, birth date and" + " one contact.")));
            return doubts;
        }
        if (person.name().family().isEmpty() && person.name().full().isEmpty()) {
            doubts.add(new Refusal("person.name", "Without an NHS number, send the person's name."));
        }
        if (person.birthDate().isEmpty()) {
            doubts.add(new Refusal("person.birthDate", "Without an NHS number, send the person's birth date."));
        }
        if (person.contacts().isEmpty()) {
            doubts.add(new Refusal("person.contacts", "Without an NHS number, send one way to reach the person."));
        }
        return doubts;
    }

    private static boolean asksForNothing(ReferralRequest request) {
        return request.needs().isEmpty()
                && request.needsInOwnWords().isEmpty()
                && request.reason().isEmpty();
    }

    private static Conversation conversation(UUID id) {
        return new Conversation(
                List.of(new BusinessIdentifier(IDENTIFIERS, "urn:uuid:" + id)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
