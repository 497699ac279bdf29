package org.linkway.fhir.validation;

import static org.assertj.core.api.Assertions.assertThat;

import org.hl7.fhir.r5.elementmodel.Manager.FhirFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeclaredProfilesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"meta\": {\"profile\": [\"urn:a\", \"urn:b\"]}}                                     | urn:a urn:b",
                "{\"entry\": [{\"meta\": {\"profile\": [\"urn:x\"]}}], \"meta\": {\"tag\": [{}], \"profile\": [\"urn:a\"]}} | urn:a",
                "{\"meta\": {\"profile\": \"urn:a\"}}                                                | ''",
                "{\"meta\": [{\"profile\": [\"urn:a\"]}]}                                            | ''",
                "{\"meta\": {\"profile\": [\"urn:a\", {\"odd\": [1]}, \"urn:b\"]}}                   | urn:a urn:b",
                "{\"id\": \"x\"}                                                                     | ''",
                "[]                                                                                  | ''",
                "{\"meta\": {\"profile\": [\"urn:a\",                                                | ''"
            })
    void areReadFromJson(String json, String profiles) {
        assertThat(String.join(" ", DeclaredProfiles.of(json, FhirFormat.JSON))).isEqualTo(profiles);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<B><meta><profile value='urn:a'/><profile value='urn:b'/></meta></B>               | urn:a urn:b",
                "<B><entry><P><meta><profile value='urn:x'/></meta></P></entry><meta><profile value='urn:a'/></meta></B> | urn:a",
                "<B><meta><profile/></meta></B>                                                     | ''",
                "<B><id value='x'/></B>                                                             | ''",
                "<B><meta><profile value='urn:a'/>                                                  | ''"
            })
    void areReadFromXml(String xml, String profiles) {
        String text = xml.replace('\'', '"');
        assertThat(String.join(" ", DeclaredProfiles.of(text, FhirFormat.XML))).isEqualTo(profiles);
    }
}
