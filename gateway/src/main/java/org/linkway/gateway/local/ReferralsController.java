package org.linkway.gateway.local;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.ProducerTemplate;
import org.linkway.gateway.audit.AboutReferrals;
import org.linkway.gateway.security.Callers;
import org.linkway.referral.Kebab;
import org.linkway.referral.PersonView;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralEvent;
import org.linkway.referral.ReferralStatus;
import org.linkway.referral.Stage;
import org.linkway.routes.RouteId;
import org.linkway.routes.inbound.EventOutcome;
import org.linkway.routes.inbound.EventReport;
import org.linkway.routes.inbound.OwnReferral;
import org.linkway.routes.inbound.Registration;
import org.linkway.routes.port.Referrals;
import org.linkway.routes.port.Referrals.Filter;
import org.linkway.workflow.EventWarnings;
import org.linkway.workflow.Party;
import org.linkway.workflow.RecordEvent.Refusal;
import org.springframework.http.CacheControl;
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

    private static final String ID = "Linkway's id of the referral";
    private static final ZoneId ENGLAND = ZoneId.of("Europe/London");
    private static final Pattern ETAG = Pattern.compile("(?:W/)?\"([0-9]{1,18})\"");

    private final Referrals referrals;
    private final Callers callers;
    private final EventJson eventJson;
    private final OwnReferralJson ownReferralJson;
    private final EventWarnings warnings;
    private final ProducerTemplate routes;
    private final Clock clock;

    ReferralsController(
            Referrals referrals,
            Callers callers,
            EventJson eventJson,
            OwnReferralJson ownReferralJson,
            EventWarnings warnings,
            ProducerTemplate routes,
            Clock clock) {
        this.referrals = referrals;
        this.callers = callers;
        this.eventJson = eventJson;
        this.ownReferralJson = ownReferralJson;
        this.warnings = warnings;
        this.routes = routes;
        this.clock = clock;
    }

    /** A page in the order in which the referrals were opened; {@code next} is the {@code after} of the page that follows. */
    record Page(List<ReferralSummary> referrals, Optional<UUID> next) implements AboutReferrals {
        @Override
        public List<UUID> about() {
            return referrals.stream().map(ReferralSummary::id).toList();
        }
    }

    /**
     * What came of an event: the referral as it stood right after it.
     *
     * @param warnings what whoever reported it should look at, though it was taken: one sentence each
     */
    @Schema(name = "EventAnswer")
    record EventAnswer(
            UUID event, UUID referral, ReferralStatus status, Stage stage, long version, List<String> warnings)
            implements AboutReferrals {
        @Override
        public List<UUID> about() {
            return List.of(referral);
        }
    }

    @GetMapping
    @Operation(
            operationId = "listReferrals",
            summary = "Referrals in the order in which they were opened, a page at a time")
    @Refuses(HttpStatus.BAD_REQUEST)
    Page list(
            @Parameter(description = "Only those of these statuses, with commas between them") @RequestParam
                    Optional<String> status,
            @Parameter(description = "Only those at these stages, with commas between them") @RequestParam
                    Optional<String> stage,
            @Parameter(description = "Only those of this episode of a person") @RequestParam Optional<UUID> episode,
            @Parameter(description = "The 'next' of the page before") @RequestParam Optional<UUID> after,
            @Parameter(description = "How many at most, up to 200") @RequestParam(defaultValue = "50") int limit) {
        int size = Math.max(1, Math.min(limit, LARGEST_PAGE));
        Filter filter =
                new Filter(words(ReferralStatus.class, status, "status"), words(Stage.class, stage, "stage"), episode);
        List<Referral> page = new ArrayList<>(referrals.list(callers.party(), filter, after, size + 1));
        boolean more = page.size() > size;
        if (more) {
            page.remove(size);
        }
        return new Page(
                page.stream()
                        .map(this::asTheCallerMaySeeIt)
                        .map(ReferralSummary::of)
                        .toList(),
                more ? Optional.of(page.get(size - 1).id()) : Optional.empty());
    }

    /** The ETag is for {@code If-Match}; how its record entries stand changes without it, so nothing is answered with 304. */
    @GetMapping("/{id}")
    @Operation(operationId = "readReferral", summary = "One referral with everything that has happened to it")
    @Refuses({HttpStatus.BAD_REQUEST, HttpStatus.NOT_FOUND})
    ResponseEntity<Referral> get(@Parameter(description = ID) @PathVariable UUID id) {
        Referral referral = referrals.find(callers.party(), id).orElseThrow(ReferralsController::noSuchReferral);
        return ResponseEntity.ok()
                .eTag(etag(referral.version()))
                .cacheControl(CacheControl.noStore())
                .body(asTheCallerMaySeeIt(referral));
    }

    /** Those who keep the gateway going need not know where a restricted person is. */
    private Referral asTheCallerMaySeeIt(Referral referral) {
        return callers.party().kind() == Party.Kind.OPERATOR ? referral.withheld() : referral;
    }

    @GetMapping("/{id}/person-view")
    @Operation(
            operationId = "readPersonView",
            summary = "What of a referral may be shown to the person",
            description =
                    "Show the person this and nothing else: it holds no safeguarding, no risks, no concerns and no words of"
                            + " other people about them, and does not say how a restricted person is reached.")
    @Refuses({HttpStatus.BAD_REQUEST, HttpStatus.NOT_FOUND})
    ResponseEntity<PersonView> personView(@Parameter(description = ID) @PathVariable UUID id) {
        Referral referral = referrals.find(callers.party(), id).orElseThrow(ReferralsController::noSuchReferral);
        return ResponseEntity.ok()
                .eTag(etag(referral.version()))
                .cacheControl(CacheControl.noStore())
                .body(PersonView.of(referral));
    }

    @PostMapping
    @Operation(
            operationId = "registerReferral",
            summary = "Registers a referral that the service took itself",
            description =
                    "A self-referral, one by telephone, one of a partner without FHIR: checked, opened and filed like any"
                            + " other. 200 where the same referral was registered before.")
    @ApiResponse(responseCode = "201", description = "It is opened", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "200", description = "It was registered before", useReturnTypeSchema = true)
    @Refuses({
        HttpStatus.BAD_REQUEST,
        HttpStatus.CONFLICT,
        HttpStatus.CONTENT_TOO_LARGE,
        HttpStatus.UNPROCESSABLE_CONTENT,
        HttpStatus.SERVICE_UNAVAILABLE
    })
    ResponseEntity<Referral> register(InputStream body) throws IOException {
        OwnReferral own = ownReferralJson.read(LocalJson.bounded(body, "referral"), callers.party());
        return routes.requestBody(RouteId.INBOUND_REFERRAL_REGISTER.endpoint(), own, Registration.class)
                .match(new RegistrationAnswers());
    }

    @PostMapping("/{id}/events")
    @Operation(
            operationId = "reportEvent",
            summary = "Reports what happened to a referral",
            description = "The same event again gets the same answer. What can be reported when: see the lifecycle.")
    @ApiResponse(responseCode = "201", description = "The referral right after the event", useReturnTypeSchema = true)
    @Refuses({
        HttpStatus.BAD_REQUEST,
        HttpStatus.NOT_FOUND,
        HttpStatus.CONFLICT,
        HttpStatus.PRECONDITION_FAILED,
        HttpStatus.CONTENT_TOO_LARGE,
        HttpStatus.UNPROCESSABLE_CONTENT,
        HttpStatus.SERVICE_UNAVAILABLE
    })
    ResponseEntity<EventAnswer> report(
            @Parameter(description = ID) @PathVariable UUID id,
            @Parameter(description = "The ETag that you read: then nobody else has been faster")
                    @RequestHeader(HttpHeaders.IF_MATCH)
                    Optional<String> ifMatch,
            InputStream body)
            throws IOException {
        EventReport report = new EventReport(
                callers.party(),
                id,
                eventJson.read(LocalJson.bounded(body, "event")),
                ifMatch.map(ReferralsController::version));
        EventOutcome outcome = routes.requestBody(RouteId.INBOUND_EVENT_RECEIVE.endpoint(), report, EventOutcome.class);
        return outcome.match(new EventAnswers());
    }

    /** Each outcome as an HTTP answer. */
    private final class EventAnswers implements EventOutcome.Cases<ResponseEntity<EventAnswer>> {
        @Override
        public ResponseEntity<EventAnswer> recorded(Referral asOf, ReferralEvent event) {
            return ResponseEntity.status(HttpStatus.CREATED)
                    .eTag(etag(asOf.version()))
                    .body(new EventAnswer(
                            event.id(),
                            asOf.id(),
                            asOf.status(),
                            asOf.stage(),
                            asOf.version(),
                            warnings.of(asOf, event, LocalDate.now(clock.withZone(ENGLAND)))));
        }

        @Override
        public ResponseEntity<EventAnswer> noSuchReferral() {
            throw ReferralsController.noSuchReferral();
        }

        @Override
        public ResponseEntity<EventAnswer> movedOn(Referral standing) {
            throw LocalProblem.stale(
                    "The referral has moved on: it is at version " + standing.version() + ", "
                            + standing.status().code() + ", after "
                            + standing.lastEvent().type().code() + ". Read it again, and send the event with If-Match: "
                            + etag(standing.version()) + ".",
                    etag(standing.version()));
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

    /** Each outcome of a registration as an HTTP answer. */
    private static final class RegistrationAnswers implements Registration.Cases<ResponseEntity<Referral>> {
        @Override
        public ResponseEntity<Referral> opened(Referral referral) {
            return ResponseEntity.created(URI.create("/local/v1/referrals/" + referral.id()))
                    .eTag(etag(referral.version()))
                    .body(referral);
        }

        @Override
        public ResponseEntity<Referral> known(Referral referral) {
            return ResponseEntity.ok()
                    .location(URI.create("/local/v1/referrals/" + referral.id()))
                    .eTag(etag(referral.version()))
                    .body(referral);
        }

        @Override
        public ResponseEntity<Referral> identifierTaken() {
            throw new LocalProblem(
                    HttpStatus.CONFLICT,
                    "Another referral has this id. Give each referral an id of its own; a retry is the same referral word"
                            + " for word.");
        }

        @Override
        public ResponseEntity<Referral> refused(List<Refusal> refusals) {
            throw new LocalProblem(HttpStatus.UNPROCESSABLE_CONTENT, "The referral cannot be opened.", refusals);
        }

        @Override
        public ResponseEntity<Referral> busy() {
            throw new LocalProblem(
                    HttpStatus.SERVICE_UNAVAILABLE, "Referrals of this person begin and end just now. Send it again.");
        }
    }

    /** Words with commas between them, each the name of a constant. */
    private static <E extends Enum<E>> Set<E> words(Class<E> type, Optional<String> wanted, String parameter) {
        Set<E> constants = EnumSet.noneOf(type);
        for (String word : wanted.map(it -> List.of(it.split(",", -1))).orElse(List.of())) {
            constants.add(Kebab.read(type, word.strip())
                    .orElseThrow(() -> new LocalProblem(
                            HttpStatus.BAD_REQUEST,
                            "There is no " + parameter + " '" + word + "'. Use one of: "
                                    + Arrays.stream(type.getEnumConstants())
                                            .map(Kebab::of)
                                            .collect(Collectors.joining(", "))
                                    + ".")));
        }
        return constants;
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

    static LocalProblem noSuchReferral() {
        return new LocalProblem(HttpStatus.NOT_FOUND, "There is no referral with this id that you may see.");
    }
}
