package org.linkway.gateway.local;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.linkway.fhir.identifier.NhsNumber;
import org.linkway.referral.EventDetail;
import org.linkway.referral.EventType;
import org.linkway.referral.PersonChange;
import org.linkway.referral.RecordedBy;
import org.linkway.referral.Role;
import org.linkway.workflow.EventSubmission;
import org.linkway.workflow.RecordEvent.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * An event as link workers' systems write it: one flat object, whose {@code type} says which other members it may have. All
 * that is wrong is reported at once.
 */
@Component
class EventJson {
    private static final Set<String> COMMON = Set.of("id", "type", "occurredAt", "recordedBy");

    private final LocalJson json;

    EventJson(LocalJson json) {
        this.json = json;
    }

    EventSubmission read(byte[] body) {
        ObjectNode event = json.object(body, "event");
        List<Refusal> refusals = new ArrayList<>();
        Optional<UUID> id = LocalJson.uuid(event, "id");
        if (id.isEmpty()) {
            refusals.add(new Refusal("id", "Give the event an id of its own: a UUID, the same one when you retry."));
        }
        Optional<Instant> occurredAt = LocalJson.instant(event, "occurredAt");
        if (occurredAt.isEmpty()) {
            refusals.add(new Refusal("occurredAt", "Say when it happened, as in 2026-11-21T10:15:00Z."));
        }
        RecordedBy recordedBy = LocalJson.recordedBy(event);
        Optional<EventType> type = LocalJson.text(event, "type").flatMap(EventType::fromCode);
        if (type.isEmpty()) {
            refusals.add(new Refusal("type", "Say what happened, with one of: " + codes() + "."));
        }
        Optional<EventDetail> detail = type.flatMap(it -> detail(event, it, refusals));
        if (!refusals.isEmpty()) {
            refusals.addAll(missing(recordedBy, detail));
            throw new LocalProblem(HttpStatus.UNPROCESSABLE_CONTENT, "The event cannot be recorded.", refusals);
        }
        return new EventSubmission(
                id.orElseThrow(), type.orElseThrow(), occurredAt.orElseThrow(), recordedBy, detail.orElseThrow());
    }

    /** What would be asked for next, so that an event that cannot be read is not refused a second time for it. */
    private static List<Refusal> missing(RecordedBy recordedBy, Optional<EventDetail> detail) {
        List<Refusal> missing = new ArrayList<>();
        if (recordedBy.name().isEmpty()) {
            missing.add(new Refusal("recordedBy.name", "Name the person who recorded this."));
        }
        detail.ifPresent(it -> it.gaps().forEach(gap -> missing.add(new Refusal(gap.element(), gap.sentence()))));
        return missing;
    }

    private Optional<EventDetail> detail(ObjectNode event, EventType type, List<Refusal> refusals) {
        ObjectNode detail = event.deepCopy();
        detail.remove(COMMON);
        Optional<EventDetail> read = json.read(detail, type.detail(), "A " + type.code() + " event", "", refusals)
                .map(it -> it);
        read.filter(PersonChange.class::isInstance)
                .flatMap(it -> ((PersonChange) it).nhsNumber())
                .flatMap(NhsNumber::fault)
                .map(fault -> new Refusal("nhsNumber", "This NHS number " + fault.words() + ". Check it."))
                .ifPresent(refusals::add);
        return read;
    }

    private static String codes() {
        return reportable().stream().map(EventType::code).collect(Collectors.joining(", "));
    }

    /** The events that a link workers' system may report here. */
    static List<EventType> reportable() {
        return Arrays.stream(EventType.values())
                .filter(type -> type.causedBy().contains(Role.WORKER) && type != EventType.RECEIVED)
                .toList();
    }
}
