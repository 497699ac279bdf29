package org.linkway.gateway.local;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.ProducerTemplate;
import org.linkway.gateway.security.Parties;
import org.linkway.referral.Kebab;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralEvent;
import org.linkway.referral.ReferralStatus;
import org.linkway.referral.Stage;
import org.linkway.routes.RouteId;
import org.linkway.routes.inbound.EventOutcome;
import org.linkway.routes.inbound.EventReport;
import org.linkway.routes.port.Referrals;
import org.linkway.workflow.RecordEvent.Refusal;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Referrals as link workers' systems see and move them. */
@RestController
@RequestMapping("/local/v1/referrals")
class ReferralsController {
    private static final int LARGEST_PAGE = 200;
    /** In bytes; the longest summary is a few thousand. */
    private static final int LARGEST_EVENT = 256 * 1024;

    private static final Pattern ETAG = Pattern.compile("(?:W/)?\"([0-9]{1,18})\"");

    private final Referrals referrals;
    private final Parties parties;
    private final EventJson eventJson;
    private final ProducerTemplate routes;

    ReferralsController(Referrals referrals, Parties parties, EventJson eventJson, ProducerTemplate routes) {
        this.referrals = referrals;
        this.parties = parties;
        this.eventJson = eventJson;
        this.routes = routes;
    }

    /** A page in the order in which the referrals were opened; {@code next} is the {@code after} of the page that follows. */
    record Page(List<ReferralSummary> referrals, Optional<UUID> next) {}

    /** What came of an event: the referral as it stood right after it. */
    record EventAnswer(UUID event, UUID referral, ReferralStatus status, Stage stage, long version) {}

    @GetMapping
    Page list(
            @RequestParam Optional<String> status,
            @RequestParam Optional<UUID> after,
            @RequestParam(defaultValue = "50") int limit) {
        int size = Math.max(1, Math.min(limit, LARGEST_PAGE));
        List<Referral> page = new ArrayList<>(referrals.list(parties.worker(), statuses(status), after, size + 1));
        boolean more = page.size() > size;
        if (more) {
            page.remove(size);
        }
        return new Page(
                page.stream().map(ReferralSummary::of).toList(),
                more ? Optional.of(page.get(size - 1).id()) : Optional.empty());
    }

    @GetMapping("/{id}")
    ResponseEntity<Referral> get(@PathVariable UUID id) {
        Referral referral = referrals.find(parties.worker(), id).orElseThrow(ReferralsController::noSuchReferral);
        return ResponseEntity.ok().eTag(etag(referral.version())).body(referral);
    }

    @PostMapping("/{id}/events")
    ResponseEntity<EventAnswer> report(
            @PathVariable UUID id, @RequestHeader(HttpHeaders.IF_MATCH) Optional<String> ifMatch, InputStream body)
            throws IOException {
        EventReport report = new EventReport(
                parties.worker(), id, eventJson.read(bounded(body)), ifMatch.map(ReferralsController::version));
        EventOutcome outcome = routes.requestBody(RouteId.INBOUND_EVENT_RECEIVE.endpoint(), report, EventOutcome.class);
        return outcome.match(new EventAnswers());
    }

    /** Each outcome as an HTTP answer. */
    private static final class EventAnswers implements EventOutcome.Cases<ResponseEntity<EventAnswer>> {
        @Override
        public ResponseEntity<EventAnswer> recorded(Referral asOf, ReferralEvent event) {
            return ResponseEntity.status(HttpStatus.CREATED)
                    .eTag(etag(asOf.version()))
                    .body(new EventAnswer(event.id(), asOf.id(), asOf.status(), asOf.stage(), asOf.version()));
        }

        @Override
        public ResponseEntity<EventAnswer> noSuchReferral() {
            throw ReferralsController.noSuchReferral();
        }

        @Override
        public ResponseEntity<EventAnswer> movedOn(long currentVersion) {
            throw new LocalProblem(
                    HttpStatus.PRECONDITION_FAILED,
                    "The referral has moved on: it is at version " + currentVersion
                            + ". Read it again, and send the event with If-Match: " + etag(currentVersion) + ".");
        }

        @Override
        public ResponseEntity<EventAnswer> idTaken() {
            throw new LocalProblem(
                    HttpStatus.CONFLICT,
                    "Another event has this id. Give each event an id of its own; a retry is the same event word for word.");
        }

        @Override
        public ResponseEntity<EventAnswer> refused(List<Refusal> refusals) {
            throw new LocalProblem(HttpStatus.UNPROCESSABLE_CONTENT, "The event cannot be recorded.", refusals);
        }

        @Override
        public ResponseEntity<EventAnswer> busy() {
            throw new LocalProblem(
                    HttpStatus.SERVICE_UNAVAILABLE, "Many wrote to this referral at once. Send it again.");
        }
    }

    private static byte[] bounded(InputStream body) throws IOException {
        byte[] event = body.readNBytes(LARGEST_EVENT + 1);
        if (event.length > LARGEST_EVENT) {
            throw new LocalProblem(
                    HttpStatus.CONTENT_TOO_LARGE, "The event is larger than " + LARGEST_EVENT + " bytes. Shorten it.");
        }
        return event;
    }

    private static Set<ReferralStatus> statuses(Optional<String> wanted) {
        Set<ReferralStatus> statuses = EnumSet.noneOf(ReferralStatus.class);
        for (String word : wanted.map(it -> List.of(it.split(",", -1))).orElse(List.of())) {
            statuses.add(Kebab.read(ReferralStatus.class, word.strip())
                    .orElseThrow(() -> new LocalProblem(
                            HttpStatus.BAD_REQUEST, "There is no status '" + word + "'. Use a FHIR Task status.")));
        }
        return statuses;
    }

    private static long version(String ifMatch) {
        Matcher etag = ETAG.matcher(ifMatch.strip());
        if (!etag.matches()) {
            throw new LocalProblem(
                    HttpStatus.BAD_REQUEST,
                    "If-Match is not an ETag of a referral, such as \"3\". Send the one you read.");
        }
        return Long.parseLong(etag.group(1));
    }

    private static String etag(long version) {
        return "\"" + version + "\"";
    }

    private static LocalProblem noSuchReferral() {
        return new LocalProblem(HttpStatus.NOT_FOUND, "There is no referral with this id that you may see.");
    }
}
