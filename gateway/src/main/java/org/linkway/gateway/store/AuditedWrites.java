package org.linkway.gateway.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.linkway.referral.RecordEntry;
import org.linkway.referral.Referral;
import org.linkway.routes.port.DeliveryControl.Hand;
import org.linkway.workflow.AuditEntry.Action;
import org.linkway.workflow.AuditEntry.Deed;
import org.linkway.workflow.AuditEntry.Kind;
import org.linkway.workflow.AuditEntry.Outcome;
import org.linkway.workflow.AuditEntry.Subject;
import org.linkway.workflow.Change;
import org.linkway.workflow.Delivery;
import org.linkway.workflow.KeptAnswer;
import org.linkway.workflow.PublishedResource;

/** What each kind of write is called in the audit trail. */
final class AuditedWrites {
    private AuditedWrites() {}

    /** @param versions at which its resources stand afterwards, by their places */
    static Deed of(Change change, Map<String, Long> versions, boolean opening) {
        Referral referral = change.referral();
        Optional<UUID> id = Optional.of(referral.id());
        Optional<String> patient = referral.person().nhsNumber();
        List<Subject> subjects = new ArrayList<>();
        subjects.add(Subject.referral(referral.id()).of(id, patient));
        resources(versions).forEach(it -> subjects.add(it.of(id, patient)));
        Deed deed = opening
                ? Deed.done(Kind.CREATE, Action.CREATE, subjects)
                : Deed.done(Kind.UPDATE, Action.UPDATE, subjects);
        Deed answered = change.answer()
                .map(answer -> deed.answered(answer.httpStatus()))
                .orElse(deed);
        return change.events().isEmpty()
                ? answered
                : answered.remarking(
                        change.events().get(change.events().size() - 1).type().code());
    }

    /** A resource that belongs to no referral yet. */
    static Deed of(PublishedResource resource, Map<String, Long> versions, KeptAnswer answer) {
        return of(resource, versions).answered(answer.httpStatus());
    }

    static Deed of(PublishedResource resource, Map<String, Long> versions) {
        boolean isNew = versions.values().stream().allMatch(version -> version == 1);
        List<Subject> subjects = resources(versions).stream()
                .map(it -> it.of(Optional.empty(), NhsNumbers.only(resource.json())))
                .toList();
        return isNew
                ? Deed.done(Kind.CREATE, Action.CREATE, subjects)
                : Deed.done(Kind.UPDATE, Action.UPDATE, subjects);
    }

    static Deed ofSubscription(String id, Action action, Map<String, Long> versions) {
        Kind kind = switch (action) {
            case CREATE -> Kind.CREATE;
            case DELETE -> Kind.DELETE;
            default -> Kind.UPDATE;
        };
        List<Subject> subjects = versions.isEmpty()
                ? List.of(Subject.resource("Subscription", id, Optional.empty()))
                : resources(versions);
        return Deed.done(kind, action, subjects);
    }

    /** A referral that was kept for long enough. */
    static Deed removal(UUID referral) {
        return Deed.done(Kind.DELETE, Action.DELETE, List.of(Subject.referral(referral)))
                .remarking("kept-for-long-enough");
    }

    /** What a person decided about a delivery. */
    static Deed byHand(Delivery delivery, String what, Hand hand) {
        return Deed.done(Kind.ADMIN, Action.UPDATE, List.of(Subject.referral(delivery.referralId())))
                .to(delivery.destination(), Outcome.SUCCESS)
                .remarking(because(what, hand));
    }

    /** What a person decided about a destination. */
    static Deed flow(String destination, String flow, Hand hand) {
        return Deed.done(Kind.ADMIN, Action.UPDATE, List.of())
                .to(destination, Outcome.SUCCESS)
                .remarking(because(flow, hand));
    }

    /** That a person says of an entry that it needs nothing more. */
    static Deed settlement(RecordEntry entry, Hand hand) {
        return Deed.done(Kind.ADMIN, Action.UPDATE, List.of(Subject.referral(entry.referralId())))
                .remarking(because("settle entry " + entry.id(), hand));
    }

    private static String because(String what, Hand hand) {
        return what + " by " + hand.by() + ", because: " + hand.reason();
    }

    private static List<Subject> resources(Map<String, Long> versions) {
        return versions.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(it -> {
                    String[] place = it.getKey().split("/", 2);
                    return Subject.resource(place[0], place[1], Optional.of(it.getValue()));
                })
                .toList();
    }
}
