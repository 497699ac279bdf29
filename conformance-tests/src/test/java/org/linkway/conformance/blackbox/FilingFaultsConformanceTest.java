package org.linkway.conformance.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Procedure.ProcedureStatus;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linkway.Hazard;
import org.linkway.conformance.blackbox.GpSystem.PlacedReferral;
import org.linkway.conformance.partner.GpReferral;
import org.linkway.conformance.partner.PartnerFaults.Fault;
import org.linkway.conformance.partner.PracticeRecordPartner;
import org.linkway.conformance.partner.SyntheticPeople;
import org.linkway.fhir.terminology.CodeSystems;

/** What the gateway says of an outcome when the practice's record misbehaves: never that it is filed when it is not. */
class FilingFaultsConformanceTest {
    private static final Duration FILING_PATIENCE = Duration.ofMinutes(1);
    private static final Set<String> UNSETTLED = Set.of("planned", "sent");

    private static PracticeRecordPartner record;
    private static GatewayProcess gateway;

    private final GpReferral referral = GpReferral.of(new SyntheticPeople().next());
    private final String nhsNumber = referral.person().nhsNumber();
    private final LinkWorkers linkWorkers = gateway.linkWorkers();

    @BeforeAll
    static void startWithThatRecord(@TempDir Path dataDir) {
        record = PracticeRecordPartner.start();
        gateway = GatewayProcess.quiet(dataDir, Map.of("linkway.partner.record-endpoint", record.baseUrl()));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        record.close();
    }

    @AfterEach
    void mend() {
        record.faults().mend();
    }

    @Test
    void filesWhatWasSeenInAHealthyRecord() {
        record.register(nhsNumber);
        assertThat(settledEntriesOf(seenPerson())).hasSize(2).allSatisfy(entry -> {
            assertStatus(entry, "filed");
            assertThat(entry.at("/proof/codeFound/code")).isEqualTo(entry.at("/code/code"));
        });
        assertInTheRecord(1);
    }

    @Test
    void filesOnceInARecordThatFailsTwiceAndThenWorks() {
        record.register(nhsNumber);
        record.faults().failNext(2);
        assertThat(settledEntriesOf(seenPerson())).hasSize(2).allSatisfy(entry -> assertStatus(entry, "filed"));
        assertInTheRecord(1);
    }

    @Test
    @Hazard("H3")
    void filesOnceInARecordThatLosesItsAnswer() {
        record.register(nhsNumber);
        record.faults().set(Fault.LOSES_ANSWERS);
        String id = seenPerson();
        await().atMost(FILING_PATIENCE)
                .until(() -> !record.entries("Procedure", nhsNumber).isEmpty());
        record.faults().mend();
        assertThat(settledEntriesOf(id)).hasSize(2).allSatisfy(entry -> assertStatus(entry, "filed"));
        assertInTheRecord(1);
    }

    @Test
    @Hazard("H5")
    void saysTextOnlyWhenTheRecordDropsTheCode() {
        record.register(nhsNumber);
        record.faults().set(Fault.DROPS_CODES);
        assertThat(settledEntriesOf(seenPerson())).hasSize(2).allSatisfy(entry -> {
            assertStatus(entry, "text-only");
            assertExplained(entry, "without its code");
        });
    }

    @Test
    void saysWhyTheRecordRefused() {
        record.register(nhsNumber);
        record.faults().set(Fault.REFUSES_ENTRIES);
        assertThat(settledEntriesOf(seenPerson())).hasSize(2).allSatisfy(entry -> {
            assertStatus(entry, "refused");
            assertExplained(entry, "422");
        });
        assertInTheRecord(0);
    }

    @Test
    @Hazard({"H1", "H4"})
    void parksWhatHasNoPatientInTheRecord() {
        assertThat(settledEntriesOf(seenPerson())).hasSize(2).allSatisfy(entry -> {
            assertStatus(entry, "parked");
            assertExplained(entry, "no patient");
        });
    }

    @Test
    @Hazard({"H1", "H4"})
    void parksWhatHasTwoPatientsInTheRecord() {
        record.register(nhsNumber);
        record.register(nhsNumber);
        assertThat(settledEntriesOf(seenPerson())).hasSize(2).allSatisfy(entry -> {
            assertStatus(entry, "parked");
            assertExplained(entry, "2");
        });
        assertInTheRecord(0);
    }

    @Test
    @Hazard("H4")
    void neverSaysFiledWhenTheRecordHoldsItTwice() {
        record.register(nhsNumber);
        record.faults().set(Fault.FILES_TWICE);
        assertThat(settledEntriesOf(seenPerson())).hasSize(2).allSatisfy(entry -> {
            assertStatus(entry, "parked");
            assertExplained(entry, "2 times");
        });
    }

    @Test
    void filesARejectionInWords() {
        record.register(nhsNumber);
        String id = linkWorkers.referral(gateway.gp().refer(referral)).get("id").asText();
        linkWorkers.report(id, WorkerEvents.rejected()).expect(201);
        assertThat(settledEntriesOf(id)).singleElement().satisfies(entry -> assertStatus(entry, "filed"));
        assertThat(record.entries("Communication", nhsNumber)).hasSize(1);
        assertInTheRecord(0);
    }

    @Test
    void amendsOnceWhereTheWayTakesTheCorrectionTwice() {
        record.register(nhsNumber);
        String id = seenPerson();
        linkWorkers.report(id, WorkerEvents.completed()).expect(201);
        assertThat(settledEntriesOf(id)).allSatisfy(entry -> assertStatus(entry, "filed"));
        record.faults().set(Fault.TAKES_TWICE);
        linkWorkers.report(id, WorkerEvents.corrected()).expect(201);
        assertThat(settledEntriesOf(id))
                .filteredOn(entry -> entry.get("resource").asText().equals("communication"))
                .singleElement()
                .satisfies(entry -> assertStatus(entry, "amended"));
        assertThat(record.entries("Communication", nhsNumber))
                .singleElement()
                .satisfies(it -> assertThat(((Communication) it)
                                .getPayloadFirstRep()
                                .getContentStringType()
                                .getValue())
                        .contains("Walks every day."));
    }

    @Test
    @Hazard("H21")
    void takesEverythingBackWhenTheReferralWasEnteredInError() {
        record.register(nhsNumber);
        PlacedReferral placed = gateway.gp().refer(referral);
        String id = linkWorkers.referral(placed).get("id").asText();
        linkWorkers.report(id, WorkerEvents.accepted()).expect(201);
        linkWorkers.report(id, WorkerEvents.seen()).expect(201);
        assertThat(settledEntriesOf(id)).hasSize(2).allSatisfy(entry -> assertStatus(entry, "filed"));

        GpSystem gp = gateway.gp();
        Task task = gp.task(placed).setStatus(TaskStatus.ENTEREDINERROR);
        gp.change(task, "W/\"" + task.getMeta().getVersionId() + "\"").expect(200);

        assertThat(settledEntriesOf(id)).hasSize(2).allSatisfy(entry -> assertStatus(entry, "retracted"));
        assertThat(record.entries("Procedure", nhsNumber))
                .singleElement()
                .satisfies(it -> assertThat(((Procedure) it).getStatus()).isEqualTo(ProcedureStatus.ENTEREDINERROR));
        assertThat(record.entries("Observation", nhsNumber))
                .singleElement()
                .satisfies(
                        it -> assertThat(((Observation) it).getStatus()).isEqualTo(ObservationStatus.ENTEREDINERROR));
        assertThat(historyOf(id)).contains("filed", "retracted");
    }

    @Test
    @Hazard("H3")
    void leavesToTheRecordWhatTheGpCodedOnReferring() {
        record.register(nhsNumber);
        Procedure coded = new Procedure()
                .setStatus(ProcedureStatus.COMPLETED)
                .setCode(new CodeableConcept(new Coding(CodeSystems.SNOMED_CT, "871731000000106", null)))
                .setPerformed(DateTimeType.now());
        record.code(coded, nhsNumber);

        List<JsonNode> entries = settledEntriesOf(seenPerson());

        assertThat(entries)
                .filteredOn(entry -> entry.get("resource").asText().equals("procedure"))
                .singleElement()
                .satisfies(entry -> assertStatus(entry, "already-there"));
        assertInTheRecord(1);
    }

    @Test
    void saysWithEachEntryWhereItComesFrom() {
        record.register(nhsNumber);
        List<JsonNode> entries = settledEntriesOf(seenPerson());

        assertThat(entries)
                .allSatisfy(entry -> assertThat(record.all("Provenance").stream()
                                .map(Provenance.class::cast)
                                .filter(it -> it.getTargetFirstRep()
                                        .getReference()
                                        .equals(entry.at("/proof/location").asText())))
                        .hasSize(1));
    }

    /** Every status that the referral's entries ever had. */
    private Set<String> historyOf(String id) {
        return linkWorkers.get("/" + id + "/record").expect(200).json().findValues("history").stream()
                .flatMap(history -> history.findValuesAsText("status").stream())
                .collect(Collectors.toSet());
    }

    private String seenPerson() {
        String id = linkWorkers.referral(gateway.gp().refer(referral)).get("id").asText();
        linkWorkers.report(id, WorkerEvents.accepted()).expect(201);
        linkWorkers.report(id, WorkerEvents.seen()).expect(201);
        return id;
    }

    private List<JsonNode> settledEntriesOf(String id) {
        return await().atMost(FILING_PATIENCE)
                .until(
                        () -> entriesOf(id),
                        entries -> entries.stream()
                                .noneMatch(entry ->
                                        UNSETTLED.contains(entry.get("status").asText())));
    }

    private List<JsonNode> entriesOf(String id) {
        return StreamSupport.stream(
                        linkWorkers.referral(id).get("recordEntries").spliterator(), false)
                .toList();
    }

    private static void assertStatus(JsonNode entry, String status) {
        assertThat(entry.get("status").asText()).as(entry.toPrettyString()).isEqualTo(status);
    }

    private static void assertExplained(JsonNode entry, String words) {
        assertThat(entry.path("explanation").asText()).containsIgnoringCase(words);
    }

    private void assertInTheRecord(int times) {
        assertThat(record.entries("Procedure", nhsNumber)).hasSize(times);
        assertThat(record.entries("Observation", nhsNumber)).hasSize(times);
    }
}
