package org.linkway.translation;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Task;
import org.linkway.referral.Cancellation;
import org.linkway.referral.EventType;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralEvent;
import org.linkway.referral.Stage;

/** The Task by which a sender asked for a cancellation says what became of that (Clinical Order Workflows, abort). */
final class AbortTaskMapper {
    private AbortTaskMapper() {}

    /** The abort Tasks of a referral, each with the event that brought it. */
    static List<ReferralEvent> asked(Referral referral) {
        return referral.events().stream()
                .filter(event -> event.detail() instanceof Cancellation cancellation
                        && cancellation.abortTask().isPresent())
                .toList();
    }

    /** The Task as it stands after what followed on its event. */
    static Task asItStands(Task task, Referral referral, ReferralEvent asked) {
        List<ReferralEvent> events = referral.events();
        Optional<ReferralEvent> settledBy = Optional.of(asked)
                .filter(it -> !referral.asOf(it).status().isOpen())
                .or(() -> events.subList(events.indexOf(asked) + 1, events.size()).stream()
                        .filter(it -> it.type() == EventType.CANCELLATION_REFUSED
                                || !referral.asOf(it).status().isOpen())
                        .findFirst());
        if (settledBy.isEmpty()) {
            return task;
        }
        Referral then = referral.asOf(settledBy.get());
        boolean cancelled = then.stage() == Stage.CANCELLED;
        String words = String.join(" ", settledBy.get().detail().inWords());
        task.setStatus(cancelled ? Task.TaskStatus.COMPLETED : Task.TaskStatus.REJECTED)
                .setStatusReason(
                        new CodeableConcept().setText(then.stage().display() + (words.isEmpty() ? "." : ". " + words)));
        return LastModified.at(task, settledBy.get().recordedAt());
    }
}
