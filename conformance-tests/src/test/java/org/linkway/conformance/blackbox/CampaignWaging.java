package org.linkway.conformance.blackbox;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.core.ConditionTimeoutException;
import org.linkway.conformance.blackbox.CampaignPlan.Disturbance;

/** All lives and all blows of a campaign, at the same time. */
final class CampaignWaging {
    private static final int LINK_WORKERS = 6;

    private final CampaignPlan plan;
    private final CampaignSite site;
    private final CampaignCalls calls;
    private final CampaignWorkers workers;
    private final CampaignReads reads;
    private final AtomicBoolean lost = new AtomicBoolean();
    private final AtomicBoolean over = new AtomicBoolean();

    CampaignWaging(
            CampaignPlan plan, CampaignSite site, CampaignCalls calls, CampaignWorkers workers, CampaignReads reads) {
        this.plan = plan;
        this.site = site;
        this.calls = calls;
        this.workers = workers;
        this.reads = reads;
    }

    /**
     * Ends when every life has been lived and every blow was struck.
     *
     * @param killedReturn whether a node that was killed is started again
     */
    void wage(boolean killedReturn) {
        ExecutorService hands = Executors.newFixedThreadPool(LINK_WORKERS + 2);
        try {
            CompletableFuture<Void> blows = CompletableFuture.runAsync(() -> strike(killedReturn), hands);
            CompletableFuture<Void> reading = CompletableFuture.runAsync(this::read, hands);
            List<CompletableFuture<Void>> lives = plan.referrals().stream()
                    .map(planned -> CompletableFuture.runAsync(() -> workers.live(planned), hands)
                            .whenComplete((done, failure) -> lost.compareAndSet(false, failure != null)))
                    .toList();
            lives.forEach(CompletableFuture::join);
            blows.join();
            over.set(true);
            reading.join();
        } catch (CompletionException e) {
            throw new AssertionError(
                    "with -Dreferrals=" + plan.referrals().size() + " -Dseed=" + plan.seed() + ": " + e.getCause(), e);
        } finally {
            over.set(true);
            hands.shutdownNow();
        }
    }

    /** As a practice that looks now and then whether there is anything for it. */
    private void read() {
        await().forever().pollInterval(Duration.ofSeconds(1)).until(() -> {
            plan.referrals().forEach(reads::readWhatWaits);
            return over.get();
        });
    }

    /** Where a referral cannot be worked any further, the rest need not be struck. */
    private void strike(boolean killedReturn) {
        for (Disturbance disturbance : plan.disturbances()) {
            await().forever()
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> lost.get() || workers.answered() >= disturbance.afterEvents());
            if (lost.get()) {
                return;
            }
            switch (disturbance.blow()) {
                case KILL -> kill(disturbance.at(), killedReturn);
                case CUT -> site.cutDatabaseDuring(this::untilFelt);
                case PARTNER_DOWN -> site.partnerDownDuring(disturbance.at(), this::untilFelt);
            }
        }
    }

    private void kill(int node, boolean returns) {
        site.kill(node);
        if (returns) {
            site.restart(node);
        }
    }

    /** Until several have met it, or a moment where none does. */
    private void untilFelt() {
        int before = calls.inVain();
        try {
            await().atMost(Duration.ofSeconds(2))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> calls.inVain() >= before + LINK_WORKERS);
        } catch (ConditionTimeoutException nobodyFeltIt) {
            // A partner alone was down, or nobody reported anything just then.
        }
    }
}
