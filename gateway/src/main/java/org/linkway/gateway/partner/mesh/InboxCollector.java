package org.linkway.gateway.partner.mesh;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.linkway.gateway.store.MeshLedger;
import org.linkway.gateway.store.MeshMail;
import org.linkway.routes.port.DocumentNews;
import org.linkway.routes.port.PartnerUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the MESH inbox, and tells of what has come back. A message is taken out of the inbox only when what it says is written
 * down and told: who is killed in between reads it again.
 */
final class InboxCollector implements MailRound {
    private static final Logger LOG = LoggerFactory.getLogger(InboxCollector.class);
    /** MESH asks for 24 hours; half of that leaves room for a bad day. */
    private static final Duration HANDSHAKE = Duration.ofHours(12);

    private final MeshClient mesh;
    private final MailMatcher matcher;
    private final MeshLedger ledger;
    private final Supplier<DocumentNews> news;
    private final Duration acknowledgeWithin;
    private final Clock clock;
    private final Set<String> troubles = ConcurrentHashMap.newKeySet();
    private volatile Instant shaken = Instant.EPOCH;
    private volatile Instant leftAloneUntil = Instant.EPOCH;

    /** @param news asked for only when there is some */
    InboxCollector(
            MeshClient mesh,
            MailMatcher matcher,
            MeshLedger ledger,
            Supplier<DocumentNews> news,
            Duration acknowledgeWithin,
            Clock clock) {
        this.mesh = mesh;
        this.matcher = matcher;
        this.ledger = ledger;
        this.news = news;
        this.acknowledgeWithin = acknowledgeWithin;
        this.clock = clock;
    }

    /** Everything in the inbox, and everything for which an acknowledgement is missing for too long. */
    @Override
    public void collect() {
        if (mayAsk()) {
            trying("the mailbox", () -> {
                shakeHands();
                mesh.inbox().stream()
                        .takeWhile(id -> mayAsk())
                        .forEach(id -> trying("message " + id, () -> collect(id)));
            });
        }
        trying("what was kept", this::matchWhatWasKept);
        trying("what is overdue", this::tellOverdue);
    }

    /** MESH may have asked to be left alone for a while. */
    private boolean mayAsk() {
        return !clock.instant().isBefore(leftAloneUntil);
    }

    private void shakeHands() {
        if (!clock.instant().isBefore(shaken.plus(HANDSHAKE))) {
            mesh.handshake();
            shaken = clock.instant();
        }
    }

    private void collect(String id) {
        Optional<MeshMail> mail = mesh.read(id);
        if (mail.isEmpty()) {
            return;
        }
        Optional<UUID> entry = matcher.match(mail.get());
        if (entry.isPresent()) {
            news.get().arrived(entry.get());
        } else if (ledger.keep(mail.get(), clock.instant())) {
            LOG.warn("Message {} in the MESH inbox fits nothing that was sent; it is kept in mesh_inbox.", id);
        }
        mesh.acknowledge(id);
    }

    /** A report may have come before it was written down what MESH calls the message that it is about. */
    private void matchWhatWasKept() {
        ledger.reportsThatFitNow().forEach(mail -> {
            matcher.match(mail).ifPresent(entry -> news.get().arrived(entry));
            ledger.matched(mail.messageId(), clock.instant());
        });
    }

    private void tellOverdue() {
        ledger.overdue(clock.instant().minus(acknowledgeWithin)).forEach(document -> {
            news.get().arrived(document.entryId());
            ledger.overdueTold(document.localId(), clock.instant());
        });
    }

    /** One that fails stops no other, and is logged once until it goes well again. */
    private void trying(String what, Runnable step) {
        try {
            step.run();
            troubles.remove(what);
        } catch (RuntimeException failure) {
            if (failure instanceof PartnerUnavailable unavailable) {
                unavailable.retryAfter().map(clock.instant()::plus).ifPresent(until -> leftAloneUntil = until);
            }
            if (troubles.add(what)) {
                LOG.error(
                        "MESH, {}: it failed and is tried again each round ({}).",
                        what,
                        failure.getClass().getSimpleName());
            }
        }
    }
}
