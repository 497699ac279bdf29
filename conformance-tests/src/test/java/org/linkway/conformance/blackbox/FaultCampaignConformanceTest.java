package org.linkway.conformance.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.linkway.conformance.blackbox.CampaignPlan.Blow;
import org.linkway.conformance.blackbox.CampaignPlan.Disturbance;

/**
 * Whatever befalls the partners, the database and the gateway itself while referrals live their lives: in the end each entry is
 * filed exactly once in the right record, delivered exactly once where nobody can look, or stands with a reason.
 * {@code -Dreferrals=400 -Dseed=…} is the full size.
 */
class FaultCampaignConformanceTest {
    private static final int SLICE = 36;
    private static final int REFERRALS = Integer.getInteger("referrals", SLICE);
    private static final long SEED = Long.getLong("seed", 20_261_123);
    /** For one of the two alone. */
    private static final int NODES = Integer.getInteger("nodes", 0);

    private static final Duration SLOW = CampaignSite.RESPONSE_TIMEOUT.dividedBy(4);
    private static final Duration LATE = CampaignSite.RESPONSE_TIMEOUT.plusSeconds(1);
    private static final Duration SETTLING_PATIENCE = Duration.ofMinutes(6);

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
        return Arrays.stream(Site.values())
                .filter(site -> NODES > 0 ? site.nodes == NODES : REFERRALS > SLICE || site == Site.TWO_NODES);
    }

    @TempDir
    private Path dataDir;

    @ParameterizedTest(name = "{0}")
    @MethodSource("sites")
    void everyEntryArrivesOnceOrStandsWithAReason(Site where) throws IOException {
        CampaignPlan plan = CampaignPlan.of(SEED, REFERRALS, Instant.now());
        System.out.printf(
                "fault campaign, %s: %d referrals; the same again: -Dreferrals=%d -Dseed=%d%n",
                where, REFERRALS, REFERRALS, SEED);
        try (CampaignSite site = new CampaignSite(where.nodes, dataDir, SEED)) {
            CampaignPartners partners = site.partners();
            CampaignPeople people = new CampaignPeople(partners.demographics(), partners.records());
            people.register(plan);
            partners.expose(SEED, SLOW, LATE);
            CampaignCalls calls = new CampaignCalls(site::node);
            CampaignWorkers workers = new CampaignWorkers(calls, people);
            CampaignReads reads = new CampaignReads(calls, workers);
            Instant begin = Instant.now();

            // A start takes longer than all else in the slice: there, the other node takes over for good.
            boolean killedReturn = REFERRALS > SLICE || where == Site.ONE_NODE;
            new CampaignWaging(plan, site, calls, workers, reads).wage(killedReturn);
            partners.mend();
            CampaignLedger ledger = new CampaignLedger(plan, workers, reads);
            ledger.settle(SETTLING_PATIENCE);
            List<String> faults = ledger.faults(
                    new CampaignHarvest(plan, partners, reads),
                    site.living().linkWorkers().all());

            System.out.printf(
                    "fault campaign, %s: %d events answered, %d requests in vain, blows %s, at partners %s; entries %s; %d s%n",
                    where,
                    workers.answered(),
                    calls.inVain(),
                    struck(plan),
                    partners.drawn(),
                    ledger.standing(),
                    Duration.between(begin, Instant.now()).toSeconds());
            assertThat(faults)
                    .as("with -Dreferrals=%d -Dseed=%d", REFERRALS, SEED)
                    .isEmpty();
            assertThat(ledger.standing()).containsKeys("filed", "delivered", "parked");
        }
    }

    private static Map<Blow, Long> struck(CampaignPlan plan) {
        return plan.disturbances().stream().collect(Collectors.groupingBy(Disturbance::blow, Collectors.counting()));
    }
}
