package org.linkway.gateway.partner.mesh;

import ca.uhn.fhir.context.FhirContext;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.linkway.gateway.config.MeshProperties.Connection;
import org.linkway.gateway.config.ReferralJson;
import org.linkway.gateway.partner.mesh.MeshDocumentChannel.Patience;
import org.linkway.gateway.partner.mesh.MeshDocumentChannel.Post;
import org.linkway.gateway.store.MeshLedger;
import org.linkway.gateway.store.TestChanges;
import org.linkway.gateway.store.TestClock;
import org.linkway.referral.Person;
import org.linkway.referral.PersonName;
import org.linkway.referral.Practice;
import org.linkway.referral.RecordEntry;
import org.linkway.referral.RecordEntry.RecordResource;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralDraft;
import org.linkway.referral.Verification;
import org.linkway.routes.port.DocumentNews;
import org.linkway.translation.itk.ItkTranslation;
import org.linkway.translation.itk.SendingOrganisation;
import org.linkway.workflow.Receipt;

/** One node that speaks to an invented MESH. A second one on the same store is another node, or the same after it was killed. */
final class MeshRig {
    static final Duration ACKNOWLEDGE_WITHIN = Duration.ofDays(7);
    static final Duration SETTLE_AFTER = Duration.ofMinutes(1);
    private static final Practice PRACTICE = new Practice("A81001", Optional.of("Invented Street Surgery"));

    private final MeshDocumentChannel channel;
    private final InboxCollector collector;
    private final List<UUID> news = new ArrayList<>();
    private DocumentNews listener = news::add;

    MeshRig(MeshLedger ledger, InventedMesh mesh, TestClock clock) {
        this(ledger, mesh, clock, InventedMesh.PASSWORD, Duration.ofSeconds(20));
    }

    MeshRig(MeshLedger ledger, InventedMesh mesh, TestClock clock, String password, Duration responseTimeout) {
        Connection connection = new Connection(
                URI.create(mesh.url()),
                InventedMesh.MAILBOX,
                password,
                InventedMesh.SHARED_KEY,
                Optional.empty(),
                "01632 960000");
        MeshHttp http = new MeshHttp(connection, Duration.ofSeconds(10), responseTimeout, Optional.empty(), clock);
        MeshClient client = new MeshClient(http, "GPCONNECT_SEND_DOCUMENT", ReferralJson.mapper());
        ItkTranslation translation = new ItkTranslation(FhirContext.forDstu3Cached());
        this.channel = new MeshDocumentChannel(
                ledger,
                translation,
                Optional.of(new Post(
                        client,
                        new SendingOrganisation(
                                "ZZZ01", "Sampleton Social Prescribing", "01632 960000", InventedMesh.MAILBOX))),
                new Patience(ACKNOWLEDGE_WITHIN, SETTLE_AFTER),
                clock);
        this.collector = new InboxCollector(
                client,
                new MailMatcher(ledger, translation, "GPCONNECT_SEND_DOCUMENT_ACK", clock),
                ledger,
                () -> entry -> listener.arrived(entry),
                ACKNOWLEDGE_WITHIN,
                clock);
    }

    void telling(DocumentNews now) {
        this.listener = now;
    }

    List<UUID> news() {
        return news;
    }

    void send(RecordEntry entry) {
        send(entry, "Inventa");
    }

    void send(RecordEntry entry, String family) {
        channel.send(PRACTICE, referral(family), entry, TestChanges.NHS_NUMBER);
    }

    Receipt receipt(RecordEntry entry) {
        return channel.receipt(entry);
    }

    void collect() {
        collector.collect();
    }

    static RecordEntry entry() {
        return RecordEntry.planned(
                UUID.randomUUID(),
                UUID.randomUUID(),
                UUID.randomUUID(),
                RecordResource.COMMUNICATION,
                Optional.empty(),
                Optional.empty(),
                Optional.of("Actions for the GP: None\nSocial prescribing: completed."),
                TestChanges.NOON,
                Optional.empty());
    }

    private static Referral referral(String family) {
        Person known = TestChanges.person(Verification.VERIFIED);
        Person person = person(known, family);
        ReferralDraft draft = TestChanges.draft(person);
        return TestChanges.opening(TestChanges.GP_SYSTEM, TestChanges.LINK_WORKERS, draft, Optional.empty())
                .referral();
    }

    static Person person(Person known, String family) {
        return person(known, Optional.of(family), known.birthDate());
    }

    static Person person(Person known, Optional<String> family, Optional<LocalDate> birthDate) {
        return new Person(
                known.nhsNumber(),
                known.nhsNumberVerification(),
                new PersonName(Optional.empty(), List.of("Testina"), family, Optional.empty()),
                birthDate,
                known.statedGender(),
                known.address(),
                known.contacts(),
                known.preferredContact(),
                known.language(),
                known.interpreterRequired(),
                known.reasonableAdjustments(),
                known.safeContactNote(),
                known.doNotContact(),
                known.registeredPractice(),
                known.sensitive());
    }
}
