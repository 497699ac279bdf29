package org.linkway.translation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CanonicalType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.linkway.Golden;
import org.linkway.referral.Kebab;
import org.linkway.workflow.AuditEntry;
import org.linkway.workflow.AuditEntry.Action;
import org.linkway.workflow.AuditEntry.Circumstances;
import org.linkway.workflow.AuditEntry.Deed;
import org.linkway.workflow.AuditEntry.Kind;
import org.linkway.workflow.AuditEntry.Outcome;
import org.linkway.workflow.AuditEntry.Purpose;
import org.linkway.workflow.AuditEntry.Subject;
import org.linkway.workflow.AuditEntry.Who;

/** Each kind of entry as an AuditEvent: by FHIR R4, and as IHE BALP shapes it. */
class AuditEventMapperTest {
    private static final String SITE = "linkway.example.org";
    private static final Instant WHEN = Instant.parse("2026-03-02T12:00:00.123Z");
    private static final Optional<UUID> REFERRAL = Optional.of(UUID.fromString("11111111-2222-4333-8444-555555555555"));
    private static final Optional<String> MARIGOLD = Optional.of("9990000018");
    private static final Optional<String> TANSY = Optional.of("9990000026");

    /** Data and query stand in these, and each once at most. */
    private static final String SYSTEM_OBJECT = "2";

    static Stream<AuditEntry> eachKind() {
        Subject task = Subject.resource("Task", "task-1", Optional.of(2L)).of(REFERRAL, MARIGOLD);
        Subject request =
                Subject.resource("ServiceRequest", "request-1", Optional.of(1L)).of(REFERRAL, MARIGOLD);
        Subject referral = Subject.referral(REFERRAL.get()).of(REFERRAL, MARIGOLD);
        Subject others = Subject.resource("Task", "task-2", Optional.of(1L)).of(Optional.empty(), TANSY);
        return Stream.of(
                entry(
                        Deed.done(Kind.CREATE, Action.CREATE, List.of(referral, task, request))
                                .answered(201),
                        "create"),
                entry(Deed.done(Kind.READ, Action.READ, List.of(task)).answered(200), "read"),
                entry(Deed.done(Kind.VREAD, Action.READ, List.of(task)).answered(200), "vread"),
                entry(Deed.done(Kind.HISTORY, Action.READ, List.of(task)).answered(200), "history-instance"),
                entry(
                        Deed.done(Kind.QUERY, Action.EXECUTE, List.of(task, others, request))
                                .asking(Optional.of("status=requested&_include=Task:focus"))
                                .answered(200),
                        "search-type"),
                entry(Deed.done(Kind.UPDATE, Action.UPDATE, List.of(task)).answered(200), "update"),
                entry(Deed.done(Kind.UPDATE, Action.UPDATE, List.of(task)).answered(200), "patch"),
                entry(
                        Deed.done(
                                        Kind.DELETE,
                                        Action.DELETE,
                                        List.of(Subject.resource("Subscription", "s-1", Optional.empty())))
                                .answered(204),
                        "delete"),
                entry(Deed.done(Kind.OPERATION, Action.EXECUTE, List.of()).answered(200), "operation"),
                entry(
                        Deed.done(Kind.EXPORT, Action.READ, List.of(referral))
                                .to("worker", Outcome.SUCCESS)
                                .remarking("referral-to-worker"),
                        null),
                entry(
                        Deed.done(Kind.REFUSAL, Action.READ, List.of(task))
                                .remarking("read")
                                .answered(404),
                        "read"),
                entry(
                        Deed.done(Kind.FILING, Action.EXECUTE, List.of(task))
                                .to("practice:A99999", Outcome.SUCCESS)
                                .remarking("filed"),
                        null),
                entry(
                        Deed.done(Kind.ADMIN, Action.UPDATE, List.of())
                                .to("worker", Outcome.SUCCESS)
                                .remarking("paused"),
                        null),
                entry(Deed.done(Kind.SIGN_IN, Action.EXECUTE, List.of()).answered(302), null),
                entry(Deed.done(Kind.SIGN_OUT, Action.EXECUTE, List.of()).answered(200), null));
    }

    /** @param interaction null where Linkway does it by itself, or a person on the local API */
    private static AuditEntry entry(Deed deed, String interaction) {
        boolean byPerson =
                Set.of(Kind.ADMIN, Kind.READ, Kind.SIGN_IN, Kind.SIGN_OUT).contains(deed.kind());
        return AuditEntry.of(
                UUID.fromString("99999999-2222-4333-8444-555555555555"),
                WHEN,
                deed,
                new Circumstances(
                        new Who(
                                "sandbox-gp",
                                "sender",
                                Set.of("B82001", "A99999"),
                                byPerson ? Optional.of("Ada Auditable") : Optional.empty(),
                                Optional.of("192.0.2.7")),
                        deed.kind() == Kind.ADMIN ? Purpose.HOPERAT : Purpose.TREAT,
                        Optional.ofNullable(interaction),
                        Optional.of("request-7"),
                        deed.kind() == Kind.READ ? Optional.of("correlation-7") : Optional.empty()));
    }

    @ParameterizedTest
    @MethodSource("eachKind")
    void isAnAuditEventOfFhir(AuditEntry entry) {
        assertThat(AuditEventMapper.toFhir(entry, SITE)).allSatisfy(event -> {
            assertThat(TestFhir.faults(event)).isEmpty();
        });
    }

    @ParameterizedTest
    @MethodSource("eachKind")
    void isWrittenAsItAlwaysWas(AuditEntry entry) throws IOException {
        String name = Kebab.of(entry.deed().kind());
        String all = AuditEventMapper.toFhir(entry, SITE).stream()
                .map(TestFhir::json)
                .collect(Collectors.joining());
        Golden.expect(Path.of("src/test/resources/audit/" + name + ".json"), all);
    }

    /** What BALP 1.1.4 says of its slices, because its package is not here. */
    @ParameterizedTest
    @MethodSource("eachKind")
    void hasWhatItsProfileAsksFor(AuditEntry entry) {
        for (AuditEvent event : AuditEventMapper.toFhir(entry, SITE)) {
            List<String> profiles = event.getMeta().getProfile().stream()
                    .map(CanonicalType::getValue)
                    .map(it -> it.replaceFirst(".*IHE.BasicAudit.", ""))
                    .toList();
            if (profiles.isEmpty()) {
                continue;
            }
            String profile = profiles.get(0);
            assertThat(event.getOutcome().toCode()).isEqualTo("0");
            assertThat(event.getAgent()).hasSizeGreaterThanOrEqualTo(2);
            assertThat(event.getAgent().subList(0, 2)).allMatch(it -> it.hasNetwork() && it.hasWho() && it.hasType());
            assertThat(entities(event, "1"))
                    .hasSize(profile.startsWith("Patient") || profile.startsWith("Privacy") ? 1 : 0);
            if (!profile.startsWith("Privacy")) {
                assertThat(entities(event, SYSTEM_OBJECT)).hasSize(1);
                assertThat(event.getEntity().stream()
                                .filter(it -> it.getType().getCode().equals(SYSTEM_OBJECT))
                                .allMatch(it ->
                                        it.hasQuery() == profile.endsWith("Query") && it.hasWhat() != it.hasQuery()))
                        .isTrue();
            }
        }
    }

    private static List<String> entities(AuditEvent event, String type) {
        return event.getEntity().stream()
                .map(it -> it.getType().getCode())
                .filter(type::equals)
                .toList();
    }

    @Test
    void claimsAProfileForWhatBalpHasOne() {
        assertThat(eachKind()
                        .flatMap(it -> AuditEventMapper.toFhir(it, SITE).stream()
                                .flatMap(event -> event.getMeta().getProfile().stream())
                                .map(profile -> Kebab.of(it.deed().kind()) + " "
                                        + profile.getValue().replaceFirst(".*IHE.BasicAudit.", ""))))
                .containsExactlyInAnyOrder(
                        "create PatientCreate",
                        "read PatientRead",
                        "vread PatientRead",
                        "query PatientQuery",
                        "query PatientQuery",
                        "update PatientUpdate",
                        "patch PatientUpdate",
                        "delete Delete",
                        "export PrivacyDisclosure.Source");
    }

    @Test
    void tellsOfEachPatientAlone() {
        AuditEntry query = eachKind()
                .filter(it -> it.deed().kind() == Kind.QUERY)
                .findFirst()
                .orElseThrow();

        List<AuditEvent> events = AuditEventMapper.toFhir(query, SITE);
        assertThat(events)
                .hasSize(2)
                .extracting(it -> it.getIdElement().getIdPart())
                .doesNotHaveDuplicates();
        assertThat(TestFhir.json(events.get(0)))
                .contains(MARIGOLD.get(), "task-1")
                .doesNotContain(TANSY.get(), "task-2");
        assertThat(TestFhir.json(events.get(1)))
                .contains(TANSY.get(), "task-2")
                .doesNotContain(MARIGOLD.get(), "task-1");

        AuditTranslation translation = new AuditTranslation(TestFhir.CONTEXT, SITE);
        Bundle page = TestFhir.bundle(translation.page(List.of(query), TANSY, "/self", Optional.of("/next")));
        assertThat(page.getEntry()).hasSize(1);
        assertThat(page.getLink("next").getUrl()).isEqualTo("/next");
        assertThat(TestFhir.text(translation.page(List.of(query), TANSY, "/self", Optional.empty())))
                .contains(TANSY.get())
                .doesNotContain(MARIGOLD.get());
        assertThat(TestFhir.faults(page)).isEmpty();
    }
}
