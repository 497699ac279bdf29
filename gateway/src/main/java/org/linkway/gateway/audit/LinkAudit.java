package org.linkway.gateway.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import org.linkway.gateway.config.AuditProperties;
import org.linkway.gateway.store.AuditChain;
import org.linkway.gateway.store.AuditChain.Head;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** One turn of linking the audit trail into its chain, and of telling its end to where the database's keepers have no hand. */
@Component
public class LinkAudit {
    private static final Logger LOG = LoggerFactory.getLogger(LinkAudit.class);

    /** In one transaction; three parameters each. */
    private static final int AT_ONCE = 1000;

    private final AuditChain chain;
    private final AuditProperties properties;
    private final Clock clock;

    /** Of this node: another tells for itself. */
    private Instant nextAnchor = Instant.MIN;

    private long anchored;

    public LinkAudit(AuditChain chain, AuditProperties properties, Clock clock) {
        this.chain = chain;
        this.properties = properties;
        this.clock = clock;
    }

    public synchronized void link() {
        while (chain.link(AT_ONCE) == AT_ONCE && !Thread.currentThread().isInterrupted()) {
            // There is more.
        }
        Instant now = clock.instant();
        if (!now.isBefore(nextAnchor)) {
            chain.head().filter(head -> head.sequence() > anchored).ifPresent(head -> {
                if (isAnchored(head, now)) {
                    anchored = head.sequence();
                    nextAnchor = now.plus(properties.anchorInterval());
                }
            });
        }
    }

    /** What cannot be written is tried again with the next turn. */
    private boolean isAnchored(Head head, Instant now) {
        LOG.info("Audit anchor: {} {}", head.sequence(), head.hash());
        if (properties.anchorFile().isPresent()) {
            try {
                Files.write(
                        Path.of(properties.anchorFile().get()),
                        (head.sequence() + " " + head.hash() + " " + now + "\n").getBytes(StandardCharsets.UTF_8),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            } catch (IOException failure) {
                LOG.error(
                        "The audit trail's anchor cannot be written to linkway.audit.anchor-file, and stands in this log alone: see"
                                + " that the folder is there and not full.",
                        failure);
                return false;
            }
        }
        return true;
    }
}
