package org.linkway.conformance.played;

import static org.linkway.conformance.played.Wrong.body;
import static org.linkway.conformance.played.Wrong.in;
import static org.linkway.conformance.played.Wrong.missing;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Link workers' platforms that do one thing wrong each. */
final class WrongPlatforms {
    private WrongPlatforms() {}

    static Stream<Wrong> all() {
        return Stream.concat(events(), conversations());
    }

    private static Stream<Wrong> events() {
        return Stream.of(
                in("rejected", "sends text", call -> call.with("Content-Type", "text/plain"), "LW-platform-json"),
                body("rejected", "gives an event an id that is no UUID", "id", "\"17\"", "LW-platform-event-id"),
                body("declined", "gives an event no id", "id", "", "LW-platform-event-id"),
                body("declined", "reports what nobody knows", "type", "\"finished\"", "LW-platform-event-type"),
                body(
                        "declined",
                        "reports what the sender reports",
                        "type",
                        "\"cancelled-by-sender\"",
                        "LW-platform-event-type"),
                body(
                        "rejected",
                        "gives a time without an offset",
                        "occurredAt",
                        "\"2026-11-23T10:00:00\"",
                        "LW-platform-occurred-at"),
                body(
                        "rejected",
                        "reports what is still to come",
                        "occurredAt",
                        "\"" + Instant.now().plusSeconds(86_400) + "\"",
                        "LW-platform-occurred-at"),
                body("rejected", "does not say who recorded it", "recordedBy", "", "LW-platform-recorded-by"),
                body(
                        "rejected",
                        "records in the name of nobody",
                        "recordedBy/name",
                        "\" \"",
                        "LW-platform-recorded-by"),
                body("declined", "reports what cannot be yet", "type", "\"seen\"", "LW-platform-lifecycle"),
                in(
                        "declined",
                        "reports on a referral that is not there",
                        call -> call.to("/referrals/" + UUID.randomUUID() + "/events"),
                        "LW-platform-own-referrals"),
                body(
                        "rejected",
                        "rejects without a coded reason",
                        "reason",
                        "\"full\"",
                        "LW-platform-rejection-reason"),
                body("rejected", "rejects without words", "reasonText", "", "LW-platform-rejection-reason"),
                body(
                        "rejected",
                        "does not say what the practice is to do",
                        "actionForGp",
                        "",
                        "LW-platform-rejection-action"),
                body("completed", "completes without an outcome", "outcome/code", "", "LW-platform-completion-outcome"),
                body(
                        "completed",
                        "completes without a word",
                        "outcome/narrative",
                        "",
                        "LW-platform-completion-narrative"));
    }

    private static Stream<Wrong> conversations() {
        return Stream.of(
                in(
                        "retry",
                        "gives an event another id when it sends it again",
                        WrongPlatforms::underAnotherId,
                        "LW-platform-retry",
                        "LW-platform-takes-once"),
                in(
                        "repeat",
                        "changes an event when it sends it again",
                        call -> call.saying(Edits.of(call.body(), "note", "\"One more thing.\"")),
                        "LW-platform-retry-same"),
                missing("does not read what has moved on", Set.of("read-again"), "LW-platform-reads-again"),
                in(
                        "repeat",
                        "accepts a referral twice",
                        call -> underAnotherId(call).without("If-Match"),
                        "LW-platform-takes-once",
                        "LW-platform-lifecycle"),
                body(
                        "declined",
                        "contacts who is not to be contacted",
                        "type",
                        "\"contact-attempted\"",
                        "LW-platform-do-not-contact"),
                in(
                        "events-since",
                        "asks for events since one that it made up",
                        call -> call.to("/events?after=" + UUID.randomUUID()),
                        "LW-platform-feed-after"));
    }

    private static Call underAnotherId(Call call) {
        UnaryOperator<String> quoted = it -> "\"" + it + "\"";
        return call.saying(
                Edits.of(call.body(), "id", quoted.apply(UUID.randomUUID().toString())));
    }
}
