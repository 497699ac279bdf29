package org.linkway.fhir.validation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireFormatTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/fhir+json",
                "application/json",
                "application/fhir+json; version=1.4.0",
                "Application/FHIR+JSON;charset=UTF-8",
                "application/fhir+json; charset=\"utf-8\"; fhirVersion=4.0"
            })
    void readsJson(String contentType) {
        assertThat(WireFormat.ofContentType(contentType)).contains(WireFormat.JSON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/fhir+xml", "application/xml", "application/fhir+xml; charset=utf-8"})
    void readsXml(String contentType) {
        assertThat(WireFormat.ofContentType(contentType)).contains(WireFormat.XML);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text/plain",
                "text/html",
                "application/fhir+turtle",
                "application/fhir+json; charset=iso-8859-1"
            })
    void readsNothingElse(String contentType) {
        assertThat(WireFormat.ofContentType(contentType)).isEmpty();
    }

    @Test
    void readsNothingWithoutAContentType() {
        assertThat(WireFormat.ofContentType(null)).isEmpty();
    }
}
