package org.linkway.routes.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hl7.fhir.r4.model.Communication;
import org.junit.jupiter.api.Test;
import org.linkway.referral.TestReferrals;
import org.linkway.routes.RouteId;
import org.linkway.routes.StartedRoutes;
import org.linkway.routes.port.WaitingRequests;
import org.linkway.translation.InboundRules;
import org.linkway.translation.ReferralTranslation;
import org.linkway.translation.TestFhir;
import org.linkway.workflow.PublishedResource;

class MissTaskRouteTest {
    private static final PublishedResource REQUEST = new PublishedResource(
            "ServiceRequest",
            "request-1",
            TestReferrals.SENDER,
            "{\"resourceType\":\"ServiceRequest\",\"id\":\"request-1\",\"status\":\"active\",\"intent\":\"order\","
                    + "\"subject\":{\"reference\":\"Patient/patient-1\"}}");

    /** Published for as long as they wait. */
    private static final class Waiting implements WaitingRequests {
        private final List<PublishedResource> notices = new ArrayList<>();
        private boolean waits = true;

        @Override
        public List<PublishedResource> due(Instant now) {
            return waits ? List.of(REQUEST) : List.of();
        }

        @Override
        public boolean tell(PublishedResource request, PublishedResource notice) {
            if (waits) {
                notices.add(notice);
            }
            return waits;
        }
    }

    private final Waiting requests = new Waiting();

    @Test
    void tellsTheSenderInACommunicationAboutTheRequest() throws Exception {
        assertThat(miss()).isTrue();

        PublishedResource notice = requests.notices.get(0);
        Communication communication =
                FhirContext.forR4Cached().newJsonParser().parseResource(Communication.class, notice.json());
        assertThat(notice.party()).isEqualTo(TestReferrals.SENDER);
        assertThat(notice.id()).isEqualTo(communication.getIdElement().getIdPart());
        assertThat(communication.getBasedOnFirstRep().getReference()).isEqualTo("ServiceRequest/request-1");
        assertThat(communication.getSubject().getReference()).isEqualTo("Patient/patient-1");
        assertThat(communication.getPayloadFirstRep().getContent().primitiveValue())
                .contains("no referral is open", "Create a Task with focus on it");
    }

    @Test
    void saysNothingWhereATaskCameMeanwhile() throws Exception {
        requests.waits = false;

        assertThat(miss()).isFalse();
        assertThat(requests.notices).isEmpty();
    }

    private boolean miss() throws Exception {
        ReferralTranslation translation =
                new ReferralTranslation(TestFhir.CONTEXT, new InboundRules(Set.of(), false), UUID::randomUUID);
        try (StartedRoutes routes = new StartedRoutes(List.of(new MissTaskRoute(new MissTask(
                requests, translation, UUID::randomUUID, Clock.fixed(TestReferrals.RECEIVED_AT, ZoneOffset.UTC)))))) {
            return routes.request(RouteId.RECOVERY_TASK_MISS, REQUEST, Boolean.class);
        }
    }
}
