package org.linkway.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.linkway.gateway.config.ReferralJson;
import org.linkway.referral.EventType;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralEvent;
import tools.jackson.databind.JsonNode;

/**
 * What released versions of Linkway stored still reads and replays. Whoever raises {@link ReferralEvent#SCHEMA_VERSION} adds a
 * folder {@code fixtures/stored-events/v<number>} with each event type as that version stores it, and changes no other.
 */
class StoredEventsTest {

    static Stream<StoredReferral> all() {
        return IntStream.rangeClosed(1, ReferralEvent.SCHEMA_VERSION)
                .mapToObj(StoredReferral::ofVersion)
                .flatMap(List::stream);
    }

    static List<StoredReferral> current() {
        return StoredReferral.ofVersion(ReferralEvent.SCHEMA_VERSION);
    }

    @ParameterizedTest
    @MethodSource("all")
    void replayToWhereTheReferralStoodAfterEach(StoredReferral stored) {
        Referral referral = stored.read();

        assertThat(referral.events().stream().map(referral::asOf).map(StoredEventsTest::standing))
                .containsExactlyElementsOf(stored.stands());
        assertThat(standing(referral)).isEqualTo(stored.standing());
        assertThat(referral.asOf(referral.lastEvent()).outcome()).isEqualTo(referral.outcome());
    }

    @ParameterizedTest
    @MethodSource("current")
    void loseNothingWhenTheyAreReadAndWrittenAgain(StoredReferral stored) {
        Referral referral = stored.read();

        assertThat(referral.events().stream().map(ReferralJson.mapper()::writeValueAsString))
                .containsExactlyElementsOf(
                        stored.events().stream().map(JsonNode::toString).toList());
        assertThat(referral.asOf(referral.lastEvent())).isEqualTo(referral);
    }

    @Test
    void areThereForEachTypeOfTheCurrentVersion() {
        assertThat(current().stream()
                        .flatMap(stored -> stored.events().stream())
                        .map(event -> event.get("type").stringValue())
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(EventType.values()).map(EventType::code).toList());
    }

    @Test
    void areThereForEachVersionThatWasReleased() {
        assertThat(IntStream.rangeClosed(1, ReferralEvent.SCHEMA_VERSION).mapToObj(StoredReferral::ofVersion))
                .noneMatch(List::isEmpty);
    }

    @ParameterizedTest
    @MethodSource("all")
    void sayByWhichVersionTheyWereStored(StoredReferral stored) {
        assertThat(stored.events())
                .extracting(event -> "v" + event.get("schemaVersion").intValue())
                .containsOnly(stored.name().split("/", -1)[0]);
    }

    private static String standing(Referral referral) {
        return referral.status().code() + ": " + referral.stage().code();
    }
}
