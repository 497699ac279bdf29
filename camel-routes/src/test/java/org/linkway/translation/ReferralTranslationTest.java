package org.linkway.translation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;
import org.linkway.Hazard;
import org.linkway.referral.EventType;
import org.linkway.referral.Referral;
import org.linkway.referral.TestReferrals;
import org.linkway.workflow.NumberedIds;
import org.linkway.workflow.PublishedResource;

class ReferralTranslationTest {
    private static final Instant NOW = Instant.parse("2026-03-06T08:00:00Z");
    private static final PublishedResource TASK = new PublishedResource("Task", "task-1", TestReferrals.SENDER, """
            {"resourceType":"Task","id":"task-1","status":"requested","intent":"order","focus":{"reference":"ServiceRequest/request-1"}}""");
    private static final PublishedResource REQUEST =
            new PublishedResource("ServiceRequest", "request-1", TestReferrals.SENDER, """
            {"resourceType":"ServiceRequest","id":"request-1","status":"active","intent":"order","subject":{"reference":"Patient/patient-1"}}""");

    private static final ReferralTranslation.Standing STANDING = (type, id) -> Stream.of(TASK, REQUEST)
            .filter(it -> it.type().equals(type) && it.id().equals(id))
            .findFirst();

    private final ReferralTranslation translation =
            new ReferralTranslation(TestFhir.CONTEXT, new InboundRules(Set.of(), false), new NumberedIds());

    @Test
    void publishesTheTaskAsItStandsAfterAnEvent() {
        List<PublishedResource> published =
                translation.afterEvent(TestReferrals.after(EventType.ACCEPTED), STANDING, NOW);

        assertThat(published).first().satisfies(task -> {
            assertThat(task.id()).isEqualTo("task-1");
            assertThat(task.party()).isEqualTo(TestReferrals.SENDER);
            assertThat(TestFhir.resource(Task.class, task.json()).getStatus()).isEqualTo(Task.TaskStatus.ACCEPTED);
            assertThat(TestFhir.faults(task.json())).isEmpty();
        });
    }

    /** FHIR R4, Task, inv-1. */
    @Test
    void publishesNoTaskThatWasModifiedBeforeItWasAuthored() {
        String authored = TASK.json().replace("\"intent\"", "\"authoredOn\":\"2026-03-06T08:00:00.593Z\",\"intent\"");
        PublishedResource ahead = new PublishedResource("Task", "task-1", TestReferrals.SENDER, authored);
        ReferralTranslation.Standing standing =
                (type, id) -> type.equals("Task") ? Optional.of(ahead) : STANDING.resource(type, id);

        assertThat(List.of(NOW, NOW.plusMillis(593), NOW.plusMillis(601))).allSatisfy(now -> {
            PublishedResource task = translation
                    .afterEvent(TestReferrals.after(EventType.ACCEPTED), standing, now)
                    .get(0);
            assertThat(TestFhir.faults(task.json())).isEmpty();
        });
    }

    @Test
    void publishesTheRequestRevokedWhereTheEventRevokesIt() {
        List<PublishedResource> published =
                translation.afterEvent(TestReferrals.after(EventType.MOVED_AWAY), STANDING, NOW);

        assertThat(published).extracting(PublishedResource::type).containsExactly("Task", "ServiceRequest");
        ServiceRequest request =
                TestFhir.resource(ServiceRequest.class, published.get(1).json());
        assertThat(request.getStatus()).isEqualTo(ServiceRequest.ServiceRequestStatus.REVOKED);
        assertThat(request.getSubject().getReference()).isEqualTo("Patient/patient-1");
    }

    @Test
    void publishesOnwardReferralsButNoSignposts() {
        Referral referral = TestReferrals.after(
                EventType.ACCEPTED, EventType.WORK_STARTED, EventType.SIGNPOSTED, EventType.REFERRED_ONWARD);

        List<PublishedResource> published = translation.afterEvent(referral, STANDING, NOW);

        assertThat(published)
                .extracting(resource -> resource.type() + "/" + resource.id())
                .containsExactly(
                        "Task/task-1",
                        "ServiceRequest/request-1",
                        "Task/" + TestReferrals.ONWARD,
                        "ServiceRequest/" + TestReferrals.ONWARD);
        assertThat(published).extracting(PublishedResource::party).containsOnly(TestReferrals.SENDER);
    }

    @Test
    @Hazard("H21")
    void tellsTheSenderThatWhatWasSentOnwardWasAMistakeToo() {
        Referral mistaken = TestReferrals.after(
                EventType.ACCEPTED, EventType.WORK_STARTED, EventType.REFERRED_ONWARD, EventType.ENTERED_IN_ERROR);

        assertThat(translation.afterEvent(mistaken, STANDING, NOW))
                .allSatisfy(it -> assertThat(it.json()).contains("\"status\":\"entered-in-error\""));
    }

    @Test
    void answersTheTaskThatAskedForACancellation() {
        PublishedResource abort = new PublishedResource("Task", "abort-1", TestReferrals.SENDER, """
                {"resourceType":"Task","id":"abort-1","status":"requested","intent":"order"}""");
        Referral referral = TestReferrals.after(EventType.CANCELLATION_REQUESTED);

        List<PublishedResource> published = translation.afterEvent(
                referral, (type, id) -> id.equals("abort-1") ? Optional.of(abort) : STANDING.resource(type, id), NOW);

        assertThat(published).last().satisfies(task -> {
            assertThat(task.id()).isEqualTo("abort-1");
            assertThat(TestFhir.resource(Task.class, task.json()).getStatus()).isEqualTo(Task.TaskStatus.COMPLETED);
        });
        assertThat(translation.afterEvent(referral, STANDING, NOW)).hasSize(2);
    }

    @Test
    void publishesNothingOfAReferralThatDidNotComeOverFhir() {
        Referral own = Referral.open(
                NumberedIds.id(1),
                TestReferrals.WORKER,
                TestReferrals.WORKER,
                NumberedIds.id(2),
                TestReferrals.draft(),
                Optional.empty(),
                TestReferrals.event(EventType.RECEIVED));

        assertThat(translation.afterEvent(own, STANDING, NOW)).isEmpty();
    }
}
