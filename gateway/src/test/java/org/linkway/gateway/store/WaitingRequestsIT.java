package org.linkway.gateway.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.linkway.gateway.store.TestChanges.GP_SYSTEM;
import static org.linkway.gateway.store.TestChanges.LINK_WORKERS;
import static org.linkway.gateway.store.TestChanges.NOON;
import static org.linkway.gateway.store.TestChanges.OTHER_GP_SYSTEM;
import static org.linkway.gateway.store.TestStore.TASK_WITHIN;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linkway.fhir.validation.WireFormat;
import org.linkway.gateway.delivery.TestQueue;
import org.linkway.referral.Published;
import org.linkway.routes.InboundMessage;
import org.linkway.routes.InboundMessage.Door;
import org.linkway.routes.port.Journal.Commit;
import org.linkway.routes.port.RequestLedger.Claim;
import org.linkway.workflow.Body;
import org.linkway.workflow.KeptAnswer;
import org.linkway.workflow.PublishedResource;
import org.linkway.workflow.RequestClaim;

@OnBothDatabases
class WaitingRequestsIT {
    private static final Instant LATE = NOON.plus(TASK_WITHIN);

    private final PublishedResource request = resource("ServiceRequest");
    private final PublishedResource notice = resource("Communication");
    private final TestDatabase database;
    private TestStore store;

    WaitingRequestsIT(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void keepARequest() {
        store = new TestStore(
                database.emptied(), TestQueue.on(database.dataSource()), Clock.fixed(NOON, ZoneOffset.UTC));
        KeptAnswer answer = new KeptAnswer(claim(), 201, WireFormat.JSON.mediaType(), Body.of("{}".getBytes(UTF_8)));
        assertThat(store.journal().keep(request, List.of(), answer)).isEqualTo(new Commit.Committed());
    }

    @Test
    void areDueOnceTheyHaveWaitedTooLong() {
        assertThat(store.waiting().due(LATE.minusMillis(1))).isEmpty();
        // The store's stamps are never the same twice, so that of the request may be a little after noon.
        assertThat(store.waiting().due(LATE.plusSeconds(1))).containsExactly(request);
    }

    @Test
    void areSpokenOfToTheirSenderOnce() throws Exception {
        List<Boolean> told = Together.run(4, number -> store.waiting().tell(request, notice));

        assertThat(told).filteredOn(it -> it).hasSize(1);
        assertThat(store.waiting().due(LATE.plusSeconds(1))).isEmpty();
        assertThat(store.resources().read(GP_SYSTEM, "Communication", notice.id()))
                .hasValueSatisfying(it -> assertThat(it.version()).isEqualTo(1));
        assertThat(store.resources().read(OTHER_GP_SYSTEM, "Communication", notice.id()))
                .isEmpty();
    }

    @Test
    void waitNoLongerOnceATaskHasOpenedTheReferral() {
        Published published = new Published(
                UUID.randomUUID().toString(), request.id(), UUID.randomUUID().toString());
        store.journal()
                .commit(
                        TestChanges.opening(GP_SYSTEM, LINK_WORKERS, TestChanges.draft("one"), Optional.of(published)),
                        0);

        assertThat(store.waiting().due(LATE.plusSeconds(1))).isEmpty();
        assertThat(store.waiting().tell(request, notice)).isFalse();
        assertThat(store.resources().read(GP_SYSTEM, "Communication", notice.id()))
                .isEmpty();
    }

    private RequestClaim claim() {
        Claim claim = store.ledger()
                .claim(new InboundMessage(
                        GP_SYSTEM,
                        Door.CREATE,
                        Optional.of(WireFormat.JSON.mediaType()),
                        Body.of("{}".getBytes(UTF_8)),
                        WireFormat.JSON,
                        Optional.of(UUID.randomUUID().toString()),
                        Optional.empty(),
                        NOON));
        return ((Claim.Won) claim).claim();
    }

    private static PublishedResource resource(String type) {
        String id = UUID.randomUUID().toString();
        return new PublishedResource(
                type, id, GP_SYSTEM.id(), "{\"resourceType\":\"" + type + "\",\"id\":\"" + id + "\"}");
    }
}
