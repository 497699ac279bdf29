package org.linkway.gateway.audit;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.fhir.validation.Issue;
import org.linkway.fhir.validation.WireFormat;
import org.linkway.gateway.store.AuditSearch;
import org.linkway.gateway.store.AuditSearch.Question;
import org.linkway.referral.Kebab;
import org.linkway.translation.AuditTranslation;
import org.linkway.translation.ReferralTranslation;
import org.linkway.workflow.AuditEntry;
import org.linkway.workflow.AuditEntry.Action;
import org.linkway.workflow.AuditEntry.Kind;
import org.linkway.workflow.AuditEntry.Outcome;
import org.linkway.workflow.Body;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The audit trail for auditors, as FHIR AuditEvents: the newest first, a page at a time. An NHS number goes by POST alone, so that it
 * stands in no address.
 */
@RestController
@RequestMapping(AuditEventsController.SEARCH)
class AuditEventsController {
    static final String SEARCH = "/admin/v1/audit-events";
    private static final int LARGEST_PAGE = 200;
    private static final int USUAL_PAGE = 50;
    private static final Set<String> PARAMETERS = new TreeSet<>(List.of(
            "party", "patient", "referral", "request-id", "kind", "action", "outcome", "from", "to", "after", "limit"));

    private final AuditSearch search;
    private final AuditTranslation translation;
    private final ReferralTranslation answers;

    AuditEventsController(AuditSearch search, AuditTranslation translation, ReferralTranslation answers) {
        this.search = search;
        this.translation = translation;
        this.answers = answers;
    }

    @GetMapping
    ResponseEntity<byte[]> list(@RequestParam MultiValueMap<String, String> parameters) {
        return parameters.containsKey("patient") ? numberInAddress() : answer(parameters);
    }

    private ResponseEntity<byte[]> numberInAddress() {
        return refused(
                List.of(
                        Issue.error(
                                GatewayError.PARAMETER_INVALID,
                                "http.patient",
                                "An NHS number stands in no address. Send all of it as a form to POST /admin/v1/audit-events/_search.")));
    }

    @PostMapping("/_search")
    ResponseEntity<byte[]> search(@RequestParam MultiValueMap<String, String> form, HttpServletRequest request) {
        return request.getQueryString() == null ? answer(form) : numberInAddress();
    }

    private ResponseEntity<byte[]> answer(MultiValueMap<String, String> given) {
        AuditNotes.current().ifPresent(notes -> notes.asked(text(given)));
        Asked asked = new Asked(given);
        Question question = asked.question();
        int limit = asked.limit();
        if (!asked.faults.isEmpty()) {
            return refused(asked.faults);
        }
        List<AuditEntry> found = search.find(question, limit + 1);
        List<AuditEntry> page = found.subList(0, Math.min(limit, found.size()));
        Optional<UUID> next =
                found.size() > limit ? Optional.of(page.get(limit - 1).id()) : Optional.empty();
        Optional<String> after = next.map(last -> address(question.patient().isPresent(), given, last));
        return answered(200, translation.page(page, question.patient(), SEARCH, after));
    }

    private ResponseEntity<byte[]> refused(List<Issue> issues) {
        return answered(Issue.httpStatus(issues), answers.answer(issues, WireFormat.JSON));
    }

    private static ResponseEntity<byte[]> answered(int status, Body body) {
        return ResponseEntity.status(HttpStatusCode.valueOf(status))
                .header("Content-Type", WireFormat.JSON.mediaType() + ";charset=UTF-8")
                .cacheControl(CacheControl.noStore())
                .body(body.bytes());
    }

    /** Where the page that follows is; a search for a patient goes on with the same form, sent there. */
    private static String address(boolean byForm, MultiValueMap<String, String> given, UUID last) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath(byForm ? SEARCH + "/_search" : SEARCH);
        if (!byForm) {
            given.forEach((name, values) -> address.queryParam(name, "{" + name + "}"));
        }
        return address.replaceQueryParam("after", last)
                .encode()
                .build(given.toSingleValueMap())
                .toString();
    }

    /** As it was asked; the number of a patient is told from others by its system. */
    private static String text(MultiValueMap<String, String> given) {
        return given.entrySet().stream()
                .flatMap(it -> it.getValue().stream()
                        .map(value -> it.getKey() + "=" + (it.getKey().equals("patient") ? "nhs-number|" : "") + value))
                .collect(Collectors.joining("&"));
    }

    /** What was asked, with everything that does not hold. */
    private static final class Asked {
        private final Map<String, String> given;
        private final List<Issue> faults = new ArrayList<>();

        private Asked(MultiValueMap<String, String> given) {
            this.given = given.toSingleValueMap();
            given.forEach((name, values) -> {
                if (!PARAMETERS.contains(name) || values.size() > 1) {
                    faults.add(Issue.error(
                            GatewayError.PARAMETER_INVALID,
                            "http." + (PARAMETERS.contains(name) ? name : "parameter"),
                            "Each of these may be asked once: " + String.join(", ", PARAMETERS) + "."));
                }
            });
        }

        private Question question() {
            return new Question(
                    text("party"),
                    value("patient", it -> it.matches("[0-9]{10}") ? Optional.of(it) : Optional.empty(), "ten digits"),
                    uuid("referral"),
                    text("request-id"),
                    value("kind", it -> Kebab.read(Kind.class, it), words(Kind.values())),
                    value(
                            "action",
                            it -> Arrays.stream(Action.values())
                                    .filter(action -> action.code().equals(it))
                                    .findFirst(),
                            "one of C, R, U, D, E"),
                    value(
                            "outcome",
                            it -> Arrays.stream(Outcome.values())
                                    .filter(outcome -> outcome.code().equals(it))
                                    .findFirst(),
                            "0, 4 or 8"),
                    value("from", Asked::readInstant, "a time such as 2026-11-23T09:00:00Z"),
                    value("to", Asked::readInstant, "a time such as 2026-11-23T09:00:00Z"),
                    uuid("after"));
        }

        private int limit() {
            return value(
                            "limit",
                            it -> it.matches("[0-9]{1,6}") ? Optional.of(Integer.valueOf(it)) : Optional.empty(),
                            "a whole number")
                    .map(it -> Math.max(1, Math.min(it, LARGEST_PAGE)))
                    .orElse(USUAL_PAGE);
        }

        private Optional<String> text(String name) {
            return Optional.ofNullable(given.get(name)).filter(it -> !it.isBlank());
        }

        private Optional<UUID> uuid(String name) {
            return value(name, Asked::readUuid, "a UUID");
        }

        private <T> Optional<T> value(String name, Function<String, Optional<T>> reader, String form) {
            Optional<String> written = text(name);
            Optional<T> read = written.flatMap(reader);
            if (written.isPresent() && read.isEmpty()) {
                faults.add(
                        Issue.error(GatewayError.PARAMETER_INVALID, "http." + name, name + " has to be " + form + "."));
            }
            return read;
        }

        private static String words(Kind[] kinds) {
            return "one of " + Arrays.stream(kinds).map(Kebab::of).collect(Collectors.joining(", "));
        }

        private static Optional<UUID> readUuid(String text) {
            try {
                return Optional.of(UUID.fromString(text));
            } catch (IllegalArgumentException broken) {
                return Optional.empty();
            }
        }

        private static Optional<Instant> readInstant(String text) {
            try {
                return Optional.of(OffsetDateTime.parse(text).toInstant());
            } catch (DateTimeParseException broken) {
                return Optional.empty();
            }
        }
    }
}
