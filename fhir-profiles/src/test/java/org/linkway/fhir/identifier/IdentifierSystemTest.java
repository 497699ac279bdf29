package org.linkway.fhir.identifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linkway.fhir.identifier.IdentifierSystem.NHS_NUMBER;
import static org.linkway.fhir.identifier.IdentifierSystem.ODS_ORGANIZATION;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifierSystemTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://fhir.nhs.uk/Id/ods-organization-code",
                "https://fhir.nhs.uk/id/ods-organization-code",
                "http://fhir.nhs.uk/Id/ods-organization-code",
                "HTTP://FHIR.NHS.UK/ID/ODS-ORGANIZATION-CODE"
            })
    void knowsItsPublishedSpellings(String spelling) {
        assertThat(ODS_ORGANIZATION.matches(spelling)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ods-organization-code",
                "https://fhir.nhs.uk/Id/ods-site-code",
                "https://fhir.nhs.uk/Id/nhs-number "
            })
    void isNoOtherSystem(String spelling) {
        assertThat(ODS_ORGANIZATION.matches(spelling)).isFalse();
        assertThat(NHS_NUMBER.matches(spelling)).isFalse();
    }

    @Test
    void isNotAnAbsentSystem() {
        assertThat(NHS_NUMBER.matches(null)).isFalse();
    }

    @Test
    void writesOneUriForEach() {
        assertThat(Arrays.stream(IdentifierSystem.values()).map(IdentifierSystem::uri))
                .doesNotHaveDuplicates()
                .allMatch(uri -> uri.startsWith("https://fhir."));
    }
}
