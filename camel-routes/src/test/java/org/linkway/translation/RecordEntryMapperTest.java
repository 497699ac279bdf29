package org.linkway.translation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.linkway.referral.Code;
import org.linkway.referral.FilingStatus;
import org.linkway.referral.RecordEntry;
import org.linkway.referral.RecordEntry.RecordResource;
import org.linkway.referral.Score;
import org.linkway.referral.TestReferrals;
import org.linkway.workflow.FilingJudgement;
import org.linkway.workflow.StandingEntry;
import org.linkway.workflow.TestEntries;

class RecordEntryMapperTest {
    private static final RecordEntry OBSERVATION = TestEntries.entry(
            RecordResource.OBSERVATION,
            Optional.of(new Code(TestEntries.SNOMED_CT, "281399006", Optional.of("Did not attend"), true)),
            Optional.of("Twice in March."));

    static Stream<Arguments> entries() {
        return Stream.of(
                argumentSet("a Procedure", TestEntries.coded()),
                argumentSet("an Observation with words", OBSERVATION),
                argumentSet("a Communication", TestEntries.inWords()));
    }

    @ParameterizedTest
    @MethodSource("entries")
    void readsBackWhatItWrote(RecordEntry entry) {
        StandingEntry standing =
                RecordEntryMapper.toStanding(stored(entry), entry).orElseThrow();

        assertThat(standing)
                .isEqualTo(new StandingEntry(
                        entry.resource().fhirType() + "/7",
                        "patient-1",
                        Optional.of(TestEntries.HAPPENED_AT),
                        true,
                        false,
                        entry.code().stream().toList(),
                        entry.score(),
                        entry.narrative().stream().toList()));
        assertThat(new FilingJudgement()
                        .judge(entry, "patient-1", List.of(standing), Instant.EPOCH)
                        .status())
                .isEqualTo(FilingStatus.FILED);
    }

    @Test
    void readsBackAScoreWithItsValueAndUnit() {
        RecordEntry measured = TestEntries.measured();
        StandingEntry standing =
                RecordEntryMapper.toStanding(stored(measured), measured).orElseThrow();

        assertThat(standing.score()).contains(new Score(new BigDecimal("19.25"), "{score}"));
        assertThat(standing.codes()).containsAll(measured.code().stream().toList());
        assertThat(new FilingJudgement()
                        .judge(measured, "patient-1", List.of(standing), Instant.EPOCH)
                        .status())
                .isEqualTo(FilingStatus.FILED);
    }

    @Test
    void keepsAllElseOfWhatItTakesBack() {
        Resource stored = stored(TestEntries.measured());

        RecordEntryMapper.enterInError(stored);

        assertThat(RecordEntryMapper.toStanding(stored, TestEntries.measured()).orElseThrow())
                .satisfies(it -> assertThat(it.enteredInError()).isTrue())
                .satisfies(it -> assertThat(it.complete()).isFalse())
                .satisfies(it -> assertThat(it.score()).isPresent());
    }

    @ParameterizedTest
    @MethodSource("entries")
    void doesNotTakeAnotherEntryForItsOwn(RecordEntry entry) {
        RecordEntry other = RecordEntry.planned(
                UUID.randomUUID(),
                entry.referralId(),
                entry.cause(),
                entry.resource(),
                entry.code(),
                Optional.empty(),
                entry.narrative(),
                entry.occurredAt(),
                entry.onceIn());

        assertThat(RecordEntryMapper.toStanding(stored(entry), other)).isEmpty();
    }

    @Test
    void doesNotTakeAnotherKindOfResourceForAnEntry() {
        assertThat(RecordEntryMapper.toStanding(new Patient(), TestEntries.coded()))
                .isEmpty();
    }

    @Test
    void seesWhatIsNotComplete() {
        Procedure procedure = (Procedure) stored(TestEntries.coded());
        procedure.setStatus(Procedure.ProcedureStatus.ENTEREDINERROR);
        Observation observation = (Observation) stored(OBSERVATION);
        observation.setStatus(Observation.ObservationStatus.PRELIMINARY);
        Communication communication = (Communication) stored(TestEntries.inWords());
        communication.setStatus(Communication.CommunicationStatus.NOTDONE);

        assertThat(List.of(
                        RecordEntryMapper.toStanding(procedure, TestEntries.coded())
                                .orElseThrow(),
                        RecordEntryMapper.toStanding(observation, OBSERVATION).orElseThrow(),
                        RecordEntryMapper.toStanding(communication, TestEntries.inWords())
                                .orElseThrow()))
                .noneMatch(StandingEntry::complete);
    }

    @Test
    void doesNotTakeDigitsWithoutASystemForACode() {
        Procedure procedure = (Procedure) stored(TestEntries.coded());
        procedure.getCode().getCodingFirstRep().setSystem(null);

        StandingEntry standing =
                RecordEntryMapper.toStanding(procedure, TestEntries.coded()).orElseThrow();

        assertThat(standing.codes()).isEmpty();
    }

    @Test
    void seesAResourceThatNamesNoPatientAndNoDate() {
        Procedure procedure = (Procedure) stored(TestEntries.coded());
        procedure.setSubject(null).setPerformed(null);

        StandingEntry standing =
                RecordEntryMapper.toStanding(procedure, TestEntries.coded()).orElseThrow();

        assertThat(standing.patientId()).isNull();
        assertThat(standing.occurredAt()).isEmpty();
    }

    /** As a record that took it gives it back. */
    private static Resource stored(RecordEntry entry) {
        Resource resource = RecordEntryMapper.toFhir(entry, "patient-1", TestReferrals.NHS_NUMBER);
        resource.setId(resource.fhirType() + "/7/_history/1");
        return TestFhir.resource(resource.getClass(), TestFhir.json(resource));
    }
}
