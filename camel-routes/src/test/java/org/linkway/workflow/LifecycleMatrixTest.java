package org.linkway.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.linkway.Golden;
import org.linkway.referral.Blueprint;
import org.linkway.referral.EventType;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralEvent;
import org.linkway.referral.ReferralStatus;
import org.linkway.referral.Role;
import org.linkway.referral.TestReferrals;
import org.linkway.workflow.RecordEvent.Decision;

/**
 * Every event from every status in every role: where it leads, or the refusal word for word. What is legal is held against the
 * table that was written by hand, so the golden file cannot go wrong by itself.
 */
class LifecycleMatrixTest {
    private static final Path GOLDEN = Path.of("src/test/resources/lifecycle-matrix.txt");
    private static final Instant NOW = Instant.parse("2026-03-06T08:00:00Z");

    private final RecordEvent recordEvent = TestPolicies.recordEvent(TestPolicies.NO_CODES, new NumberedIds());

    /** An event reported in one role on a referral that is ready for it, and what was decided. */
    private record Cell(Referral before, EventType event, Role role, Decision decision) {
        boolean isLegal() {
            return decision instanceof Decision.Recorded;
        }

        @Override
        public String toString() {
            return before.status().code() + " + " + event.code() + " by " + role.code();
        }

        String line() {
            if (decision instanceof Decision.Recorded recorded) {
                Referral after = recorded.change().referral();
                return this + " → " + after.status().code() + ", "
                        + after.stage().code() + ", " + after.requestStatus().code();
            }
            return this + " ✗ "
                    + ((Decision.Refused) decision)
                            .refusals().stream()
                                    .map(it -> it.element() + ": " + it.sentence())
                                    .collect(Collectors.joining(" | "));
        }
    }

    private Stream<Cell> cells() {
        return Arrays.stream(ReferralStatus.values())
                .flatMap(from -> Arrays.stream(EventType.values())
                        .flatMap(event -> Arrays.stream(Role.values()).map(role -> cell(from, event, role))));
    }

    private Cell cell(ReferralStatus from, EventType event, Role role) {
        // Of a closed referral that puts nothing into a record, nobody need say who the person is.
        Referral before = TestReferrals.readyFor(event, from).planning(List.of(TestEntries.coded()));
        ReferralEvent reported = TestReferrals.event(event);
        EventSubmission submission = new EventSubmission(
                reported.id(), event, reported.occurredAt(), reported.recordedBy(), reported.detail());
        return new Cell(before, event, role, recordEvent.record(Set.of(role), before, submission, List.of(), NOW));
    }

    @Test
    void saysWhatItSaidBefore() throws IOException {
        Golden.expect(GOLDEN, cells().map(Cell::line).collect(Collectors.joining("\n", "", "\n")));
    }

    @Test
    void allowsWhatTheBlueprintAllowsToThoseWhomItNames() {
        assertThat(cells())
                .allSatisfy(cell -> assertThat(cell.isLegal())
                        .as(cell.toString())
                        .isEqualTo(Blueprint.by(cell.event()).contains(cell.role())
                                && Blueprint.target(cell.before().status(), cell.event())
                                        .isPresent()));
    }

    @Test
    void leadsWhereTheBlueprintSays() {
        assertThat(cells().filter(Cell::isLegal)).allSatisfy(cell -> {
            Referral after = ((Decision.Recorded) cell.decision()).change().referral();
            Blueprint.Target target =
                    Blueprint.target(cell.before().status(), cell.event()).orElseThrow();
            assertThat(after.status()).isEqualTo(target.status());
            assertThat(Optional.of(after.stage().code()))
                    .isEqualTo(target.stage()
                            .or(() -> Optional.of(cell.before().stage().code())));
            assertThat(Optional.of(after.requestStatus().code()))
                    .isEqualTo(target.request()
                            .or(() -> Optional.of(cell.before().requestStatus().code())));
        });
    }
}
