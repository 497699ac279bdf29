package org.linkway.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;
import net.jqwik.api.statistics.Statistics;
import org.linkway.referral.Code;
import org.linkway.referral.EventType;
import org.linkway.referral.OnwardReferral;
import org.linkway.referral.RecordEntry;
import org.linkway.referral.RecordEntry.RecordResource;
import org.linkway.referral.Referral;
import org.linkway.referral.Role;
import org.linkway.workflow.CodingPolicy.Rule;
import org.linkway.workflow.CodingPolicy.When;

/**
 * Whatever is reported by whomever, up to two hundred times, while time passes. The build tries 200 histories, always the same;
 * for more of them: {@code mvn -pl camel-routes -am test -Dtest=AnyHistoryTest -Dsurefire.failIfNoSpecifiedTests=false
 * -Dhistories=20000}.
 */
class AnyHistoryTest {
    private static final String REFERRED = "871731000000106";

    /** The code for the episode stands at two events, so that it could come twice in more ways than one. */
    private static final CodingPolicy CODING = new CodingPolicy(List.of(
            rule(EventType.ACCEPTED, Optional.of(REFERRED)),
            rule(EventType.SEEN, Optional.of(REFERRED)),
            rule(EventType.COMPLETED, Optional.empty())));

    private static final Set<EventType> CLOSING = EnumSet.of(
            EventType.REJECTED_BY_SERVICE,
            EventType.DECLINED_BY_PERSON,
            EventType.STEP_UP_ACCEPTED,
            EventType.UNABLE_TO_CONTACT,
            EventType.WITHDRAWN_BY_SERVICE,
            EventType.COMPLETED,
            EventType.CANCELLED_BY_SENDER,
            EventType.CANCELLATION_REQUESTED,
            EventType.CANCELLATION_AGREED,
            EventType.MOVED_AWAY,
            EventType.DEATH_CONFIRMED,
            EventType.MARKED_DUPLICATE,
            EventType.ENTERED_IN_ERROR);

    /** How many are tried. */
    private static final class Histories implements AroundPropertyHook {
        @Override
        public PropertyExecutionResult aroundProperty(PropertyLifecycleContext context, PropertyExecutor property) {
            context.attributes().setTries(Integer.getInteger("histories", 200));
            return property.execute();
        }
    }

    /** What closes a referral is rare, and what moves it on frequent, so that much happens; it comes from anybody. */
    @Provide
    Arbitrary<List<TestHistory.Step>> histories() {
        Arbitrary<EventType> types = Arbitraries.frequencyOf(
                Tuple.of(60, Arbitraries.of(EnumSet.complementOf(EnumSet.copyOf(CLOSING)))),
                Tuple.of(20, Arbitraries.of(EventType.ACCEPTED, EventType.SEEN, EventType.RESUMED)),
                Tuple.of(1, Arbitraries.of(CLOSING)));
        return types.flatMap(AnyHistoryTest::steps)
                .list()
                .ofMaxSize(200)
                .withSizeDistribution(RandomDistribution.uniform());
    }

    private static Arbitrary<TestHistory.Step> steps(EventType type) {
        Arbitrary<Role> roles = Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.of(type.causedBy())), Tuple.of(1, Arbitraries.of(Role.class)));
        Arbitrary<Integer> minutes = Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.integers().between(0, 60)),
                Tuple.of(3, Arbitraries.integers().between(0, 3 * 24 * 60)),
                Tuple.of(1, Arbitraries.integers().between(0, 60 * 24 * 60)));
        return Combinators.combine(roles, Arbitraries.of(true, false), Arbitraries.integers(), minutes)
                .as((role, onSecond, pick, passed) -> new TestHistory.Step(type, role, onSecond, pick, passed));
    }

    @Property(seed = "871731000000106", edgeCases = EdgeCasesMode.NONE)
    @AddLifecycleHook(Histories.class)
    void leavesReferralsThatReplayAndAreLookedAfter(@ForAll("histories") List<TestHistory.Step> steps) {
        TestHistory history = new TestHistory(CODING);

        steps.forEach(history::take);

        assertThat(history.changes()).allSatisfy(AnyHistoryTest::isLookedAfter);
        assertThat(history.referrals()).allSatisfy(AnyHistoryTest::replays);
        assertThat(history.referrals().stream()
                        .flatMap(it -> it.recordEntries().stream())
                        .filter(entry -> !entry.takenBack())
                        .filter(AnyHistoryTest::isTheCodeOfTheEpisode))
                .hasSizeLessThan(2);
        Statistics.collect(history.referrals().get(0).status().code());
    }

    private static void isLookedAfter(Change change) {
        Referral referral = change.referral();
        assertThat(referral.worker()).isNotBlank();
        assertThat(referral.version()).isEqualTo(referral.events().size());
        if (referral.status().isOpen()) {
            assertThat(change.timers()).isNotEmpty();
        } else {
            assertThat(referral.pending()).isEmpty();
            assertThat(referral.work().onward())
                    .extracting(OnwardReferral::status)
                    .noneMatch(status -> status.isOpen());
        }
    }

    /** What is kept beside the events follows from them, from the first to the last. */
    private static void replays(Referral referral) {
        assertThat(referral.asOf(referral.lastEvent())).isEqualTo(referral.withHistory(referral.events(), List.of()));
    }

    private static boolean isTheCodeOfTheEpisode(RecordEntry entry) {
        return entry.code().filter(it -> it.code().equals(REFERRED)).isPresent();
    }

    private static Rule rule(EventType event, Optional<String> sctid) {
        return new Rule(
                event,
                When.ALWAYS,
                sctid.isPresent() ? RecordResource.PROCEDURE : RecordResource.COMMUNICATION,
                sctid.map(it -> new Code("http://snomed.info/sct", it, Optional.empty(), true)),
                true);
    }
}
