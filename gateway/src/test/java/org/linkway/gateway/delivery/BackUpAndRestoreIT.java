package org.linkway.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.linkway.gateway.store.TestChanges.OPERATOR;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linkway.gateway.store.TestChanges;
import org.linkway.gateway.store.TestDatabase;
import org.linkway.gateway.store.TestStore;
import org.linkway.routes.outbound.DeliveryOutcome;
import org.linkway.routes.port.Journal.Commit;
import org.linkway.workflow.Change;
import org.linkway.workflow.Delivery;
import org.linkway.workflow.Delivery.State;

/** A backup of the embedded database that is made while others write, in a new place. */
class BackUpAndRestoreIT {
    private static final int REFERRALS = 40;

    @TempDir
    private Path folder;

    @Test
    void holdsAllThatWasAnsweredBeforeAndGoesOnWithWhatWasNotDelivered() throws Exception {
        Path backup = folder.resolve("backup.zip");
        DataSource running = TestDatabase.h2In(folder.resolve("data"));
        TestStore store = new TestStore(running, TestQueue.on(running), Clock.systemUTC());
        Queue<UUID> answered = new ConcurrentLinkedQueue<>();
        AtomicBoolean writing = new AtomicBoolean(true);
        Thread writer = new Thread(() -> {
            while (writing.get()) {
                answered.add(opened(store));
            }
        });
        writer.start();
        await().until(() -> answered.size() >= REFERRALS);
        List<UUID> before = List.copyOf(answered);
        store.jdbc().sql("backup to '" + backup + "'").update();
        int after = answered.size();
        await().until(() -> answered.size() > after);
        writing.set(false);
        writer.join();

        Path restored = unpacked(backup, folder.resolve("restored"));

        DataSource dataSource = TestDatabase.h2In(restored);
        TestStore there = new TestStore(dataSource, TestQueue.on(dataSource), Clock.systemUTC());
        assertThat(before)
                .allSatisfy(
                        id -> assertThat(there.referrals().find(OPERATOR, id)).isPresent());
        assertThat(there.rows("referral")).isLessThan(answered.size());
        assertThat(there.rows("delivery")).isEqualTo(there.rows("referral")).isEqualTo(there.rows("scheduled_tasks"));
        assertThat(there.referrals().find(OPERATOR, opened(there))).isPresent();
        delivers(dataSource, there);
    }

    private static UUID opened(TestStore store) {
        Change change = TestChanges.opening();
        assertThat(store.journal().commit(change, 0)).isEqualTo(new Commit.Committed());
        return change.referral().id();
    }

    private static void delivers(DataSource dataSource, TestStore store) {
        DeliveryScheduler scheduler =
                KilledNodeIT.scheduler(dataSource, store, delivery -> new DeliveryOutcome.Delivered());
        scheduler.start();
        try {
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(store.deliveries().list(OPERATOR, Optional.empty(), 100_000))
                            .extracting(Delivery::state)
                            .containsOnly(State.DELIVERED));
        } finally {
            scheduler.stop();
        }
    }

    private static Path unpacked(Path zip, Path into) throws IOException {
        Files.createDirectories(into);
        try (InputStream file = Files.newInputStream(zip);
                ZipInputStream entries = new ZipInputStream(file)) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                Files.copy(entries, into.resolve(Path.of(entry.getName()).getFileName()));
            }
        }
        return into;
    }
}
