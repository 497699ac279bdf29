package org.linkway.conformance.runner;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a source is sent with otherwise. */
class ChangesTest {
    private static final Body BUNDLE = new Body("""
            {"resourceType": "Bundle", "type": "transaction", "entry": [
              {"resource": {"resourceType": "Patient", "name": [{"family": "Imagined"}]}}]}""".getBytes(UTF_8), "application/fhir+json");

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "type; collection; /type; collection",
                "type; \"collection\"; /type; collection",
                "Patient/name/0/family; Invented; /entry/0/resource/name/0/family; Invented",
                "Patient/name/-; {\"family\": \"Second\"}; /entry/0/resource/name/1/family; Second",
                "entry/0/resource/gender; male; /entry/0/resource/gender; male",
                "Patient/meta/source; urn:x; /entry/0/resource/meta/source; urn:x",
                "Patient/name/0; [1]; /entry/0/resource/name/0/0; 1"
            })
    void setsWhatIsThereAndWhatIsNot(String place, String value, String pointer, String becomes) {
        Body changed = Changes.of(BUNDLE, place, Optional.of(value));

        assertThat(changed.json().at(pointer).asText()).isEqualTo(becomes);
        assertThat(BUNDLE.text()).contains("Imagined").doesNotContain("Invented");
    }

    @ParameterizedTest
    @CsvSource({"type, /type", "Patient/name/0, /entry/0/resource/name/0", "entry/0, /entry/0"})
    void takesOutWhatHasNoValue(String place, String pointer) {
        assertThat(Changes.of(BUNDLE, place, Optional.empty())
                        .json()
                        .at(pointer)
                        .isMissingNode())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "Task/status, There is no Task in",
        "type/code/text, There is no place `type/code/text` in",
        "Patient/name/1, There is no place 1 in an array of 1",
        "Patient/name/7/family, There is no place 7 in an array of 1",
        "Patient/name/first, The script says `first` where a whole number belongs"
    })
    void saysWhereThereIsNoSuchPlace(String place, String sentence) {
        assertThatThrownBy(() -> Changes.of(BUNDLE, place, Optional.of("x")))
                .isInstanceOf(StepStopped.class)
                .hasMessageStartingWith(sentence);
    }

    @Test
    void takesNothingOutBehindTheLast() {
        assertThatThrownBy(() -> Changes.of(BUNDLE, "Patient/name/-", Optional.empty()))
                .isInstanceOf(StepStopped.class)
                .hasMessageStartingWith("Behind the last of an array");
    }
}
