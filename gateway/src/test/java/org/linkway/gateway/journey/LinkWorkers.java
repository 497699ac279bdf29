package org.linkway.gateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.linkway.gateway.journey.Http.Answer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The link workers' platform, as it uses the local API. */
public final class LinkWorkers {
    private static final String REFERRALS = "/local/v1/referrals";

    private final Http http;
    private final MovedClock clock;

    LinkWorkers(Http http, MovedClock clock) {
        this.http = http;
        this.clock = clock;
    }

    /** Reports what cannot be refused, and gives the id of the event. */
    public String report(String referral, String type, String... details) {
        ObjectNode event = event(type, details);
        post(referral, event).expect(201);
        return event.path("id").asString();
    }

    public Answer post(String referral, JsonNode event, String... headers) {
        return http.post(REFERRALS + "/" + referral + "/events", event, headers);
    }

    /** @param details JSON objects, the members of which the event has too */
    public ObjectNode event(String type, String... details) {
        ObjectNode event = JsonMapper.shared()
                .createObjectNode()
                .put("id", UUID.randomUUID().toString())
                .put("type", type)
                .put(
                        "occurredAt",
                        clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
        event.putObject("recordedBy").put("name", "Robin Example").put("role", "link worker");
        for (String detail : details) {
            event.setAll((ObjectNode) JsonMapper.shared().readTree(detail));
        }
        return event;
    }

    /** The summary that closes a referral. */
    public String completes(String referral, String outcome, String narrative) {
        return report(referral, "completed", """
                {"outcome": {"code": "%s", "narrative": "%s"}, "actionForGp": "None"}""".formatted(outcome, narrative));
    }

    /** Registers a referral that the service took itself. */
    public Answer register(JsonNode referral) {
        return http.post(REFERRALS, referral);
    }

    public ObjectNode ownReferral(InventedPerson person, String referrer, String request) {
        ObjectNode referral = JsonMapper.shared()
                .createObjectNode()
                .put("id", UUID.randomUUID().toString());
        referral.putObject("recordedBy").put("name", "Robin Example");
        referral.set("person", JsonMapper.shared().readTree("""
                {"nhsNumber": "%s", "nhsNumberVerification": "verified", "birthDate": "1950-04-01",
                 "name": {"first": ["Marigold"], "family": "%s"},
                 "registeredPractice": {"odsCode": "A99999", "name": "Willow Lane Sample Surgery"}}""".formatted(person.nhsNumber(), person.family())));
        referral.set("referrer", JsonMapper.shared().readTree(referrer));
        referral.set("request", JsonMapper.shared().readTree(request));
        return referral;
    }

    public JsonNode referral(String id) {
        return http.get(REFERRALS + "/" + id).expect(200).body();
    }

    public String standing(String id) {
        JsonNode referral = referral(id);
        return referral.path("status").asString() + ": "
                + referral.path("stage").asString();
    }

    /** The services that a referral led to, in order. */
    public JsonNode onward(String id, String onward) {
        return StreamSupport.stream(referral(id).at("/work/onward").spliterator(), false)
                .filter(it -> it.path("id").asString().equals(onward))
                .findFirst()
                .orElseThrow();
    }

    public List<String> events(String id) {
        return StreamSupport.stream(referral(id).path("events").spliterator(), false)
                .map(event -> event.path("type").asString())
                .toList();
    }

    /** What is overdue on a referral: each its kind. */
    public List<String> overdue(String id) {
        JsonNode worklist = http.get("/local/v1/worklist?limit=500").expect(200).body();
        return StreamSupport.stream(worklist.path("items").spliterator(), false)
                .filter(item -> item.path("referral").asString().equals(id))
                .map(item -> item.path("kind").asString())
                .toList();
    }

    /** Asserts that an event is refused, and gives everything that is said about it. */
    public String refusal(String referral, String type, String... details) {
        Answer answer = post(referral, event(type, details)).expect(422);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        return answer.body().toString();
    }
}
