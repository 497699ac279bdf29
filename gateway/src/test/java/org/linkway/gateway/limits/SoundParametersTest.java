package org.linkway.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class SoundParametersTest {
    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"a=b", "a=%41", "identifier=https://a|b", "name=Zo%C3%AB", "a=%F0%9F%98%80", "a+b=%20"})
    void takeWhatIsText(String query) {
        assertThat(SoundParameters.isSound(query)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a=%00", "%00", "a=%", "a=%4", "a=%zz", "a=%+1", "a=%ff", "a=%C0%80", "a=%ED%A0%80", "a=%E2%82"})
    void refuseWhatIsNone(String query) {
        assertThat(SoundParameters.isSound(query)).isFalse();
    }
}
