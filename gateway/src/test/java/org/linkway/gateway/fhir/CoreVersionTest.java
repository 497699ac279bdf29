package org.linkway.gateway.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linkway.fhir.validation.WireFormat;
import org.springframework.mock.web.MockHttpServletRequest;

class CoreVersionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            nullValues = "none",
            value = {
                "application/fhir+json # none",
                "application/fhir+json; version=1.0.0 # 1.0.0",
                "application/fhir+json;version=1.1.6 # 1.1.6",
                "application/fhir+json; version=\"1.2\" # 1.2.0",
                "application/fhir+json; version=1.4.0 # 1.2.2",
                "application/fhir+json; version=1.4.0-alpha # 1.2.2",
                "application/fhir+json; version=2.0.0 # none",
                "application/fhir+json; version=latest # none",
                "application/fhir+json; version=1.0.0, application/fhir+json; version=1.1.0 # 1.1.0",
                "application/fhir+json; version=2.0.0, application/fhir+xml; version=1.1.0 # 1.1.0",
                "text/html; version=1.1.0, application/fhir+json # none"
            })
    void settlesOnTheHighestThatBothSpeak(String accept, String settled) {
        AcceptHeader header = accept(accept);

        assertThat(CoreVersion.settled(header.versions()).map(CoreVersion::toString))
                .isEqualTo(Optional.ofNullable(settled));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            nullValues = "none",
            value = {
                "none # JSON",
                "*/* # JSON",
                "application/fhir+xml # XML",
                "text/html, application/fhir+xml # XML",
                "text/html # none"
            })
    void settlesTheForm(String accept, WireFormat form) {
        AcceptHeader header = accept(accept);

        assertThat(header.form(WireFormat.JSON)).isEqualTo(Optional.ofNullable(form));
    }

    private static AcceptHeader accept(String value) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        Optional.ofNullable(value).ifPresent(given -> request.addHeader("Accept", given));
        return AcceptHeader.of(request);
    }
}
