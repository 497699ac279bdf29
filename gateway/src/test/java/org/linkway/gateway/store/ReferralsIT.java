package org.linkway.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linkway.gateway.store.TestChanges.GP_SYSTEM;
import static org.linkway.gateway.store.TestChanges.LINK_WORKERS;
import static org.linkway.gateway.store.TestChanges.NHS_NUMBER;
import static org.linkway.gateway.store.TestChanges.OPERATOR;
import static org.linkway.gateway.store.TestChanges.OTHER_GP_SYSTEM;
import static org.linkway.gateway.store.TestChanges.OTHER_LINK_WORKERS;
import static org.linkway.gateway.store.TestChanges.noNote;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linkway.Hazard;
import org.linkway.gateway.delivery.TestQueue;
import org.linkway.referral.EventType;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralStatus;
import org.linkway.routes.port.Referrals.Filter;
import org.linkway.workflow.Change;
import org.linkway.workflow.Delivery;
import org.linkway.workflow.Party;

@OnBothDatabases
class ReferralsIT {
    private final TestDatabase database;
    private TestStore store;

    ReferralsIT(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void empty() {
        store = new TestStore(database.emptied(), TestQueue.on(database.dataSource()), Clock.systemUTC());
    }

    @Test
    @Hazard("H14")
    void showsAPartyItsOwnReferralsAndNoOthers() {
        Change mine = committed(TestChanges.opening(GP_SYSTEM, LINK_WORKERS));
        Change theirs = committed(TestChanges.opening(OTHER_GP_SYSTEM, OTHER_LINK_WORKERS));

        for (Party party : List.of(GP_SYSTEM, LINK_WORKERS)) {
            assertSees(party, List.of(mine), List.of(theirs));
        }
        for (Party party : List.of(OTHER_GP_SYSTEM, OTHER_LINK_WORKERS)) {
            assertSees(party, List.of(theirs), List.of(mine));
        }
        assertSees(OPERATOR, List.of(mine, theirs), List.of());
    }

    @Test
    void showsASenderNothingThatAWorkerOfTheSameIdWorks() {
        committed(TestChanges.opening(GP_SYSTEM, LINK_WORKERS));

        assertSees(new Party(LINK_WORKERS.id(), Party.Kind.SENDER, "Invented", Set.of()), List.of(), List.of());
    }

    private void assertSees(Party party, List<Change> visible, List<Change> hidden) {
        List<UUID> ids = visible.stream().map(change -> change.referral().id()).toList();
        assertThat(ids(store.referrals().list(party, Filter.none(), Optional.empty(), 10)))
                .isEqualTo(ids);
        assertThat(ids(store.referrals().ofPerson(party, NHS_NUMBER))).isEqualTo(ids);
        assertThat(store.deliveries().list(party, Optional.empty(), 10))
                .extracting(Delivery::referralId)
                .containsExactlyInAnyOrderElementsOf(ids);
        for (Change change : visible) {
            assertThat(store.referrals().find(party, change.referral().id())).contains(change.referral());
            assertThat(store.deliveries()
                            .list(party, Optional.of(change.referral().id()), 10))
                    .isEqualTo(change.deliveries());
        }
        for (Change change : hidden) {
            UUID id = change.referral().id();
            assertThat(store.referrals().find(party, id)).isEmpty();
            assertThat(store.deliveries().list(party, Optional.of(id), 10)).isEmpty();
            assertThat(store.referrals().list(party, Filter.none(), Optional.of(id), 10))
                    .isEmpty();
        }
    }

    @Test
    void pagesInTheOrderOfReceiptWithoutHistory() {
        List<UUID> all = List.of(opened().id(), opened().id(), opened().id());

        List<Referral> first = store.referrals().list(LINK_WORKERS, Filter.none(), Optional.empty(), 2);
        List<Referral> rest = store.referrals().list(LINK_WORKERS, Filter.none(), Optional.of(all.get(1)), 2);

        assertThat(ids(first)).isEqualTo(all.subList(0, 2));
        assertThat(ids(rest)).isEqualTo(all.subList(2, 3));
        assertThat(first).allSatisfy(referral -> assertThat(referral.events()).isEmpty());
    }

    @Test
    void listsOnlyTheStatusesThatAreWanted() {
        Referral accepted = opened();
        Referral requested = opened();
        store.journal().commit(TestChanges.next(accepted, EventType.ACCEPTED, noNote()), 1);

        assertThat(ids(store.referrals()
                        .list(
                                OPERATOR,
                                new Filter(Set.of(ReferralStatus.REQUESTED), Set.of(), Optional.empty()),
                                Optional.empty(),
                                10)))
                .containsExactly(requested.id());
        assertThat(ids(store.referrals()
                        .list(
                                OPERATOR,
                                new Filter(
                                        Set.of(ReferralStatus.REQUESTED, ReferralStatus.ACCEPTED),
                                        Set.of(),
                                        Optional.empty()),
                                Optional.empty(),
                                10)))
                .containsExactly(accepted.id(), requested.id());
    }

    @Test
    void listsDeliveriesNewestFirst() {
        Change first = committed(TestChanges.opening());
        Change second = committed(TestChanges.opening());

        assertThat(store.deliveries().list(OPERATOR, Optional.empty(), 10))
                .containsExactly(second.deliveries().get(0), first.deliveries().get(0));
        assertThat(store.deliveries().list(OPERATOR, Optional.empty(), 1))
                .containsExactly(second.deliveries().get(0));
    }

    private Referral opened() {
        return committed(TestChanges.opening()).referral();
    }

    private Change committed(Change change) {
        store.journal().commit(change, 0);
        return change;
    }

    private static List<UUID> ids(List<Referral> referrals) {
        return referrals.stream().map(Referral::id).toList();
    }
}
