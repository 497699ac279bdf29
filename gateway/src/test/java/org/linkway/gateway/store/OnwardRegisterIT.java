package org.linkway.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linkway.gateway.store.TestChanges.OPERATOR;
import static org.linkway.gateway.store.TestChanges.noNote;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linkway.gateway.delivery.TestQueue;
import org.linkway.referral.Connection;
import org.linkway.referral.EventDetail;
import org.linkway.referral.EventType;
import org.linkway.referral.OnwardService;
import org.linkway.referral.OnwardUpdate;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralStatus;
import org.linkway.workflow.Change;

@OnBothDatabases
class OnwardRegisterIT {
    private final TestDatabase database;
    private TestStore store;

    OnwardRegisterIT(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void empty() {
        store = new TestStore(database.emptied(), TestQueue.on(database.dataSource()), Clock.systemUTC());
    }

    @Test
    void knowsTheReferralsOfWhichAServiceOwesAnAnswer() {
        Referral asked = referredTo(Optional.of("invented-choir"), Optional.empty());
        referredTo(Optional.empty(), Optional.empty());
        referredTo(Optional.of("invented-choir"), Optional.of(true));

        assertThat(withOpenOnward()).containsExactly(asked.id());
    }

    @Test
    void forgetsOneThatHasEndedAndKeepsTheOther() {
        Referral one = referredTo(Optional.of("invented-choir"), Optional.empty());
        UUID first = one.work().onward().get(0).id();
        Referral two =
                moved(one, EventType.REFERRED_ONWARD, connection(Optional.of("invented-choir"), Optional.empty()));
        UUID second = two.work().onward().get(1).id();

        Referral three = moved(two, EventType.ONWARD_UPDATED, rejected(first));
        assertThat(withOpenOnward()).containsExactly(one.id());

        moved(three, EventType.ONWARD_UPDATED, rejected(second));
        assertThat(withOpenOnward()).isEmpty();
        assertThat(store.rows("onward_at_service")).isZero();
    }

    @Test
    void forgetsWhatIsClosedWithItsReferral() {
        Referral asked = referredTo(Optional.of("invented-choir"), Optional.empty());

        moved(asked, EventType.MOVED_AWAY, noNote());

        assertThat(withOpenOnward()).isEmpty();
    }

    private List<UUID> withOpenOnward() {
        return store.referrals().withOpenOnward(OPERATOR);
    }

    private Referral referredTo(Optional<String> service, Optional<Boolean> selfReferral) {
        Change opening = TestChanges.opening();
        store.journal().commit(opening, 0);
        Referral accepted = moved(opening.referral(), EventType.ACCEPTED, noNote());
        Referral seen = moved(accepted, EventType.SEEN, noNote());
        return moved(seen, EventType.REFERRED_ONWARD, connection(service, selfReferral));
    }

    private Referral moved(Referral referral, EventType type, EventDetail detail) {
        Change change = TestChanges.next(referral, type, detail);
        store.journal().commit(change, referral.version());
        return change.referral();
    }

    private static Connection connection(Optional<String> service, Optional<Boolean> selfReferral) {
        return new Connection(
                Optional.of(new OnwardService(Optional.of("Invented choir"), service)),
                Optional.empty(),
                Optional.empty(),
                selfReferral,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static OnwardUpdate rejected(UUID onward) {
        return new OnwardUpdate(
                Optional.of(onward),
                Optional.of(ReferralStatus.REJECTED),
                Optional.of("No place."),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
