package org.linkway.routes;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.UUID;
import org.linkway.referral.TestReferrals;
import org.linkway.routes.inbound.CommitChange;
import org.linkway.routes.inbound.RecordReportedEvent;
import org.linkway.translation.InboundRules;
import org.linkway.translation.ReferralTranslation;
import org.linkway.translation.TestFhir;
import org.linkway.workflow.PublishedResource;
import org.linkway.workflow.RecordEvent;
import org.linkway.workflow.TestPolicies;

/** What several routes are made of, over the store in memory. */
public final class TestRoutes {
    private TestRoutes() {}

    public static RecordEvent recordEvent() {
        return TestPolicies.recordEvent(TestPolicies.NO_CODES, UUID::randomUUID);
    }

    public static CommitChange commitChange(InMemoryStore store) {
        ReferralTranslation translation =
                new ReferralTranslation(TestFhir.CONTEXT, new InboundRules(Set.of(), false), UUID::randomUUID);
        return new CommitChange(translation, store, store, TestParties.LINKWAY);
    }

    public static RecordReportedEvent recordReportedEvent(InMemoryStore store, Instant now) {
        return new RecordReportedEvent(
                recordEvent(), store, commitChange(store), TestParties.LINKWAY, Clock.fixed(now, ZoneOffset.UTC));
    }

    /** What the sender of {@link TestReferrals} reads over FHIR. */
    public static void publish(InMemoryStore store) {
        store.put(new PublishedResource(
                "Task",
                "task-1",
                TestReferrals.SENDER,
                "{\"resourceType\":\"Task\",\"id\":\"task-1\",\"status\":\"requested\",\"intent\":\"order\"}"));
        store.put(new PublishedResource(
                "ServiceRequest",
                "request-1",
                TestReferrals.SENDER,
                "{\"resourceType\":\"ServiceRequest\",\"id\":\"request-1\",\"status\":\"active\",\"intent\":\"order\","
                        + "\"subject\":{\"reference\":\"Patient/patient-1\"}}"));
    }
}
