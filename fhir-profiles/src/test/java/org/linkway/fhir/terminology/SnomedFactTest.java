package org.linkway.fhir.terminology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SnomedFactTest {
    private static final SnomedFact FACT = SnomedFact.of("871731000000106").orElseThrow();

    @Test
    void isCalledByItsTermWithTheTagOrWithoutInAnyCase() {
        assertThat(FACT.isCalled(FACT.term())).isTrue();
        assertThat(FACT.isCalled(" " + FACT.term().toUpperCase(Locale.ROOT) + "  (procedure) "))
                .isTrue();
        assertThat(FACT.isCalled(FACT.term() + " (procedure) x")).isFalse();
        assertThat(FACT.isCalled(FACT.term() + " x")).isFalse();
        assertThat(FACT.isCalled(")" + FACT.term())).isFalse();
    }

    /** As a pattern would have taken an hour. */
    @Test
    @Timeout(5)
    void isComparedAtOnceWithAMillionSpaces() {
        assertThat(FACT.isCalled("x" + " ".repeat(1_000_000) + "x")).isFalse();
    }
}
