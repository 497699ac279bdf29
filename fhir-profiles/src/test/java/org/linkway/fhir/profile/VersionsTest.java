package org.linkway.fhir.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionsTest {

    @Test
    void theHighestStandsFirst() {
        assertThat(Stream.of("1.9.0", "2.0.2-staging.20250620", "", "2.0.2", "1.10.0", "1.10", "2018-08-12", "draft")
                        .sorted(Versions.HIGHEST_FIRST))
                .containsExactly(
                        "2018-08-12", "2.0.2", "2.0.2-staging.20250620", "1.10.0", "1.10", "1.9.0", "draft", "");
    }

    @ParameterizedTest
    @CsvSource({
        "2.5.0, 2.5.0, true",
        "2.5.0, 2.5.1, false",
        "2.5.x, 2.5.1, true",
        "2.5.x, 2.50.1, false",
        "2.x, 2.50.1, true",
        "current, 2.5.1, true",
        "latest, 2.5.1, true",
    })
    void aWantedVersionMayLeaveItsEndOpen(String wanted, String held, boolean satisfied) {
        assertThat(Versions.satisfies(wanted, held)).isEqualTo(satisfied);
    }
}
