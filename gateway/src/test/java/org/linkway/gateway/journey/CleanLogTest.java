package org.linkway.gateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A test that looks for marks finds them. */
class CleanLogTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "asked for 9990000018",
                "GET /Patient/9990000018 failed",
                "identifier=nhs-number|9990000018&x",
                "Bearer eyJhbGciOiJSUzM4NCIsInR5cCI6ImF0K2p3dCJ9.e30.AA"
            })
    void noticesWhoIsNamed(String line) {
        assertThat(CleanLog.namesSomebody(line)).isTrue();
    }

    @Test
    void noticesAnInventedName() {
        InventedPerson person = InventedPerson.called("Loggedwell");

        assertThat(CleanLog.namesSomebody("cannot file for " + person.family())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"took 9990000019 ns", "delivery 99900000-1899-4000-8000-999000001899 waits", "Started"})
    void takesNothingElseForAName(String line) {
        assertThat(CleanLog.namesSomebody(line)).isFalse();
    }
}
