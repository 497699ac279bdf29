package org.linkway.conformance.played;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.linkway.conformance.partner.SyntheticPeople;
import org.linkway.conformance.played.Lifecycle.Move;
import org.linkway.conformance.runner.Body;
import org.linkway.conformance.runner.Headers;
import org.linkway.conformance.runner.Headers.Header;
import org.linkway.conformance.runner.Request;
import org.linkway.conformance.runner.Response;

/**
 * Linkway's local API as a link workers' platform meets it, with a few referrals. To the one that is to be worked two things
 * happen once, so that it is seen how the platform takes them: its first event is answered 503, to be sent again; and before its
 * second event with {@code If-Match} the sender has changed it.
 */
public final class PlayedLocalApi implements Part {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String JSON_TYPE = "application/json";
    private static final String PROBLEM_TYPE = "application/problem+json";
    private static final int OVERTAKEN = 2;

    private final Clock clock;
    private final Map<String, HeldReferral> referrals = new LinkedHashMap<>();
    private final Map<Plot, String> ids = new EnumMap<>(Plot.class);
    private final Map<String, Reported> reported = new HashMap<>();
    private final List<ObjectNode> feed = new ArrayList<>();
    private boolean wasBusy;
    private int conditional;

    /** An event that was taken, and how it was answered. */
    private record Reported(String referral, JsonNode event, Response answer) {}

    private enum Plot {
        TO_BE_WORKED,
        TO_BE_REJECTED,
        NOT_TO_BE_CONTACTED
    }

    public PlayedLocalApi(SyntheticPeople people, Clock clock) {
        this.clock = clock;
        for (Plot plot : Plot.values()) {
            HeldReferral referral = new HeldReferral(people.next(), plot == Plot.NOT_TO_BE_CONTACTED, clock.instant());
            referrals.put(referral.id(), referral);
            ids.put(plot, referral.id());
            tell(referral);
        }
    }

    @Override
    public String path() {
        return "/local/v1";
    }

    /** What scripts call the referrals. */
    public Map<String, String> variables() {
        return Map.of(
                "toBeWorked", ids.get(Plot.TO_BE_WORKED),
                "toBeRejected", ids.get(Plot.TO_BE_REJECTED),
                "notToBeContacted", ids.get(Plot.NOT_TO_BE_CONTACTED));
    }

    /** What Linkway's webhook says of the referral that is to be worked. */
    Body opened(String deliveryId) {
        HeldReferral referral = referrals.get(ids.get(Plot.TO_BE_WORKED));
        ObjectNode notification =
                JSON.createObjectNode().put("deliveryId", deliveryId).put("type", "referral-opened");
        notification.set("event", referral.events().get(0));
        notification.set("referral", referral.json());
        return new Body(notification.toString().getBytes(UTF_8), JSON_TYPE);
    }

    @Override
    public Response answer(String path, Request request) {
        try {
            return worked(path, request);
        } catch (NotTaken e) {
            return refusal(e.status(), e.getMessage());
        }
    }

    private Response worked(String path, Request request) {
        String[] places = path.split("/", -1);
        boolean isGet = request.method().equals("GET");
        if (isGet && path.equals("referrals")) {
            return json(200, page(request));
        }
        if (isGet && path.equals("events")) {
            return json(200, events(request));
        }
        if (isGet && places.length == 2 && places[0].equals("referrals")) {
            HeldReferral referral = referral(places[1]);
            return answer(200, referral.json(), JSON_TYPE, Optional.of(referral.etag()));
        }
        if (request.method().equals("POST") && places.length == 3 && places[2].equals("events")) {
            return report(referral(places[1]), request);
        }
        throw new NotTaken(404, "There is no " + request.method() + " " + path() + "/" + path + " here.");
    }

    private HeldReferral referral(String id) {
        return Optional.ofNullable(referrals.get(id))
                .orElseThrow(() -> new NotTaken(404, "There is no referral with this id that you may see."));
    }

    private ObjectNode page(Request request) {
        Optional<String> wanted = Parameters.of(request.url()).first("status");
        ObjectNode page = JSON.createObjectNode();
        ArrayNode list = page.putArray("referrals");
        referrals.values().stream()
                .filter(referral -> wanted.map(it -> List.of(it.split(",", -1)).contains(referral.status()))
                        .orElse(true))
                .forEach(referral -> list.add(referral.summary()));
        return page;
    }

    private ObjectNode events(Request request) {
        int begin = Parameters.of(request.url())
                .first("after")
                .map(after -> numberOf(after) + 1)
                .orElse(0);
        ObjectNode page = JSON.createObjectNode();
        page.putArray("events").addAll(feed.subList(begin, feed.size()));
        return page.put("next", feed.get(feed.size() - 1).at("/event/id").asText());
    }

    private int numberOf(String event) {
        for (int i = 0; i < feed.size(); i++) {
            if (feed.get(i).at("/event/id").asText().equals(event)) {
                return i;
            }
        }
        throw new NotTaken(400, "There is no event with the id that 'after' names. Use the 'next' of a page.");
    }

    private Response report(HeldReferral referral, Request request) {
        WorkerEvent event = WorkerEvent.of(request.body().bytes());
        boolean isToBeWorked = referral.id().equals(ids.get(Plot.TO_BE_WORKED));
        if (isToBeWorked && !wasBusy) {
            wasBusy = true;
            throw new NotTaken(503, "Many wrote to this referral at once. Send it again.");
        }
        Reported before = reported.get(event.id());
        if (before != null) {
            if (before.referral().equals(referral.id()) && before.event().equals(event.json())) {
                return before.answer();
            }
            throw new NotTaken(409, "Another event has this id. Give each event an id of its own.");
        }
        Optional<String> ifMatch = request.lines().value("If-Match");
        if (isToBeWorked && ifMatch.isPresent()) {
            overtaken(referral);
        }
        if (ifMatch.map(it -> it.replace("W/", ""))
                .filter(it -> !it.equals(referral.etag()))
                .isPresent()) {
            return answer(
                    412,
                    problem(412, "The referral has moved on. Read it again.", JSON.createArrayNode()),
                    PROBLEM_TYPE,
                    Optional.of(referral.etag()));
        }
        return recorded(referral, event);
    }

    private void overtaken(HeldReferral referral) {
        conditional++;
        if (conditional == OVERTAKEN) {
            referral.add(HeldReferral.event("request-updated", clock.instant()), clock.instant());
            tell(referral);
        }
    }

    private Response recorded(HeldReferral referral, WorkerEvent event) {
        ArrayNode faults = event.faults(clock.instant());
        Optional<Move> move = Lifecycle.move(event.type(), referral.status());
        if (Lifecycle.knows(event.type()) && move.isEmpty()) {
            WorkerEvent.add(
                    faults,
                    "status",
                    "The referral is " + referral.status() + ", so " + event.type() + " cannot be. Legal is: "
                            + String.join(", ", Lifecycle.legalIn(referral.status())) + ".");
        }
        if (!faults.isEmpty()) {
            return answer(422, problem(422, "The event cannot be recorded.", faults), PROBLEM_TYPE, Optional.empty());
        }
        referral.add(event.json(), clock.instant());
        referral.becomes(
                move.orElseThrow().statusAfter(referral.status()),
                move.orElseThrow().stageAfter(referral.stage()));
        tell(referral);
        ObjectNode said = JSON.createObjectNode()
                .put("event", event.id())
                .put("referral", referral.id())
                .put("status", referral.status())
                .put("stage", referral.stage())
                .put("version", referral.version());
        said.putArray("warnings");
        Response answer = answer(201, said, JSON_TYPE, Optional.of(referral.etag()));
        reported.put(event.id(), new Reported(referral.id(), event.json(), answer));
        return answer;
    }

    private void tell(HeldReferral referral) {
        ObjectNode entry =
                JSON.createObjectNode().put("referral", referral.id()).put("version", referral.version());
        entry.set("event", referral.events().get(referral.events().size() - 1));
        feed.add(entry);
    }

    @Override
    public Response refusal(int status, String sentence) {
        return answer(status, problem(status, sentence, JSON.createArrayNode()), PROBLEM_TYPE, Optional.empty());
    }

    private static ObjectNode problem(int status, String sentence, ArrayNode faults) {
        ObjectNode problem = JSON.createObjectNode()
                .put("type", "about:blank")
                .put("title", "Not taken")
                .put("status", status)
                .put("detail", sentence);
        problem.set("errors", faults);
        return problem;
    }

    private static Response json(int status, JsonNode body) {
        return answer(status, body, JSON_TYPE, Optional.empty());
    }

    private static Response answer(int status, JsonNode body, String type, Optional<String> etag) {
        List<Header> headers = new ArrayList<>();
        etag.ifPresent(it -> headers.add(new Header("ETag", it)));
        if (status == 503) {
            headers.add(new Header("Retry-After", "1"));
        }
        return new Response(
                status, new Headers(headers), new Body(body.toString().getBytes(UTF_8), type));
    }
}
