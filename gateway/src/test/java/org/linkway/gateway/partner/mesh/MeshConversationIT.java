package org.linkway.gateway.partner.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.linkway.Hazard;
import org.linkway.gateway.delivery.TestQueue;
import org.linkway.gateway.partner.mesh.InventedMesh.Sending;
import org.linkway.gateway.store.OnBothDatabases;
import org.linkway.gateway.store.TestClock;
import org.linkway.gateway.store.TestDatabase;
import org.linkway.gateway.store.TestStore;
import org.linkway.referral.RecordEntry;
import org.linkway.routes.port.PartnerRefused;
import org.linkway.routes.port.PartnerUnavailable;
import org.linkway.workflow.Receipt;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Documents over a MESH that checks each token, and everything that can come back for them. */
@OnBothDatabases
class MeshConversationIT {
    private static final String ACK = "GPCONNECT_SEND_DOCUMENT_ACK";
    private static final Instant START = Instant.parse("2026-07-03T10:15:00Z");

    private final TestDatabase database;
    private final TestClock clock = new TestClock(START);
    private final InventedMesh mesh = new InventedMesh(clock);
    private final RecordEntry entry = MeshRig.entry();
    private TestStore store;
    private MeshRig node;

    MeshConversationIT(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void start() {
        store = new TestStore(database.emptied(), TestQueue.on(database.dataSource()), clock);
        node = new MeshRig(store.mesh(), mesh, clock);
    }

    @AfterEach
    void stop() {
        mesh.close();
    }

    @Test
    void sendsTheDocumentToWhereverMeshFindsThePractice() {
        node.send(entry);

        LoggedRequest sent = mesh.outbox().get(0);
        assertThat(sent.getHeader("mex-to")).isEqualTo("GPPROVIDER_9990000018_31011950_Inventa");
        assertThat(sent.getHeader("mex-workflowid")).isEqualTo("GPCONNECT_SEND_DOCUMENT");
        assertThat(sent.getHeader("mex-subject"))
                .isEqualTo("Social prescribing report for Testina Inventa, NHS Number: 9990000018,"
                        + " seen at Sampleton Social Prescribing, ZZZ01, Version: 1");
        assertThat(sent.getHeader("mex-content-checksum")).hasSize(64);
        assertThat(sent.getHeader("Accept")).isEqualTo("application/vnd.mesh.v2+json");
        assertThat(sent.getBodyAsString())
                .contains("<endpoint value=\"ZZZ01OT001\"/>")
                .contains("<value value=\"" + mesh.lastLocalId() + "\"/>");
    }

    @Test
    void isAcknowledgedOnceTheSystemAndThePracticeHaveSaidSo() {
        assertThat(node.receipt(entry)).isEqualTo(new Receipt.NotSent());
        node.send(entry);
        assertThat(node.receipt(entry)).isEqualTo(new Receipt.Awaited(START, message()));

        clock.advance(Duration.ofMinutes(5));
        answers("ok", "20013");
        assertThat(node.receipt(entry)).isEqualTo(new Receipt.Awaited(START, message()));

        clock.advance(Duration.ofMinutes(5));
        answers("ok", "30001");
        assertThat(node.receipt(entry)).isEqualTo(new Receipt.Acknowledged(START.plus(Duration.ofMinutes(10))));
        assertThat(node.news()).containsExactly(entry.id(), entry.id());
        assertThat(mesh.waiting()).isZero();
        assertThat(store.rows("mesh_inbox")).isZero();
    }

    @Test
    void takesAcknowledgementsInAnyOrderAndAnyNumber() {
        node.send(entry);

        answers("ok", "30001");
        assertThat(node.receipt(entry)).isInstanceOf(Receipt.Awaited.class);
        answers("ok", "20013");
        Receipt once = node.receipt(entry);
        assertThat(once).isInstanceOf(Receipt.Acknowledged.class);

        clock.advance(Duration.ofDays(1));
        answers("ok", "20013");
        answers("ok", "30001");
        answers("ok", "30001");
        assertThat(node.receipt(entry)).isEqualTo(once);
    }

    @Test
    @Hazard("H18")
    void sendsAnEditionOnce() {
        node.send(entry);
        node.send(entry);
        answers("ok", "20013");
        node.send(entry);

        assertThat(mesh.outbox()).hasSize(1);
    }

    @Test
    void namesTheEditionThatANewOneReplaces() {
        node.send(entry);
        String first = mesh.lastLocalId();
        RecordEntry corrected = entry.corrected(UUID.randomUUID(), "Actions for the GP: None\nCorrected.");
        assertThat(node.receipt(corrected)).isEqualTo(new Receipt.NotSent());

        node.send(corrected);

        assertThat(mesh.outbox()).hasSize(2);
        assertThat(mesh.outbox().get(0).getBodyAsString()).doesNotContain("relatesTo");
        assertThat(mesh.outbox().get(1).getBodyAsString())
                .contains("<relatesTo><code value=\"replaces\"/>")
                .contains("<value value=\"" + first + "\"/>");
        assertThat(mesh.outbox().get(1).getHeader("mex-subject")).endsWith("Version: 2");
    }

    @Test
    void waitsWhereMeshDoesNotLetItIn() {
        MeshRig wrong = new MeshRig(store.mesh(), mesh, clock, "another-password", Duration.ofSeconds(20));

        assertThatThrownBy(() -> wrong.send(entry))
                .isInstanceOf(PartnerUnavailable.class)
                .hasMessage("MESH answered 403: check the mailbox, its password, the shared key and the certificate.");

        assertThat(mesh.outbox()).isEmpty();
        assertThat(wrong.receipt(entry)).isEqualTo(new Receipt.NotSent());
        wrong.collect();
        clock.advance(MeshRig.SETTLE_AFTER);
        node.send(entry);
        assertThat(mesh.outbox()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EPL-150|More than one practice mailbox is known for this person (EPL-150): ask",
                "EPL-151|No practice mailbox is known for this person (EPL-151): look up",
                "EPL-152|The NHS number is not valid (EPL-152): trace",
                "EPL-153|The NHS number is not known (EPL-153): trace",
                "EPL-154|NHS number, birth date and family name are not those of one person (EPL-154): trace",
                "14|The practice did not collect the document in time (14): ask",
                "99|MESH did not deliver the document. Ask"
            })
    void failsWhereMeshReportsThatItCouldNotDeliver(String code, String sentence) {
        node.send(entry);

        mesh.report(Map.of("Mex-LocalID", mesh.lastLocalId()), code);
        node.collect();

        assertThat(node.receipt(entry))
                .isInstanceOfSatisfying(
                        Receipt.Failed.class,
                        failed -> assertThat(failed.why()).startsWith(sentence).doesNotContain("Inventa"));
        assertThat(node.news()).containsExactly(entry.id());
        assertThat(mesh.waiting()).isZero();
    }

    @Test
    void knowsAReportByTheIdThatMeshGaveToo() {
        node.send(entry);

        mesh.report(Map.of("Mex-LinkedMsgID", mesh.lastMessageId()), "EPL-151");
        node.collect();

        assertThat(node.receipt(entry)).isInstanceOf(Receipt.Failed.class);
    }

    @Test
    void isNoFailureWhereMeshReportsThatItDelivered() {
        node.send(entry);

        mesh.report(Map.of("Mex-LocalID", mesh.lastLocalId()), "00");
        node.collect();

        assertThat(node.receipt(entry)).isInstanceOf(Receipt.Awaited.class);
        assertThat(mesh.waiting()).isZero();
    }

    @Test
    void failsWhereThePracticesSystemRefuses() {
        node.send(entry);

        answers("fatal-error", "20009");

        assertThat(node.receipt(entry))
                .isEqualTo(new Receipt.Failed(
                        "The practice's system did not take the document, because the document is not"
                                + " valid (20009). Send the words to the practice by other means, and report the code to both"
                                + " suppliers."));
    }

    @Test
    void failsWhereThePracticeRefusesWhatItsSystemTook() {
        node.send(entry);

        answers("ok", "20013");
        answers("fatal-error", "30002");
        Receipt failed = node.receipt(entry);
        answers("ok", "30001");

        assertThat(failed)
                .isInstanceOfSatisfying(
                        Receipt.Failed.class,
                        it -> assertThat(it.why()).contains("the person is not known there (30002)"));
        assertThat(node.receipt(entry)).isEqualTo(failed);
    }

    @Test
    void takesNoHarmFromASystemThatSaysThatItHasTheDocumentAlready() {
        node.send(entry);

        answers("ok", "20013");
        answers("fatal-error", "20007");
        answers("ok", "30001");

        assertThat(node.receipt(entry)).isInstanceOf(Receipt.Acknowledged.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"TAKEN_AND_CUT", "TAKEN_AND_SLOW"})
    @Hazard("H18")
    void doesNotSendAgainWhatMeshTookWithoutSayingSo(Sending sending) {
        MeshRig hasty = new MeshRig(store.mesh(), mesh, clock, InventedMesh.PASSWORD, Duration.ofSeconds(2));
        mesh.sending(sending);
        assertThatThrownBy(() -> hasty.send(entry))
                .isInstanceOf(PartnerUnavailable.class)
                .hasMessage("MESH could not be reached.");
        assertThat(hasty.receipt(entry)).isEqualTo(new Receipt.NotSent());

        mesh.sending(Sending.WELL);
        assertThatThrownBy(() -> node.send(entry)).isInstanceOf(PartnerUnavailable.class);
        clock.advance(MeshRig.SETTLE_AFTER);
        node.send(entry);

        assertThat(mesh.outbox()).hasSize(1);
        assertThat(node.receipt(entry)).isEqualTo(new Receipt.Awaited(START.plus(MeshRig.SETTLE_AFTER), message()));
    }

    /** A process that is killed before it sends leaves the same behind. */
    @ParameterizedTest
    @EnumSource(names = {"CUT", "BUSY"})
    @Hazard("H18")
    void sendsTheSameMessageAgainWhereMeshHasNone(Sending sending) {
        mesh.sending(sending);
        assertThatThrownBy(() -> node.send(entry)).isInstanceOf(PartnerUnavailable.class);
        String intended =
                store.mesh().find(entry.id(), 1).orElseThrow().localId().toString();

        mesh.sending(Sending.WELL);
        clock.advance(MeshRig.SETTLE_AFTER);
        new MeshRig(store.mesh(), mesh, clock).send(entry);

        assertThat(mesh.outbox()).hasSize(1);
        assertThat(mesh.lastLocalId()).isEqualTo(intended);
        assertThat(mesh.outbox().get(0).getBodyAsString())
                .contains("<timestamp value=\"2026-07-03T10:15:00.000+00:00\"/>");
    }

    @Test
    void takesAnAcknowledgementForProofThatMeshHasIt() {
        mesh.sending(Sending.TAKEN_AND_CUT);
        assertThatThrownBy(() -> node.send(entry)).isInstanceOf(PartnerUnavailable.class);

        answers("ok", "20013");
        node.send(entry);

        assertThat(mesh.outbox()).hasSize(1);
        assertThat(node.receipt(entry)).isInstanceOf(Receipt.Awaited.class);
    }

    @Test
    void keepsAReportUntilItIsKnownWhichDocumentItIsAbout() {
        mesh.sending(Sending.TAKEN_AND_CUT);
        assertThatThrownBy(() -> node.send(entry)).isInstanceOf(PartnerUnavailable.class);
        mesh.report(Map.of("Mex-LinkedMsgID", mesh.lastMessageId()), "EPL-151");
        node.collect();
        assertThat(node.receipt(entry)).isEqualTo(new Receipt.NotSent());
        assertThat(mesh.waiting()).isZero();

        clock.advance(MeshRig.SETTLE_AFTER);
        node.send(entry);
        node.collect();

        assertThat(node.receipt(entry)).isInstanceOf(Receipt.Failed.class);
        assertThat(node.news()).containsExactly(entry.id());
        node.collect();
        assertThat(node.news()).hasSize(1);
    }

    @Test
    void saysWhyMeshRefusesAndSendsAgainOnceItDoesNot() {
        mesh.refusing("12");
        assertThatThrownBy(() -> node.send(entry))
                .isInstanceOf(PartnerRefused.class)
                .hasMessage("MESH refused the document (417). The practice takes no documents over MESH (12):"
                        + " send the words to the practice by other means.");
        assertThat(node.receipt(entry)).isEqualTo(new Receipt.NotSent());

        mesh.sending(Sending.WELL);
        node.send(entry);

        assertThat(mesh.outbox()).hasSize(1);
        assertThat(node.receipt(entry)).isInstanceOf(Receipt.Awaited.class);
    }

    @Test
    void sendsWhatWasNotDeliveredAnewOnceForEachTimeThatAPersonAsks() {
        node.send(entry);
        String first = mesh.lastLocalId();
        mesh.report(Map.of("Mex-LocalID", first), "EPL-154");
        node.collect();

        node.send(entry);
        assertThat(mesh.outbox()).hasSize(1);
        store.mesh().askAnew(entry.id(), entry.edition(), START);
        assertThat(node.receipt(entry)).isEqualTo(new Receipt.NotSent());
        node.send(entry);
        node.send(entry);

        assertThat(mesh.outbox()).hasSize(2);
        assertThat(mesh.lastLocalId()).isNotEqualTo(first);
        assertThat(node.receipt(entry)).isEqualTo(new Receipt.Awaited(START, UUID.fromString(mesh.lastLocalId())));
    }

    /** A report and an acknowledgement of the same message contradict each other: then nothing goes out by itself. */
    @Test
    void sendsNothingAnewOfWhichSomethingCameBackAfterAll() {
        node.send(entry);
        mesh.report(Map.of("Mex-LocalID", mesh.lastLocalId()), "14");
        node.collect();
        store.mesh().askAnew(entry.id(), entry.edition(), START);

        answers("ok", "20013");
        node.send(entry);

        assertThat(mesh.outbox()).hasSize(1);
        assertThat(node.receipt(entry)).isInstanceOf(Receipt.Failed.class);
    }

    @Test
    void leavesMeshAloneForAsLongAsItAsks() {
        mesh.sending(Sending.BUSY);

        assertThatThrownBy(() -> node.send(entry))
                .isInstanceOfSatisfying(
                        PartnerUnavailable.class,
                        it -> assertThat(it.retryAfter()).contains(InventedMesh.LEAVE_ALONE));
    }

    @Test
    void readsNoInboxWhileMeshAsksToBeLeftAlone() {
        node.send(entry);
        mesh.busyInbox(true);
        node.collect();
        mesh.busyInbox(false);
        answers("ok", "20013");
        assertThat(mesh.waiting()).isEqualTo(1);

        clock.advance(InventedMesh.LEAVE_ALONE);
        node.collect();

        assertThat(mesh.waiting()).isZero();
    }

    @Test
    void doesNotSendAgainWhatAPracticeRefused() {
        node.send(entry, "Inventta");
        answers("fatal-error", "30002");

        node.send(entry, "Inventa");

        assertThat(mesh.outbox()).hasSize(1);
    }

    @Test
    void keepsWhatFitsNothingAsItCame() {
        byte[] somebodys = InventedMesh.response(UUID.randomUUID().toString(), "ok", "20013");
        String id = mesh.answer(ACK, somebodys);
        mesh.answer("ANOTHER_WORKFLOW", "of somebody else".getBytes(StandardCharsets.UTF_8));
        mesh.report(Map.of("Mex-LocalID", "somebody-elses"), "14");

        node.collect();

        assertThat(mesh.waiting()).isZero();
        assertThat(store.rows("mesh_inbox")).isEqualTo(3);
        assertThat(kept(id)).isEqualTo(somebodys);
        assertThat(node.news()).isEmpty();
    }

    private byte[] kept(String messageId) {
        return JdbcClient.create(database.dataSource())
                .sql("select body from mesh_inbox where message_id = :id")
                .param("id", messageId)
                .query(byte[].class)
                .single();
    }

    @Test
    void leavesAMessageInTheInboxUntilItsNewsIsTold() {
        node.send(entry);
        node.telling(it -> {
            throw new IllegalStateException("The database is gone.");
        });
        answers("ok", "20013");
        assertThat(mesh.waiting()).isEqualTo(1);

        MeshRig next = new MeshRig(store.mesh(), mesh, clock);
        next.collect();

        assertThat(next.news()).containsExactly(entry.id());
        assertThat(mesh.waiting()).isZero();
    }

    @Test
    void saysOnceThatAnAcknowledgementIsMissingAndTakesItStill() {
        node.send(entry);
        answers("ok", "20013");
        node.news().clear();

        clock.advance(MeshRig.ACKNOWLEDGE_WITHIN.plusSeconds(1));
        node.collect();
        node.collect();

        assertThat(node.news()).containsExactly(entry.id());
        assertThat(node.receipt(entry))
                .isEqualTo(
                        new Receipt.Failed("No acknowledgement of the practice has come within 7 days. Ask the practice"
                                + " whether it has the document; if not, send the words by other means and settle the"
                                + " entry. Linkway does not send it again, because the first may still arrive."));
        answers("ok", "30001");
        assertThat(node.receipt(entry)).isInstanceOf(Receipt.Acknowledged.class);
    }

    @Test
    void readsEveryPageAndEveryPartHoweverItIsPacked() {
        mesh.pages(1);
        node.send(entry);
        byte[] system = InventedMesh.response(mesh.lastLocalId(), "ok", "20013");
        byte[] practice = packed(InventedMesh.response(mesh.lastLocalId(), "ok", "30001"));
        mesh.answer("ANOTHER_WORKFLOW", new byte[0]);
        mesh.answer(ACK, Arrays.copyOfRange(system, 0, 100), Arrays.copyOfRange(system, 100, system.length));
        mesh.answer(ACK, practice);

        node.collect();

        assertThat(node.receipt(entry)).isInstanceOf(Receipt.Acknowledged.class);
        assertThat(mesh.waiting()).isZero();
    }

    @Test
    void leavesWhatIsTooLargeWhereItIs() {
        mesh.answer("ANOTHER_WORKFLOW", new byte[MeshHttp.LARGEST + 1]);
        node.send(entry);

        answers("ok", "20013");

        assertThat(mesh.waiting()).isEqualTo(1);
        assertThat(node.news()).containsExactly(entry.id());
    }

    @Test
    void shakesHandsTwiceADay() {
        node.collect();
        node.collect();
        assertThat(mesh.handshakes()).isEqualTo(1);

        clock.advance(Duration.ofHours(12));
        node.collect();
        assertThat(mesh.handshakes()).isEqualTo(2);
    }

    @Test
    void takesNothingBack() {
        RecordEntry takenBack = entry.takenBack("Entered in error.");

        assertThatThrownBy(() -> node.send(takenBack))
                .isInstanceOf(PartnerRefused.class)
                .hasMessageContaining("cannot be taken back over MESH");
        assertThat(store.mesh().find(entry.id(), 1)).isEqualTo(Optional.empty());
    }

    /** The practice's system answers the message that was sent last, and the inbox is read. */
    private UUID message() {
        return UUID.fromString(mesh.lastLocalId());
    }

    private void answers(String responseCode, String itkCode) {
        mesh.answer(ACK, InventedMesh.response(mesh.lastLocalId(), responseCode, itkCode));
        node.collect();
    }

    private static byte[] packed(byte[] body) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(packed)) {
            zip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
