package org.linkway.translation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestIntent;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.fhir.validation.Issue;
import org.linkway.translation.BundleIndex.Entry;

/** By BaRS a resource replaces what stands only where it is later. */
class StandingMessageTest {
    private static final String FULL_URL = "urn:uuid:66666666-0000-4000-8000-000000000001";
    private static final Instant STAMP = Instant.parse("2026-03-02T09:30:00Z");

    private final StandingMessage standing = StandingMessage.of(new Bundle()
            .addEntry(new Bundle.BundleEntryComponent()
                    .setFullUrl(FULL_URL)
                    .setResource(patient("ours", "Marigold", STAMP))));

    @ParameterizedTest
    @CsvSource({"2026-03-02T09:29:59Z, Marigold", "2026-03-02T09:29:59Z, Daisy"})
    void isNotReplacedByWhatIsEarlier(Instant stamp, String name) {
        assertThat(standing.conflict(sent(patient("theirs", name, stamp)))).hasValueSatisfying(issue -> {
            assertThat(issue.error()).isEqualTo(GatewayError.CONFLICT);
            assertThat(issue.expression()).contains("Bundle.entry[3].resource.meta.lastUpdated");
        });
    }

    @ParameterizedTest
    @CsvSource({"2026-03-02T09:30:00Z, Marigold", "2026-03-02T09:30:00Z, Daisy", "2026-03-02T09:30:01Z, Daisy"})
    void isReplacedByWhatIsNotEarlier(Instant stamp, String name) {
        assertThat(standing.conflict(sent(patient("theirs", name, stamp)))).isEmpty();
    }

    @Test
    void saysNothingOfWhatHasNoStamp() {
        Patient patient = patient("theirs", "Daisy", STAMP);
        patient.getMeta().setLastUpdated(null);

        Optional<Issue> conflict = standing.conflict(sent(patient));

        assertThat(conflict).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ACTIVE, ORDER, true", "ACTIVE, PLAN, false", "REVOKED, ORDER, false"})
    void neverChangesTheIntentOfAReferral(
            ServiceRequestStatus status, ServiceRequestIntent intent, boolean isConflict) {
        StandingMessage sentBefore = StandingMessage.of(new Bundle()
                .addEntry(new Bundle.BundleEntryComponent()
                        .setFullUrl(FULL_URL)
                        .setResource(request(ServiceRequestStatus.ACTIVE, ServiceRequestIntent.PLAN))));

        Optional<Issue> conflict = sentBefore.conflict(sent(request(status, intent)));

        assertThat(conflict.map(Issue::error))
                .isEqualTo(Optional.of(GatewayError.CONFLICT).filter(it -> isConflict));
        assertThat(conflict.flatMap(Issue::expression))
                .isEqualTo(Optional.of("Bundle.entry[3].resource.intent").filter(it -> isConflict));
    }

    private static ServiceRequest request(ServiceRequestStatus status, ServiceRequestIntent intent) {
        ServiceRequest request = new ServiceRequest().setStatus(status).setIntent(intent);
        request.getMeta().setLastUpdated(Date.from(STAMP));
        return request;
    }

    private static Entry<Resource> sent(Resource resource) {
        return new Entry<>(resource, FULL_URL, 3);
    }

    private static Patient patient(String id, String name, Instant stamp) {
        Patient patient = new Patient();
        patient.setId(id);
        patient.addName().addGiven(name);
        patient.getMeta().setLastUpdated(Date.from(stamp));
        return patient;
    }
}
