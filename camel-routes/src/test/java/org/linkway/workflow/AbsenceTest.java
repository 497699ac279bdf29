package org.linkway.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AbsenceTest {
    @ParameterizedTest
    @CsvSource({
        "identifier=a|b",
        "?identifier=a|b",
        "Patient?identifier=a|b",
        "http://linkway.example/fhir/Patient?identifier=a|b"
    })
    void readsTheQueryOfAConditionInEachFormThatClientsSend(String condition) {
        assertThat(Absence.query("Patient", condition)).isEqualTo("identifier=a|b");
    }

    @ParameterizedTest
    @CsvSource({"Task?identifier=a|b", "http://linkway.example/fhir/Task?identifier=a|b"})
    void leavesASearchOfAnotherTypeAsItIs(String condition) {
        assertThat(Absence.query("Patient", condition)).isEqualTo(condition);
    }
}
