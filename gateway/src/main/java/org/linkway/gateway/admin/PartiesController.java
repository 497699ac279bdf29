package org.linkway.gateway.admin;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.linkway.gateway.audit.AuditNotes;
import org.linkway.gateway.local.LocalJson;
import org.linkway.gateway.local.LocalProblem;
import org.linkway.gateway.security.PartyBook.Origin;
import org.linkway.gateway.security.PartyBook.Past;
import org.linkway.gateway.security.PartyBook.Standing;
import org.linkway.gateway.security.PartyCheck;
import org.linkway.workflow.RecordEvent.Refusal;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Parties for operators: who may call, what they were before, and how that is changed. Nothing is ever removed. */
@RestController
@RequestMapping(PartiesController.PARTIES)
class PartiesController {
    static final String PARTIES = "/admin/v1/parties";
    private static final int LARGEST_PAGE = 200;

    private final PartyRegister register;
    private final LocalJson bodies;
    private final JsonMapper json;

    PartiesController(PartyRegister register, LocalJson bodies, JsonMapper json) {
        this.register = register;
        this.bodies = bodies;
        this.json = json;
    }

    /** By id; {@code next} is the {@code after} of the page that follows. */
    record Page(List<Shown> parties, Optional<String> next) {}

    /** @param origin whose word it is: what the configuration says is changed there */
    record Shown(String id, long version, Origin origin, PartyDocument party) {}

    /** The newest first. */
    record History(List<Entry> history) {}

    /**
     * A party as it stood from then on.
     *
     * @param changed which of its members were different before; all that are there, for a new one
     * @param sha256 of what is kept; the audit trail names the same for this version
     */
    record Entry(
            long version,
            Instant changedAt,
            String changedBy,
            String reason,
            Set<String> changed,
            String sha256,
            PartyDocument party) {}

    /** What is sent to change one. */
    record Change(PartyDocument party, String reason) {}

    /** What is sent to let one in or go. */
    record Why(String reason) {}

    @GetMapping
    Page list(@RequestParam Optional<String> after, @RequestParam(defaultValue = "50") int limit) {
        int size = Math.max(1, Math.min(limit, LARGEST_PAGE));
        List<Shown> all = register.all().stream()
                .filter(it -> after.isEmpty() || it.party().id().compareTo(after.get()) > 0)
                .sorted((one, other) -> one.party().id().compareTo(other.party().id()))
                .limit(size + 1L)
                .map(this::shown)
                .toList();
        return all.size() > size
                ? new Page(all.subList(0, size), Optional.of(all.get(size - 1).id()))
                : new Page(all, Optional.empty());
    }

    @GetMapping("/{id}")
    ResponseEntity<Shown> get(@PathVariable String id) {
        noteInTrail(id);
        return answer(HttpStatus.OK, register.read(id));
    }

    @GetMapping("/{id}/history")
    History history(@PathVariable String id) {
        noteInTrail(id);
        List<Past> past = register.history(id);
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < past.size(); i++) {
            entries.add(entry(past.get(i), i + 1 < past.size() ? Optional.of(past.get(i + 1)) : Optional.empty()));
        }
        return new History(entries);
    }

    @PutMapping("/{id}")
    ResponseEntity<Shown> put(
            @PathVariable String id,
            @RequestHeader(HttpHeaders.IF_MATCH) Optional<String> ifMatch,
            @RequestHeader(HttpHeaders.IF_NONE_MATCH) Optional<String> ifNoneMatch,
            InputStream body)
            throws IOException {
        noteInTrail(id);
        Expected expected = Expected.read(ifMatch, ifNoneMatch).orElseThrow(Expected::required);
        Change change = read(body, Change.class, "A change of a party");
        String reason = PartyRegister.sound(change.reason());
        if (change.party() == null
                || change.party().kind() == null
                || change.party().name() == null) {
            throw new LocalProblem(
                    HttpStatus.BAD_REQUEST, "Give 'party', with its 'kind' and its 'name' at least, and 'reason'.");
        }
        Standing now = register.put(change.party().under(id), expected, reason);
        return answer(expected.version() == 0 ? HttpStatus.CREATED : HttpStatus.OK, now);
    }

    @PostMapping("/{id}/activate")
    ResponseEntity<Shown> activate(
            @PathVariable String id, @RequestHeader(HttpHeaders.IF_MATCH) Optional<String> ifMatch, InputStream body)
            throws IOException {
        noteInTrail(id);
        Expected expected = Expected.read(ifMatch, Optional.empty()).orElseThrow(Expected::required);
        return answer(HttpStatus.OK, register.let(true, id, Optional.of(expected), why(body)));
    }

    /** In an emergency nobody has to read first: without {@code If-Match} it is let go as it stands. */
    @PostMapping("/{id}/deactivate")
    ResponseEntity<Shown> deactivate(
            @PathVariable String id, @RequestHeader(HttpHeaders.IF_MATCH) Optional<String> ifMatch, InputStream body)
            throws IOException {
        noteInTrail(id);
        return answer(HttpStatus.OK, register.let(false, id, Expected.read(ifMatch, Optional.empty()), why(body)));
    }

    /** Which one was asked for, where it is one that there could be. */
    private static void noteInTrail(String id) {
        AuditNotes.current().filter(notes -> PartyCheck.isId(id)).ifPresent(notes -> notes.asked("party=" + id));
    }

    private String why(InputStream body) throws IOException {
        return PartyRegister.sound(read(body, Why.class, "This").reason());
    }

    private <T> T read(InputStream body, Class<T> type, String what) throws IOException {
        ObjectNode object = bodies.object(LocalJson.bounded(body, "body"), "object with 'reason'");
        List<Refusal> refusals = new ArrayList<>();
        return bodies.read(object, type, what, "", refusals)
                .orElseThrow(() ->
                        new LocalProblem(HttpStatus.BAD_REQUEST, "The body has what cannot be read here.", refusals));
    }

    private ResponseEntity<Shown> answer(HttpStatus status, Standing standing) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(status)
                .eTag(Expected.etag(standing.version()))
                .cacheControl(CacheControl.noStore());
        if (status == HttpStatus.CREATED) {
            answer.location(URI.create(PARTIES + "/" + standing.party().id()));
        }
        return answer.body(shown(standing));
    }

    private Shown shown(Standing standing) {
        return new Shown(
                standing.party().id(), standing.version(), standing.origin(), PartyDocument.of(standing.party(), json));
    }

    private Entry entry(Past past, Optional<Past> before) {
        PartyDocument document = PartyDocument.of(past.party(), json);
        return new Entry(
                past.version(),
                past.changedAt(),
                past.changedBy(),
                past.reason(),
                changed(json.valueToTree(document), before.map(it -> PartyDocument.of(it.party(), json))),
                past.digest(),
                document);
    }

    private Set<String> changed(JsonNode now, Optional<PartyDocument> before) {
        JsonNode then = before.<JsonNode>map(json::valueToTree).orElseGet(json::createObjectNode);
        Set<String> members = new LinkedHashSet<>(now.propertyNames());
        members.addAll(then.propertyNames());
        members.removeIf(member -> now.path(member).equals(then.path(member)));
        return members;
    }
}
