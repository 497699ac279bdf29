package org.linkway.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.linkway.referral.EventDetail;
import org.linkway.referral.EventType;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralStatus;
import org.linkway.referral.TestReferrals;
import org.linkway.referral.TimerKind;

/** What happens to a referral, a day after the other; it came in on day 0. */
final class TestStory {
    private Referral referral = TestReferrals.opened();
    private int day;

    /** These events, each with all it has to tell. */
    static Referral of(EventType... types) {
        TestStory story = new TestStory();
        Stream.of(types).forEach(story::then);
        return story.referral();
    }

    /** The person is referred on to a choir on day 3, and that stands so on each day after. */
    static Referral onward(ReferralStatus... statuses) {
        TestStory story = new TestStory()
                .then(EventType.ACCEPTED)
                .then(EventType.WORK_STARTED)
                .then(EventType.REFERRED_ONWARD);
        Stream.of(statuses).forEach(status -> story.then(EventType.ONWARD_UPDATED, TestReferrals.onwardUpdate(status)));
        return story.referral();
    }

    static Instant dayAt(int day) {
        return TestReferrals.RECEIVED_AT.plus(Duration.ofDays(day));
    }

    /** The one clock of this kind, where it runs. */
    static Optional<Timer> timer(Referral referral, TimerKind kind) {
        List<Timer> timers = TestPolicies.TIMERS.of(referral).stream()
                .filter(timer -> timer.kind() == kind)
                .toList();
        assertThat(timers).hasSizeLessThan(2);
        return timers.stream().findFirst();
    }

    TestStory then(EventType type) {
        return then(type, TestReferrals.detail(type));
    }

    TestStory then(EventType type, EventDetail detail) {
        day++;
        referral = TestReferrals.moved(referral, TestReferrals.event(type, detail, dayAt(day)));
        return this;
    }

    Referral referral() {
        return referral;
    }
}
