package org.linkway.referral;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is reported, in whatever order. */
class ReferralLifecycleTest {
    /** A referral's states one after the other, from its opening; events that were not legal are left out. */
    private static List<Referral> states(List<EventType> reported) {
        List<Referral> states = new ArrayList<>(List.of(TestReferrals.opened()));
        for (EventType type : reported) {
            Referral before = states.get(states.size() - 1);
            ReferralEvent event = TestReferrals.event(type);
            if (before.event(event.id()).isEmpty() && before.apply(event) instanceof Referral.Move.Moved moved) {
                states.add(moved.referral());
            }
        }
        return states;
    }

    @Provide
    Arbitrary<List<EventType>> reports() {
        return Arbitraries.of(EventType.class).list().ofMaxSize(40);
    }

    @Property
    void neverOpensAgainWhatIsClosed(@ForAll("reports") List<EventType> reported) {
        List<Referral> states = states(reported);

        assertThat(states.stream().dropWhile(referral -> referral.status().isOpen()))
                .noneMatch(referral -> referral.status().isOpen());
    }

    @Property
    void countsItsEventsInItsVersion(@ForAll("reports") List<EventType> reported) {
        assertThat(states(reported))
                .allMatch(referral -> referral.version() == referral.events().size());
    }

    @Property
    void canTellHowItStoodAfterEachEvent(@ForAll("reports") List<EventType> reported) {
        List<Referral> states = states(reported);
        Referral last = states.get(states.size() - 1);

        List<Referral> replayed = last.events().stream().map(last::asOf).toList();

        assertThat(replayed).isEqualTo(states);
    }

    @Property
    void opensOnlyOnce(@ForAll("reports") List<EventType> reported) {
        List<Referral> states = states(reported);

        assertThat(states.get(states.size() - 1).events().stream().filter(event -> event.type() == EventType.RECEIVED))
                .hasSize(1);
    }
}
