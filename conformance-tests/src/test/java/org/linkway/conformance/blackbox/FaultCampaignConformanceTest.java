package org.linkway.conformance.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.linkway.conformance.blackbox.CampaignPlan.Disturbance;
import org.linkway.conformance.partner.FaultWeather;

/**
 * Whatever befalls the record, the database and the gateway itself while referrals live their lives: in the end each entry is
 * filed exactly once, in the right record, or stands with a reason. {@code -Dreferrals=400 -Dseed=…} is the full size.
 */
class FaultCampaignConformanceTest {
    private static final int SLICE = 30;
    private static final int REFERRALS = Integer.getInteger("referrals", SLICE);
    private static final long SEED = Long.getLong("seed", 20_261_123);
    private static final int LINK_WORKERS = 6;
    private static final double FAULTY_REQUESTS = 0.25;
    private static final Duration SLOW = CampaignSite.RESPONSE_TIMEOUT.dividedBy(4);
    private static final Duration LATE = CampaignSite.RESPONSE_TIMEOUT.plusSeconds(1);
    private static final Duration SETTLING_PATIENCE = Duration.ofMinutes(3);

    /** On what it is waged. */
    enum Site {
        ONE_NODE(1),
        TWO_NODES(2);

        private final int nodes;

        Site(int nodes) {
            this.nodes = nodes;
        }
    }

    /** Two nodes stand for one of them in the slice. */
    static Stream<Site> sites() {
        return Arrays.stream(Site.values()).filter(site -> REFERRALS > SLICE || site == Site.TWO_NODES);
    }

    @TempDir
    private Path dataDir;

    @ParameterizedTest(name = "{0}")
    @MethodSource("sites")
    void everyEntryIsFiledOnceOrStandsWithAReason(Site where) throws IOException {
        CampaignPlan plan = CampaignPlan.of(SEED, REFERRALS, Instant.now());
        System.out.printf(
                "fault campaign, %s: %d referrals; the same again: -Dreferrals=%d -Dseed=%d%n",
                where, REFERRALS, REFERRALS, SEED);
        try (CampaignSite site = new CampaignSite(where.nodes, dataDir)) {
            plan.referrals()
                    .forEach(planned -> Stream.generate(planned::nhsNumber)
                            .limit(planned.registered().times())
                            .forEach(site.record()::register));
            FaultWeather weather = new FaultWeather(SEED, FAULTY_REQUESTS);
            site.record().faults().timing(SLOW, LATE);
            site.record().faults().expose(weather);
            CampaignWorkers workers = new CampaignWorkers(site);
            Instant begin = Instant.now();

            wage(plan, site, workers);
            site.record().faults().mend();
            CampaignLedger ledger = new CampaignLedger(plan, workers);
            ledger.settle(SETTLING_PATIENCE);
            List<String> faults = ledger.faults(
                    new CampaignRecord(site.record()),
                    site.living().linkWorkers().all());

            System.out.printf(
                    "fault campaign, %s: %d events answered, %d requests in vain, blows %s, at the record %s; entries %s; %d s%n",
                    where,
                    workers.answered(),
                    workers.inVain(),
                    plan.disturbances().stream().map(Disturbance::blow).toList(),
                    weather.drawn(),
                    ledger.standing(),
                    Duration.between(begin, Instant.now()).toSeconds());
            assertThat(faults)
                    .as("with -Dreferrals=%d -Dseed=%d", REFERRALS, SEED)
                    .isEmpty();
            assertThat(ledger.standing()).containsKey("filed");
        }
    }

    /** Ends when every life has been lived and every blow was struck. */
    private static void wage(CampaignPlan plan, CampaignSite site, CampaignWorkers workers) {
        ExecutorService hands = Executors.newFixedThreadPool(LINK_WORKERS + 1);
        AtomicBoolean lost = new AtomicBoolean();
        try {
            CompletableFuture<Void> blows = CompletableFuture.runAsync(() -> strike(plan, site, workers, lost), hands);
            List<CompletableFuture<Void>> lives = plan.referrals().stream()
                    .map(planned -> CompletableFuture.runAsync(() -> workers.live(planned), hands)
                            .whenComplete((done, failure) -> lost.compareAndSet(false, failure != null)))
                    .toList();
            lives.forEach(CompletableFuture::join);
            blows.join();
        } catch (CompletionException e) {
            throw new AssertionError("with -Dreferrals=" + REFERRALS + " -Dseed=" + SEED + ": " + e.getCause(), e);
        } finally {
            hands.shutdownNow();
        }
    }

    /** @param lost that a referral cannot be worked any further, so that the rest need not be struck */
    private static void strike(CampaignPlan plan, CampaignSite site, CampaignWorkers workers, AtomicBoolean lost) {
        for (Disturbance disturbance : plan.disturbances()) {
            await().forever()
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> lost.get() || workers.answered() >= disturbance.afterEvents());
            if (lost.get()) {
                return;
            }
            switch (disturbance.blow()) {
                case KILL -> killed(site, disturbance.at());
                case CUT -> site.cutDatabaseDuring(() -> untilFelt(workers));
                case RECORD_DOWN -> site.recordDownDuring(() -> untilFelt(workers));
            }
        }
    }

    /** A start takes longer than all else in the slice: there, the other node takes over for good. */
    private static void killed(CampaignSite site, int node) {
        site.kill(node);
        if (REFERRALS > SLICE || !site.hasAnother()) {
            site.restart(node);
        }
    }

    /** Until several have met it, or a moment where none does. */
    private static void untilFelt(CampaignWorkers workers) {
        int before = workers.inVain();
        try {
            await().atMost(Duration.ofSeconds(2))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> workers.inVain() >= before + LINK_WORKERS);
        } catch (ConditionTimeoutException nobodyFeltIt) {
            // The record alone was down, or nobody reported anything just then.
        }
    }
}
