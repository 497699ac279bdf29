package org.linkway.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static org.linkway.workflow.TestEntries.HAPPENED_AT;
import static org.linkway.workflow.TestEntries.SNOMED_CT;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.linkway.Hazard;
import org.linkway.referral.Code;
import org.linkway.referral.FilingProof;
import org.linkway.referral.FilingStatus;
import org.linkway.referral.RecordEntry;

class FilingJudgementTest {
    private static final Instant READ_AT = Instant.parse("2026-03-05T10:16:00Z");
    private static final RecordEntry CODED = TestEntries.coded();
    private static final RecordEntry IN_WORDS = TestEntries.inWords();
    private static final Code PLANNED_CODE = CODED.code().orElseThrow();
    private static final Code LOCAL_CODE =
            new Code("https://practice.example.org/codes", "SP1", Optional.of("Social prescribing"), true);
    private static final Code OTHER_CODE = new Code(SNOMED_CT, "1362721000000106", Optional.empty(), true);

    private static final StandingEntry CODE_STANDS = standing(List.of(PLANNED_CODE), List.of());
    private static final StandingEntry WORDS_STAND = standing(List.of(), List.of(TestEntries.WORDS));

    private static StandingEntry standing(List<Code> codes, List<String> narrative) {
        return new StandingEntry(
                "Procedure/7", "patient-1", Optional.of(HAPPENED_AT), true, false, codes, Optional.empty(), narrative);
    }

    private static StandingEntry at(Optional<Instant> occurredAt) {
        return new StandingEntry(
                "Procedure/7",
                "patient-1",
                occurredAt,
                true,
                false,
                List.of(PLANNED_CODE),
                Optional.empty(),
                List.of());
    }

    private static StandingEntry of(String patientId) {
        return new StandingEntry(
                "Procedure/7",
                patientId,
                Optional.of(HAPPENED_AT),
                true,
                false,
                List.of(PLANNED_CODE),
                Optional.empty(),
                List.of());
    }

    @Test
    void filesACodeThatStandsAsPlanned() {
        RecordEntry judged = judge(CODED, CODE_STANDS);

        assertThat(judged.status()).isEqualTo(FilingStatus.FILED);
        assertThat(judged.explanation()).isEmpty();
        assertThat(judged.proof())
                .contains(new FilingProof("Procedure/7", READ_AT, Optional.of(PLANNED_CODE), Optional.empty()));
    }

    @Test
    void filesWordsThatStandAsPlanned() {
        RecordEntry judged = judge(IN_WORDS, WORDS_STAND);

        assertThat(judged.status()).isEqualTo(FilingStatus.FILED);
        assertThat(judged.proof())
                .contains(new FilingProof("Procedure/7", READ_AT, Optional.empty(), Optional.of(TestEntries.WORDS)));
    }

    @Test
    void filesWhatARecordKeepsToTheSecond() {
        Instant withFraction = HAPPENED_AT.plusMillis(999);

        assertThat(judge(CODED, at(Optional.of(withFraction))).status()).isEqualTo(FilingStatus.FILED);
    }

    @Test
    void provesWithThePlannedCodeWhereTheRecordAddedItsOwn() {
        RecordEntry judged = judge(CODED, standing(List.of(LOCAL_CODE, PLANNED_CODE), List.of()));

        assertThat(judged.status()).isEqualTo(FilingStatus.FILED);
        assertThat(judged.proof().orElseThrow().codeFound()).contains(PLANNED_CODE);
    }

    @Test
    void provesWithThePlannedWordsWhereTheRecordAddedItsOwn() {
        RecordEntry judged = judge(IN_WORDS, standing(List.of(), List.of("Imported.", TestEntries.WORDS)));

        assertThat(judged.status()).isEqualTo(FilingStatus.FILED);
        assertThat(judged.proof().orElseThrow().narrativeFound()).contains(TestEntries.WORDS);
    }

    static Stream<Arguments> differences() {
        return Stream.of(
                parked("nothing", CODED, "The practice accepted the entry, but it is not in the record."),
                parked(
                        "two",
                        CODED,
                        "The record holds this entry 2 times; it should hold it once.",
                        CODE_STANDS,
                        CODE_STANDS),
                parked(
                        "another patient",
                        CODED,
                        "The entry was found in another patient's record: act now.",
                        of("patient-2")),
                parked(
                        "no patient",
                        CODED,
                        "The record holds this entry without a reference to its patient, so whose it is cannot be"
                                + " proven. Ask the practice.",
                        of(null)),
                parked(
                        "another date",
                        CODED,
                        "The record holds this entry with another date.",
                        at(Optional.of(HAPPENED_AT.plusSeconds(1)))),
                parked("no date", CODED, "The record holds this entry with another date.", at(Optional.empty())),
                parked(
                        "not completed",
                        CODED,
                        "The record holds this entry as not completed.",
                        new StandingEntry(
                                "Procedure/7",
                                "patient-1",
                                Optional.of(HAPPENED_AT),
                                false,
                                false,
                                List.of(PLANNED_CODE),
                                Optional.empty(),
                                List.of())),
                parked(
                        "another code",
                        CODED,
                        "The record holds this entry with another code.",
                        standing(List.of(OTHER_CODE), List.of())),
                parked(
                        "the same digits of another system",
                        CODED,
                        "The record holds this entry with another code.",
                        standing(
                                List.of(new Code("http://example.org", PLANNED_CODE.code(), Optional.empty(), true)),
                                List.of())),
                parked(
                        "other words",
                        IN_WORDS,
                        "The record holds this entry with other words.",
                        standing(List.of(), List.of("Social prescribing: Completed."))),
                parked(
                        "no words",
                        IN_WORDS,
                        "The record holds this entry with other words.",
                        standing(List.of(), List.of())));
    }

    @ParameterizedTest
    @MethodSource("differences")
    @Hazard("H4")
    void parksWhatStandsDifferently(RecordEntry entry, List<StandingEntry> found, String explanation) {
        RecordEntry judged = new FilingJudgement().judge(entry, "patient-1", found, READ_AT);

        assertThat(judged.status()).isEqualTo(FilingStatus.PARKED);
        assertThat(judged.explanation()).contains(explanation);
        assertThat(judged.proof().isPresent()).isEqualTo(found.size() == 1);
    }

    @Test
    @Hazard("H5")
    void callsACodeThatCameBackAsWordsTextOnly() {
        RecordEntry judged = judge(CODED, standing(List.of(), List.of("Referral to social prescribing service")));

        assertThat(judged.status()).isEqualTo(FilingStatus.TEXT_ONLY);
        assertThat(judged.explanation()).contains("The record kept the entry without its code.");
        assertThat(judged.proof().orElseThrow().narrativeFound()).contains("Referral to social prescribing service");
    }

    private static RecordEntry judge(RecordEntry entry, StandingEntry standing) {
        return new FilingJudgement().judge(entry, "patient-1", List.of(standing), READ_AT);
    }

    private static Arguments parked(String name, RecordEntry entry, String explanation, StandingEntry... found) {
        return argumentSet(name, entry, List.of(found), explanation);
    }
}
