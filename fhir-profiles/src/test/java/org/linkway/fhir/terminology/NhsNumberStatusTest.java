package org.linkway.fhir.terminology;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NhsNumberStatusTest {
    private static final String RETIRED = "https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatus";

    @ParameterizedTest
    @EnumSource
    void isReadBackFromItsOwnCode(NhsNumberStatus status) {
        assertThat(NhsNumberStatus.fromCode(NhsNumberStatus.SYSTEM, status.code()))
                .contains(status);
    }

    @Test
    void readsTheRetiredSystemInWordsAndInNumbers() {
        assertThat(NhsNumberStatus.fromCode(RETIRED, "number-present-and-verified"))
                .contains(NhsNumberStatus.VERIFIED);
        assertThat(NhsNumberStatus.fromCode(RETIRED, "01")).contains(NhsNumberStatus.VERIFIED);
    }

    @Test
    void knowsNothingElse() {
        assertThat(NhsNumberStatus.fromCode(null, "01")).isEmpty();
        assertThat(NhsNumberStatus.fromCode("https://example.org/status", "01")).isEmpty();
        assertThat(NhsNumberStatus.fromCode(NhsNumberStatus.SYSTEM, "number-present-and-verified"))
                .isEmpty();
        assertThat(NhsNumberStatus.fromCode(NhsNumberStatus.SYSTEM, null)).isEmpty();
    }
}
