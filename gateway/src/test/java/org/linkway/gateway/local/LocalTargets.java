package org.linkway.gateway.local;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.linkway.fuzz.Seed;
import org.linkway.fuzz.Target;
import org.linkway.gateway.config.ReferralJson;
import org.linkway.gateway.store.StoredReferral;
import org.linkway.workflow.Party;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What link workers' systems write. */
public final class LocalTargets {
    private static final Party PARTY = new Party("platform", Party.Kind.WORKER, "Platform", Set.of());

    private LocalTargets() {}

    public static Stream<Target> all() {
        LocalJson json = new LocalJson(ReferralJson.mapper());
        EventJson events = new EventJson(json);
        OwnReferralJson referrals = new OwnReferralJson(json);
        return Stream.of(
                new Target("event", 400, events(), input -> refusing(() -> events.read(input))),
                new Target(
                        "own-referral",
                        200,
                        List.of(Seed.json("""
                        {"id": "11111111-2222-4333-8444-555555555555", "recordedBy": {"name": "Robin Example"},
                         "person": {"nhsNumber": "9990000018", "nhsNumberVerification": "verified", "birthDate": "1950-04-01",
                          "name": {"first": ["Marigold"], "family": "Oddly"},
                          "contacts": [{"channel": "phone", "value": "01632 960000"}]},
                         "referrer": {"type": "self"},
                         "request": {"reason": "Lonely", "priority": "routine", "risks": {"stated": ["stairs"]},
                          "consent": {"refer": "given"}}}""")),
                        input -> refusing(() -> referrals.read(input, PARTY))));
    }

    /** Every event that was ever stored, as it would have been reported. */
    private static List<Seed> events() {
        return StoredReferral.ofVersion(2).stream()
                .flatMap(stored -> stored.events().stream())
                .map(LocalTargets::reported)
                .map(JsonNode::toString)
                .distinct()
                .map(Seed::json)
                .toList();
    }

    private static JsonNode reported(JsonNode stored) {
        ObjectNode event = JsonMapper.shared().createObjectNode();
        for (String common : List.of("id", "type", "occurredAt", "recordedBy")) {
            event.set(common, stored.path(common));
        }
        if (stored.path("detail") instanceof ObjectNode detail) {
            event.setAll(detail);
        }
        return event;
    }

    private static void refusing(Runnable read) {
        try {
            read.run();
        } catch (LocalProblem refused) {
            if (refused.status().is5xxServerError()) {
                throw refused;
            }
        }
    }
}
