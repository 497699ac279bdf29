package org.linkway.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linkway.gateway.config.AuditProperties;
import org.linkway.gateway.delivery.TestQueue;
import org.linkway.gateway.store.TestDatabase;
import org.linkway.gateway.store.TestStore;
import org.linkway.workflow.AuditEntry.Action;
import org.linkway.workflow.AuditEntry.Deed;
import org.linkway.workflow.AuditEntry.Kind;
import org.linkway.workflow.AuditEntry.Subject;

/** The verifier as an operator calls it, on the embedded database of a gateway that is stopped. */
class VerifyAuditCommandIT {
    private final Path anchors;
    private final Path data;

    VerifyAuditCommandIT(@TempDir Path directory) {
        this.data = directory;
        this.anchors = directory.resolve("anchors.txt");
    }

    @BeforeEach
    void record() throws Exception {
        try (HikariDataSource database = (HikariDataSource) TestDatabase.h2In(data)) {
            TestStore store = new TestStore(database, TestQueue.on(database), Clock.systemUTC());
            AuditProperties properties = new AuditProperties(
                    "linkway",
                    Duration.ofSeconds(1),
                    Duration.ofMillis(1),
                    Optional.of(anchors.toString()),
                    Duration.ofHours(1));
            LinkAudit link = new LinkAudit(store.auditChain(), properties, Clock.systemUTC());
            for (int i = 0; i < 3; i++) {
                store.audit().record(Deed.done(Kind.READ, Action.READ, List.of(Subject.referral(UUID.randomUUID()))));
            }
            link.link();
        }
    }

    private int verify() {
        return VerifyAuditCommand.run(
                context -> {},
                VerifyAuditCommand.ARGUMENT,
                "--linkway.data-dir=" + data,
                "--linkway.audit.anchor-file=" + anchors,
                "--logging.level.root=off");
    }

    @Test
    void endsWith0WhereTheTrailIsAsItWasWritten() throws IOException {
        assertThat(Files.readAllLines(anchors)).hasSize(1);
        assertThat(verify()).isZero();
    }

    @Test
    void endsWith1WhereAnAnchorSaysOtherwise() throws IOException {
        String anchor = Files.readAllLines(anchors).get(0);
        Files.writeString(anchors, "2026-11-23 INFO Audit anchor: 9" + anchor.substring(1) + "\n");

        assertThat(verify()).isEqualTo(1);
    }
}
