package org.linkway.gateway.delivery;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.linkway.gateway.store.TestChanges;
import org.linkway.gateway.store.TestDatabase;
import org.linkway.gateway.store.TestStore;
import org.linkway.routes.outbound.DeliveryOutcome;
import org.linkway.routes.port.Journal.Commit;
import org.linkway.workflow.Change;

/** A node that opens referrals, says so, and never gets an answer from its partner; until somebody kills it. */
final class KilledNode {
    private KilledNode() {}

    public static void main(String[] arguments) {
        DataSource dataSource = TestDatabase.h2In(Path.of(arguments[0]));
        DeliveryScheduler[] scheduler = new DeliveryScheduler[1];
        TestStore store = new TestStore(
                dataSource, new DeliveryQueue(dataSource, lane -> scheduler[0].wake(lane)), Clock.systemUTC());
        scheduler[0] = KilledNodeIT.scheduler(dataSource, store, delivery -> neverAnswered());
        scheduler[0].start();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        while (true) {
            Change change = TestChanges.opening();
            if (store.journal().commit(change, 0) instanceof Commit.Committed) {
                out.println(KilledNodeIT.OPENED + change.referral().id());
            }
        }
    }

    private static DeliveryOutcome neverAnswered() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return new DeliveryOutcome.RetryLater("Interrupted.");
    }
}
