package org.linkway.translation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.linkway.fhir.profile.LinkwayPackage;
import org.linkway.fhir.profile.LinkwayProfile;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.fhir.validation.Issue;
import org.linkway.fhir.validation.Reading;
import org.linkway.fhir.validation.WireFormat;
import org.linkway.referral.Code;
import org.linkway.referral.EventType;
import org.linkway.referral.RecordEntry;
import org.linkway.referral.RecordEntry.RecordResource;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralDraft;
import org.linkway.referral.ReferralStatus;
import org.linkway.referral.ReferralTransitions;
import org.linkway.referral.TestReferrals;
import org.linkway.workflow.CodingPolicy;
import org.linkway.workflow.EventSubmission;
import org.linkway.workflow.NumberedIds;
import org.linkway.workflow.PublishedResource;
import org.linkway.workflow.RecordEvent;
import org.linkway.workflow.RecordWrite;
import org.linkway.workflow.TestEntries;
import org.linkway.workflow.TestPolicies;

/**
 * Every FHIR resource that Linkway composes names its profile and conforms to it. What a sender wrote is published as it came,
 * and only what Linkway adds to it has to conform.
 */
class ComposedResourcesProfileTest {
    private static final InboundRules RULES = new InboundRules(Set.of("A5T1", "a5t3"), false);
    private static final Instant NOW = Instant.parse("2026-03-06T08:00:00Z");

    /** By resource type, and for a Bundle its own. FHIR alone says what a transaction-response is. */
    private static final Map<String, Optional<LinkwayProfile>> ASSIGNED = Map.of(
            "Task", Optional.of(LinkwayProfile.TASK),
            "Encounter", Optional.of(LinkwayProfile.ENCOUNTER),
            "Procedure", Optional.of(LinkwayProfile.PROCEDURE),
            "Observation", Optional.of(LinkwayProfile.OBSERVATION),
            "Communication", Optional.of(LinkwayProfile.COMMUNICATION),
            "OperationOutcome", Optional.of(LinkwayProfile.OPERATION_OUTCOME),
            "transaction", Optional.of(LinkwayProfile.RECORD_TRANSACTION),
            "transaction-response", Optional.empty());

    private static final Pattern MISSING = Pattern.compile("Task: Task\\.(\\w+): minimum required = 1.*");

    static Stream<Fixture> fixtures() {
        return Fixture.all();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void conformWhateverIsSent(Fixture fixture) {
        Reading reading = fixture.reading();
        Mapped<ReferralDraft> mapped = ReferralMapper.toModel(reading.bundle().orElseThrow(), RULES, Optional.empty());

        List<Resource> composed = mapped.match(
                (draft, warnings) -> composed(reading, draft, warnings), issues -> List.of(IssueMapper.toFhir(issues)));

        assertThat(composed).isNotEmpty().allSatisfy(ComposedResourcesProfileTest::conforms);
    }

    private static List<Resource> composed(Reading reading, ReferralDraft draft, List<Issue> warnings) {
        Admission admission = new Admission(TestFhir.CONTEXT, reading, new NumberedIds());
        Referral referral = TestReferrals.opened(draft);
        int sent = reading.bundle().orElseThrow().getEntry().size();
        Bundle answer = TestFhir.bundle(admission.answer(referral, warnings, WireFormat.JSON));
        List<Resource> composed = new ArrayList<>();
        published(admission, referral).skip(sent).forEach(composed::add);
        if (answer.getType() == Bundle.BundleType.MESSAGE) {
            answer.getEntry().stream()
                    .skip(sent)
                    .map(Bundle.BundleEntryComponent::getResource)
                    .forEach(composed::add);
        } else {
            composed.add(answer);
            answer.getEntry().stream()
                    .map(entry -> entry.getResponse().getOutcome())
                    .filter(outcome -> outcome != null)
                    .forEach(composed::add);
        }
        return composed;
    }

    private static Stream<Resource> published(Admission admission, Referral referral) {
        return admission.resources(referral).stream()
                .map(PublishedResource::json)
                .map(json -> (Resource) TestFhir.CONTEXT.newJsonParser().parseResource(json));
    }

    @ParameterizedTest
    @EnumSource
    void conformWhereverAReferralStands(ReferralStatus status) {
        Referral referral = TestReferrals.at(status);

        conforms(TaskMapper.asItStands(TaskMapper.newTask(referral, TestReferrals.PUBLISHED), referral));
    }

    static Stream<RecordEntry> entries() {
        Optional<Code> code = TestEntries.coded().code();
        return Stream.of(
                TestEntries.coded(),
                TestEntries.entry(RecordResource.PROCEDURE, code, Optional.of("She asked for it.")),
                TestEntries.entry(RecordResource.OBSERVATION, code, Optional.empty()),
                TestEntries.entry(RecordResource.OBSERVATION, code, Optional.of("Twice in March.")),
                TestEntries.measured(),
                TestEntries.inWords());
    }

    @ParameterizedTest
    @MethodSource("entries")
    void conformAsEntriesOfARecord(RecordEntry entry) {
        Resource resource = RecordEntryMapper.toFhir(entry, "patient-1", TestReferrals.NHS_NUMBER);
        assertThat(TestFhir.faults(
                        resource,
                        resource.getMeta().getProfile().get(0).getValue().replaceFirst(".*/", "")))
                .isEmpty();
        conforms(transaction(entry));
    }

    /** Whatever is reported can be told in a record. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "RECEIVED")
    void conformAsTheWordsOfAnEvent(EventType event) {
        conforms(transaction(inWords(event)));
    }

    private static RecordEntry inWords(EventType event) {
        ReferralStatus from = Arrays.stream(ReferralStatus.values())
                .filter(status -> ReferralTransitions.find(status, event).isPresent())
                .findFirst()
                .orElseThrow();
        CodingPolicy policy = new CodingPolicy(List.of(new CodingPolicy.Rule(
                event, CodingPolicy.When.ALWAYS, RecordResource.COMMUNICATION, Optional.empty(), false)));
        EventSubmission reported = new EventSubmission(
                NumberedIds.id(99), event, NOW, TestReferrals.LINK_WORKER, TestReferrals.detail(event));
        RecordEvent.Decision decision = TestPolicies.recordEvent(policy, new NumberedIds())
                .record(event.causedBy(), TestReferrals.readyFor(event, from), reported, List.of(), NOW);
        assertThat(decision).isInstanceOf(RecordEvent.Decision.Recorded.class);
        return ((RecordEvent.Decision.Recorded) decision)
                .change()
                .recordEntries()
                .get(0);
    }

    @ParameterizedTest
    @EnumSource
    void conformAsOutcomesOfAnyError(GatewayError error) {
        conforms(IssueMapper.toFhir(List.of(Issue.error(error, "Do this."), Issue.warning(error, "Bundle", "Look."))));
    }

    @ParameterizedTest
    @EnumSource
    void addNothingToASendersTaskThatDoesNotConform(ReferralStatus status) {
        Referral referral = TestReferrals.at(status);
        Task least = TestFhir.resource(Task.class, LinkwayProfile.DOOR_TASK.minimalExample());
        Task most = TestFhir.resource(Task.class, example("Linkway-Task-full"));

        assertThat(TestFhir.faults(TaskMapper.asItStands(most, referral), LinkwayProfile.TASK.id()))
                .isEmpty();
        assertThat(TestFhir.faults(TaskMapper.asItStands(least, referral), LinkwayProfile.TASK.id()))
                .as("what the sender left out, and no more")
                .map(fault -> MISSING.matcher(fault).replaceAll("$1"))
                .containsExactlyInAnyOrder("code", "focus", "for", "authoredOn");
        assertThat(least.getMeta().hasProfile()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void leaveASendersRequestConforming(ReferralStatus status) {
        ServiceRequest sent = TestFhir.resource(ServiceRequest.class, example("Linkway-ServiceRequest-full"));

        ServiceRequest published = TaskMapper.asItStands(sent, TestReferrals.at(status));

        assertThat(TestFhir.faults(published, "Linkway-ServiceRequest")).isEmpty();
    }

    /** What came by the information standard is published by it. */
    @ParameterizedTest
    @ValueSource(strings = {"minimal", "full"})
    void keepAReferralConformingThatConformed(String example) {
        Reading reading = TestFhir.READER.read(
                example("Linkway-ReferralTransaction-" + example).getBytes(StandardCharsets.UTF_8),
                WireFormat.JSON.mediaType(),
                LinkwayProfile.DOOR_TRANSACTION);
        assertThat(Issue.anyError(reading.issues())).isFalse();
        ReferralDraft draft = ReferralMapper.toModel(reading.bundle().orElseThrow(), RULES, Optional.empty())
                .match((it, warnings) -> it, issues -> {
                    throw new AssertionError(issues);
                });
        Admission admission = new Admission(TestFhir.CONTEXT, reading, new NumberedIds());

        assertThat(published(admission, TestReferrals.opened(draft)))
                .isNotEmpty()
                .allSatisfy(resource -> assertThat(TestFhir.faults(resource, "Linkway-" + resource.fhirType()))
                        .as(resource.fhirType())
                        .isEmpty());
    }

    @Test
    void areOfTypesThatHaveAProfileEach() {
        assertThat(ASSIGNED.values().stream().flatMap(Optional::stream).map(LinkwayProfile::url))
                .isSubsetOf(LinkwayPackage.builtIn().resources().stream()
                        .flatMap(resource -> resource.url().stream())
                        .toList());
    }

    private static Bundle transaction(RecordEntry entry) {
        RecordWrite write = new RecordWrite(
                entry, "patient-1", TestReferrals.NHS_NUMBER, TestReferrals.LINK_WORKER, Optional.empty());
        return RecordTransaction.toFhir(write, Optional.empty(), TestMessages.OWN, NOW);
    }

    private static void conforms(Resource resource) {
        String kind = resource instanceof Bundle bundle ? bundle.getType().toCode() : resource.fhirType();
        assertThat(ASSIGNED).as("the profiles of what Linkway composes").containsKey(kind);
        Optional<LinkwayProfile> profile = ASSIGNED.get(kind);

        assertThat(resource.getMeta().getProfile())
                .extracting(CanonicalType::getValue)
                .containsAll(profile.map(LinkwayProfile::url).stream().toList());
        assertThat(profile.map(it -> TestFhir.faults(resource, it.id())).orElseGet(() -> TestFhir.faults(resource)))
                .as(() -> TestFhir.json(resource))
                .isEmpty();
    }

    private static String example(String id) {
        return LinkwayPackage.builtIn().example(id).orElseThrow().json();
    }
}
