package org.linkway.gateway.local;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.linkway.gateway.audit.AboutReferrals;
import org.linkway.gateway.local.DeliveriesController.Decision;
import org.linkway.gateway.security.Callers;
import org.linkway.referral.FilingStatus;
import org.linkway.referral.Kebab;
import org.linkway.referral.RecordEntry;
import org.linkway.referral.Referral;
import org.linkway.referral.Settlement;
import org.linkway.routes.port.EntrySettlements;
import org.linkway.routes.port.RecordEntries;
import org.linkway.routes.port.Referrals;
import org.linkway.workflow.EntryStanding;
import org.linkway.workflow.SettleEntry;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What was to stand in GP records, how far each entry has come, and what waits for a person. */
@RestController
@RequestMapping("/local/v1")
class RecordController {
    private static final int LARGEST_PAGE = 500;

    private final Referrals referrals;
    private final RecordEntries entries;
    private final EntrySettlements settlements;
    private final Callers callers;

    RecordController(Referrals referrals, RecordEntries entries, EntrySettlements settlements, Callers callers) {
        this.referrals = referrals;
        this.entries = entries;
        this.settlements = settlements;
        this.callers = callers;
    }

    /** What one referral has put, or is to put, into the GP record. */
    record Filed(UUID referral, List<FiledEntry> entries) implements AboutReferrals {
        @Override
        public List<UUID> about() {
            return List.of(referral);
        }
    }

    /**
     * @param entry as it stands now
     * @param history how it has stood before, the oldest first
     */
    record FiledEntry(RecordEntry entry, List<Standing> history) {}

    /** How an entry stood from some moment on, and who settled it so by other means. */
    record Standing(
            Instant since,
            int edition,
            FilingStatus status,
            Optional<String> explanation,
            Optional<Settlement> settlement) {
        static Standing of(EntryStanding standing) {
            return new Standing(
                    standing.since(),
                    standing.edition(),
                    standing.status(),
                    standing.explanation(),
                    standing.settlement());
        }
    }

    /** Entries, the longest unchanged first. */
    record Entries(List<RecordEntry> entries) implements AboutReferrals {
        @Override
        public List<UUID> about() {
            return entries.stream().map(RecordEntry::referralId).distinct().toList();
        }
    }

    @GetMapping("/referrals/{id}/record")
    @Operation(
            operationId = "readRecord",
            summary = "What one referral has put, or is to put, into the GP record, and how far each entry has come")
    @Refuses({HttpStatus.BAD_REQUEST, HttpStatus.NOT_FOUND})
    Filed ofReferral(@Parameter(description = "Linkway's id of the referral") @PathVariable UUID id) {
        Referral referral = referrals.find(callers.party(), id).orElseThrow(ReferralsController::noSuchReferral);
        List<EntryStanding> history = entries.history(callers.party(), id);
        return new Filed(
                id,
                referral.recordEntries().stream()
                        .map(entry -> new FiledEntry(
                                entry,
                                history.stream()
                                        .filter(it -> it.entry().equals(entry.id()))
                                        .map(Standing::of)
                                        .toList()))
                        .toList());
    }

    @GetMapping("/record-entries")
    @Operation(
            operationId = "listRecordEntries",
            summary = "Entries for GP records that wait for a person, each with one sentence why: the longest first")
    @Refuses(HttpStatus.BAD_REQUEST)
    Entries list(
            @Parameter(
                            description =
                                    "Only those of these statuses, with commas between them, whether or not a person has"
                                            + " settled them; those that wait for a person where it is left out")
                    @RequestParam
                    Optional<String> status,
            @Parameter(description = "How many at most, up to 500") @RequestParam(defaultValue = "100") int limit) {
        int size = Math.max(1, Math.min(limit, LARGEST_PAGE));
        return new Entries(status.map(wanted -> entries.standing(callers.party(), statuses(wanted), size))
                .orElseGet(() -> entries.waitingForAPerson(callers.party(), size)));
    }

    private static Set<FilingStatus> statuses(String wanted) {
        return Arrays.stream(wanted.split(","))
                .map(String::strip)
                .map(RecordController::status)
                .collect(Collectors.toSet());
    }

    @PostMapping("/record-entries/{id}/settle")
    @Operation(
            operationId = "settleRecordEntry",
            summary =
                    "A person has dealt with an entry that waited for one, by other means: it waits no more. What Linkway"
                            + " knows of the record stays as it is")
    @Refuses({HttpStatus.BAD_REQUEST, HttpStatus.NOT_FOUND, HttpStatus.CONFLICT})
    RecordEntry settle(
            @Parameter(description = "The entry's id") @PathVariable UUID id, @RequestBody Decision decision) {
        SettleEntry.Decision decided = settlements
                .settle(
                        callers.party(),
                        id,
                        DeliveriesController.hand(callers.current(), decision.by(), decision.reason()))
                .orElseThrow(() -> new LocalProblem(
                        HttpStatus.NOT_FOUND,
                        "There is no record entry " + id + ". List those that wait to find the one you mean."));
        if (decided instanceof SettleEntry.Refuses refuses) {
            throw new LocalProblem(HttpStatus.CONFLICT, refuses.why());
        }
        return decided instanceof SettleEntry.Settles settles
                ? settles.entry()
                : ((SettleEntry.Repeats) decided).entry();
    }

    private static FilingStatus status(String word) {
        return Kebab.read(FilingStatus.class, word)
                .orElseThrow(() -> new LocalProblem(
                        HttpStatus.BAD_REQUEST,
                        "There is no status '" + word + "'. Use one or more of: "
                                + Arrays.stream(FilingStatus.values())
                                        .map(FilingStatus::code)
                                        .collect(Collectors.joining(", "))
                                + "."));
    }
}
