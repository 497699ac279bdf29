package org.linkway.referral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReferralTransitionsTest {
    private static final List<ReferralStatus> COLUMNS = List.of(
            ReferralStatus.REQUESTED, ReferralStatus.ACCEPTED, ReferralStatus.IN_PROGRESS, ReferralStatus.ON_HOLD);

    /** The lifecycle as the blueprint has it: from each open status, where each event leads; "-" where it is not legal. */
    private static final String TABLE = """
            event                 requested  accepted     in-progress  on-hold      stage                 request
            accepted              accepted   -            -            -            accepted              active
            rejected-by-service   rejected   -            -            -            rejected              active
            declined-by-person    rejected   cancelled    cancelled    cancelled    declined-by-person    revoked
            work-started          -          in-progress  -            -            started               active
            wait-listed           -          on-hold      on-hold      -            waiting-list          active
            resumed               -          -            -            in-progress  resumed               active
            contact-attempted     requested  in-progress  in-progress  on-hold      contact-attempted     active
            seen                  -          in-progress  in-progress  -            seen                  active
            needs-assessed        -          in-progress  in-progress  -            needs-assessed        active
            plan-agreed           -          -            in-progress  -            plan-agreed           active
            did-not-attend        -          -            in-progress  -            did-not-attend        active
            unable-to-contact     rejected   failed       failed       failed       unable-to-contact     revoked
            withdrawn-by-service  -          failed       failed       failed       withdrawn-by-service  revoked
            completed             -          completed    completed    -            completed             completed
            moved-away            cancelled  cancelled    cancelled    cancelled    moved-away            revoked
            """;

    /** Where one event leads from one status; {@code to} is empty where it is not legal. */
    private record Cell(
            ReferralStatus from, EventType event, Optional<ReferralStatus> to, String stage, String request) {}

    private static Stream<Cell> cells() {
        return TABLE.lines().skip(1).map(line -> line.split(" +", -1)).flatMap(ReferralTransitionsTest::cellsOfRow);
    }

    private static Stream<Cell> cellsOfRow(String[] row) {
        EventType event = EventType.fromCode(row[0]).orElseThrow();
        return Arrays.stream(ReferralStatus.values()).map(from -> {
            String to = from.isOpen() ? row[1 + COLUMNS.indexOf(from)] : "-";
            return new Cell(from, event, Kebab.read(ReferralStatus.class, to), row[5], row[6]);
        });
    }

    static Stream<Arguments> matrix() {
        return cells().map(cell ->
                argumentSet(cell.from().code() + " + " + cell.event().code(), cell));
    }

    @ParameterizedTest
    @MethodSource("matrix")
    void leadsWhereTheBlueprintSays(Cell cell) {
        Referral before = TestReferrals.readyFor(cell.event(), cell.from());

        Referral.Move move = before.apply(TestReferrals.event(cell.event()));

        Optional<Referral> moved =
                move instanceof Referral.Move.Moved it ? Optional.of(it.referral()) : Optional.empty();
        assertThat(moved.map(Referral::status)).isEqualTo(cell.to());
        moved.ifPresent(referral -> {
            assertThat(referral.stage().code()).isEqualTo(cell.stage());
            assertThat(referral.requestStatus().code()).isEqualTo(cell.request());
        });
    }

    @Test
    void saysOnceWhereAnEventLeadsFromAStatus() {
        assertThat(ReferralTransitions.rows().stream()
                        .flatMap(row -> row.from().stream().map(from -> from + " + " + row.event())))
                .doesNotHaveDuplicates();
    }

    @Test
    void opensRequestedAndAwaitingTriage() {
        assertThat(ReferralTransitions.OPENING.to()).contains(ReferralStatus.REQUESTED);
        assertThat(ReferralTransitions.OPENING.stage()).contains(Stage.AWAITING_TRIAGE);
        assertThat(ReferralTransitions.OPENING.requestStatus()).contains(RequestStatus.ACTIVE);
    }
}
