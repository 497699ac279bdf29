package org.linkway.fhir.terminology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SnomedFactTest {

    @ParameterizedTest
    @MethodSource
    void holdsAndSaysWhereItWasSeen(SnomedFact fact) {
        assertThat(Sctid.holds(fact.code())).isTrue();
        assertThat(fact.term()).isNotBlank();
        assertThat(fact.source()).isNotBlank();
    }

    static Collection<SnomedFact> holdsAndSaysWhereItWasSeen() {
        return SnomedFact.all();
    }

    @Test
    void knowsWhatAReferralToSocialPrescribingIs() {
        assertThat(SnomedFact.of("871731000000106")).hasValueSatisfying(fact -> {
            assertThat(fact.term()).isEqualTo("Referral to social prescribing service");
            assertThat(fact.kind()).contains("procedure");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Referral to social prescribing service",
                "referral to Social Prescribing Service ",
                "Referral to social prescribing service (procedure)"
            })
    void isCalledByItsTermInAnyCaseAndWithItsTag(String words) {
        assertThat(SnomedFact.of("871731000000106").orElseThrow().isCalled(words))
                .isTrue();
    }

    @Test
    void isNotCalledAnythingElse() {
        assertThat(SnomedFact.of("871731000000106").orElseThrow().isCalled("Social prescribing declined"))
                .isFalse();
    }

    /** Seen in the wild; fails its check digit. */
    @ParameterizedTest
    @ValueSource(strings = {"926121000000105", "73211009", ""})
    void knowsNothingOfOtherCodes(String code) {
        assertThat(SnomedFact.of(code)).isEmpty();
    }
}
