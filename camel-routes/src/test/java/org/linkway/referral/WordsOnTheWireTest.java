package org.linkway.referral;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The words by which the local API and FHIR name what the model knows. */
class WordsOnTheWireTest {
    @ParameterizedTest
    @EnumSource
    void readAStageBack(Stage stage) {
        assertThat(Stage.fromCode(stage.code())).contains(stage);
        assertThat(stage.display()).isNotBlank();
    }

    @ParameterizedTest
    @EnumSource
    void readASupportNeedBack(SupportNeedCode need) {
        assertThat(SupportNeedCode.fromCode(need.code())).contains(need);
        assertThat(need.display()).isNotBlank();
    }

    @Test
    void readNothingIntoAnyOtherWord() {
        assertThat(Stage.fromCode("SEEN")).isEmpty();
        assertThat(SupportNeedCode.fromCode("")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "PLANNED, planned, false",
        "SENT, sent, false",
        "FILED, filed, true",
        "TEXT_ONLY, text-only, true",
        "REFUSED, refused, true",
        "PARKED, parked, true"
    })
    void sayHowFarAnEntryHasCome(FilingStatus status, String code, boolean settled) {
        assertThat(status.code()).isEqualTo(code);
        assertThat(status.isSettled()).isEqualTo(settled);
    }

    @Test
    void nameEveryRole() {
        assertThat(Arrays.stream(Role.values()).map(Role::code))
                .containsExactly("sender", "worker", "receiver", "lookup", "clock");
        assertThat(Role.values()).extracting(Role::display).doesNotHaveDuplicates();
    }

    /** Words that others read, so a new name here is a change on the wire. */
    @Test
    void stayAsTheyAre() {
        assertThat(Verification.PRESENT_BUT_NOT_TRACED.code()).isEqualTo("present-but-not-traced");
        assertThat(Priority.ASAP.code()).isEqualTo("asap");
        assertThat(ReferrerType.HOSPITAL_DISCHARGE.code()).isEqualTo("hospital-discharge");
        assertThat(Consent.Agreement.NOT_STATED.code()).isEqualTo("not-stated");
        assertThat(Consent.FeedBack.CODES_ONLY.code()).isEqualTo("codes-only");
        assertThat(RecordEntry.RecordResource.PROCEDURE.fhirType()).isEqualTo("Procedure");
    }

    @Test
    void keepThreeAnswersAboutRisksApart() {
        assertThat(Risks.noneKnown().statement().code()).isEqualTo("no-known-risks");
        assertThat(Risks.notStated().statement().code()).isEqualTo("not-stated-by-the-referrer");
        assertThat(Risks.of(List.of("Falls")).statement().code()).isEqualTo("risks-stated");
    }
}
