package org.linkway.conformance.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.linkway.conformance.blackbox.CampaignPlan.Blow;
import org.linkway.conformance.blackbox.CampaignPlan.Disturbance;
import org.linkway.conformance.blackbox.CampaignPlan.Registered;
import org.linkway.conformance.blackbox.CampaignTurn.Kind;

class CampaignPlanTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final CampaignPlan plan = CampaignPlan.of(7, 400, NOW);

    @Test
    void followsFromItsSeed() {
        CampaignPlan again = CampaignPlan.of(7, 400, NOW);

        assertThat(told(again)).isEqualTo(told(plan));
        assertThat(again.disturbances()).isEqualTo(plan.disturbances());
        assertThat(told(CampaignPlan.of(8, 400, NOW))).isNotEqualTo(told(plan));
    }

    @Test
    void holdsEveryLifeAndRegistrationAtEveryPracticeAndEveryTurn() {
        assertThat(plan.referrals().stream().map(it -> it.life()).distinct())
                .containsExactlyInAnyOrder(CampaignLife.values());
        assertThat(plan.referrals().stream().map(it -> it.registered()).distinct())
                .containsExactlyInAnyOrder(Registered.values());
        assertThat(plan.referrals().stream().map(it -> it.home()).distinct())
                .containsExactlyInAnyOrder(CampaignPractice.values());
        assertThat(plan.referrals().stream().map(it -> it.turn().kind()).distinct())
                .containsExactlyInAnyOrder(Kind.values());
    }

    @Test
    void reportsSomeEventsTwiceAndNoneLater() {
        assertThat(plan.referrals().stream().flatMap(it -> it.events().stream()))
                .anyMatch(event -> event.twice())
                .anyMatch(event -> !event.twice())
                .allMatch(event ->
                        Instant.parse(event.body().get("occurredAt").asText()).isBefore(NOW));
        assertThat(plan.referrals().stream().flatMap(it -> it.events().stream()).map(event -> event.id()))
                .doesNotHaveDuplicates();
    }

    @Test
    void strikesEachBlowAsOftenAsTheOthersAndKillsLast() {
        List<Blow> blows = plan.disturbances().stream().map(Disturbance::blow).toList();
        int events =
                plan.referrals().stream().mapToInt(it -> it.events().size()).sum();

        assertThat(Arrays.stream(Blow.values())
                        .map(blow -> blows.stream().filter(blow::equals).count()))
                .containsOnly(11L);
        assertThat(plan.disturbances().get(blows.size() - 1))
                .satisfies(last -> assertThat(last.blow()).isEqualTo(Blow.KILL))
                .satisfies(last -> assertThat(last.afterEvents()).isEqualTo(events));
    }

    @Test
    void movesNobodyToWhereTheyAre() {
        assertThat(plan.referrals())
                .filteredOn(it -> it.turn().kind() == Kind.MOVES)
                .isNotEmpty()
                .allSatisfy(it -> assertThat(it.turn().to()).isPresent().isNotEqualTo(Optional.of(it.home())));
    }

    /** Known words are all that tells one referral's entry in words from another's. */
    @Test
    void givesEachEntryInWordsWordsOfItsOwn() {
        assertThat(plan.referrals().stream()
                        .flatMap(it -> it.events().stream())
                        .flatMap(it -> it.entries().stream())
                        .flatMap(it -> Stream.concat(it.words().stream(), it.wordsBefore().stream())))
                .isNotEmpty()
                .doesNotHaveDuplicates();
    }

    private static List<String> told(CampaignPlan plan) {
        return plan.referrals().stream()
                .map(it -> it.nhsNumber()
                        + it.requestId()
                        + it.home()
                        + it.turn()
                        + it.registered()
                        + it.life()
                        + it.events())
                .toList();
    }
}
