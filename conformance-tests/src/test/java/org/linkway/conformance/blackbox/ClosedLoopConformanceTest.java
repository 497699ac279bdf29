package org.linkway.conformance.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.linkway.conformance.blackbox.GpSystem.PlacedReferral;
import org.linkway.conformance.partner.GpReferral;
import org.linkway.conformance.partner.SyntheticPeople;
import org.linkway.fhir.validation.WireFormat;

/** From a referral to its outcome in the record, with the stand-ins that a first user gets. */
class ClosedLoopConformanceTest {
    private static final Duration LOOP_PATIENCE = Duration.ofMinutes(1);

    private static GatewayProcess gateway;

    private final GpReferral referral = GpReferral.of(new SyntheticPeople().next());
    private final String nhsNumber = referral.person().nhsNumber();
    private final GpSystem gp = gateway.gp();

    @BeforeAll
    static void startAsAUserWould(@TempDir Path dataDir) {
        gateway = GatewayProcess.start(
                dataDir,
                Map.of("linkway.sandbox.demo", "false", "linkway.door.accepted-use-cases", GpReferral.BARS_USE_CASE));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @EnumSource
    void outcomeOfATransactionStandsCodedInTheRecord(WireFormat format) {
        Answer answer = gp.send(referral.transaction(), format).expect(200);

        assertThat(answer.bundle().getEntry())
                .hasSameSizeAs(referral.transaction().getEntry())
                .allMatch(entry -> entry.getResponse().getStatus().equals("201 Created"));
        gp.assertReadable(answer);
        assertOutcomeStandsInTheRecord();
        PlacedReferral placed = GpSystem.placed(answer);
        assertThat(gp.task(placed).getStatus()).isEqualTo(TaskStatus.COMPLETED);
        assertProven(placed.serviceRequestId());
    }

    @ParameterizedTest
    @EnumSource
    void outcomeOfABarsMessageStandsCodedInTheRecord(WireFormat format) {
        Bundle message = referral.barsMessage();
        String requestId = GpSystem.newId();
        Answer answer = gp.send(message, format, requestId).expect(200);

        assertThat(answer.header("X-Request-Id")).contains(requestId);
        assertThat(answer.header("X-Correlation-Id")).isPresent();
        gp.assertReadable(answer);
        assertThat(resources(answer.bundle(), Encounter.class).map(Encounter::getStatus))
                .contains(EncounterStatus.PLANNED);
        assertOutcomeStandsInTheRecord();
        assertProven(resources(answer.bundle(), ServiceRequest.class)
                .map(request -> request.getIdElement().getIdPart())
                .findFirst()
                .orElseThrow());
    }

    private void assertOutcomeStandsInTheRecord() {
        StandInRecord record = gateway.standInRecord();
        await().atMost(LOOP_PATIENCE).untilAsserted(() -> {
            assertThat(record.entries(Procedure.class, nhsNumber))
                    .extracting(procedure -> code(procedure.getCode()))
                    .containsExactly("871731000000106");
            assertThat(record.entries(Observation.class, nhsNumber))
                    .extracting(observation -> code(observation.getCode()))
                    .containsExactlyInAnyOrder("1362931000000106", "1362721000000106");
            assertThat(record.entries(Communication.class, nhsNumber)).hasSize(1);
        });
    }

    private static void assertProven(String serviceRequestId) {
        await().atMost(LOOP_PATIENCE)
                .untilAsserted(() -> assertThat(gateway.linkWorkers()
                                .referralOf(serviceRequestId)
                                .get("recordEntries"))
                        .hasSize(4)
                        .allMatch(entry -> entry.get("status").asText().equals("filed")
                                && entry.at("/proof/location").isTextual()));
    }

    private static String code(CodeableConcept concept) {
        return concept.getCodingFirstRep().getCode();
    }

    private static <T> Stream<T> resources(Bundle bundle, Class<T> type) {
        return bundle.getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .filter(type::isInstance)
                .map(type::cast);
    }
}
