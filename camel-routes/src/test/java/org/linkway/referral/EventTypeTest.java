package org.linkway.referral;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTypeTest {
    @ParameterizedTest
    @EnumSource
    void isReadFromTheWordItIsWrittenAs(EventType type) {
        assertThat(type.code()).matches("[a-z]+(-[a-z]+)*");
        assertThat(EventType.fromCode(type.code())).contains(type);
    }

    @Test
    void readsTheShortFormOfRejectedByService() {
        assertThat(EventType.fromCode("rejected")).contains(EventType.REJECTED_BY_SERVICE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "SEEN", "unable_to_contact", "seen ", "cancelled"})
    void readsNothingIntoAnyOtherWord(String word) {
        assertThat(EventType.fromCode(word)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void isToldWithTheDetailItNames(EventType type) {
        assertThat(TestReferrals.detail(type)).isInstanceOf(type.detail());
    }
}
