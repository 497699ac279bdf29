package org.linkway.gateway.delivery;

import java.util.List;
import java.util.Optional;
import org.linkway.gateway.store.NhsNumbers;
import org.linkway.referral.Kebab;
import org.linkway.routes.outbound.DeliveryOutcome;
import org.linkway.workflow.AuditEntry.Action;
import org.linkway.workflow.AuditEntry.Deed;
import org.linkway.workflow.AuditEntry.Kind;
import org.linkway.workflow.AuditEntry.Outcome;
import org.linkway.workflow.AuditEntry.Subject;
import org.linkway.workflow.Delivery;
import org.linkway.workflow.Notification;
import org.linkway.workflow.PublishedResource;

/**
 * What the audit trail says of an attempt to bring something to a partner. An attempt that failed may have brought it all the same, so
 * it is recorded too; one that was held, or was for elsewhere, has left nothing.
 */
final class Exports {
    private Exports() {}

    /** Empty for entries for GP records too: how those come on is recorded with each of their standings. */
    static Optional<Deed> of(Delivery delivery, DeliveryOutcome outcome) {
        if (delivery.kind() == Delivery.Kind.ENTRY_TO_RECORD) {
            return Optional.empty();
        }
        return outcome.match(new Came())
                .map(came -> Deed.done(Kind.EXPORT, Action.READ, List.of(Subject.referral(delivery.referralId())))
                        .to(delivery.destination(), came)
                        .remarking(Kebab.of(delivery.kind())));
    }

    /** Empty for one that says nothing but ids: whoever got it has to ask, and is recorded then. */
    static Optional<Deed> of(Notification notification, DeliveryOutcome outcome) {
        List<Subject> told = notification.events().stream()
                .flatMap(event -> event.resource().stream()
                        .map(resource -> Subject.resource(
                                        event.type(), event.resourceId(), Optional.of(event.version()))
                                .of(Optional.empty(), person(resource))))
                .toList();
        return told.isEmpty()
                ? Optional.empty()
                : outcome.match(new Came())
                        .map(came -> Deed.done(Kind.EXPORT, Action.READ, told)
                                .to(
                                        "subscription:"
                                                + notification.subscription().id(),
                                        came)
                                .remarking(Kebab.of(notification.kind())));
    }

    private static Optional<String> person(PublishedResource resource) {
        return NhsNumbers.only(resource.json());
    }

    /** How an attempt at which something left came out. */
    private static final class Came implements DeliveryOutcome.Cases<Optional<Outcome>> {
        @Override
        public Optional<Outcome> delivered() {
            return Optional.of(Outcome.SUCCESS);
        }

        @Override
        public Optional<Outcome> retryLater(DeliveryOutcome.RetryLater outcome) {
            return Optional.of(Outcome.OURS);
        }

        @Override
        public Optional<Outcome> held(DeliveryOutcome.Held outcome) {
            return Optional.empty();
        }

        @Override
        public Optional<Outcome> parked(DeliveryOutcome.Parked outcome) {
            return Optional.of(Outcome.THEIRS);
        }

        @Override
        public Optional<Outcome> elsewhere(DeliveryOutcome.Elsewhere outcome) {
            return Optional.empty();
        }

        @Override
        public Optional<Outcome> awaiting(DeliveryOutcome.Awaiting outcome) {
            return Optional.of(Outcome.SUCCESS);
        }
    }
}
