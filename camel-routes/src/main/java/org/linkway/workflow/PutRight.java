package org.linkway.workflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.linkway.referral.FilingStatus;
import org.linkway.referral.PersonChange;
import org.linkway.referral.RecordEntry;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralEvent;
import org.linkway.referral.Sending;

/**
 * What becomes of entries once it is put right who the person is. What was sent under another number may stand in another
 * person's record: that is a person's turn, and it is told anew under the right one. What was never sent is tried again by
 * itself, because it can do no harm: it is checked again like any other.
 *
 * @param moved planned before, as they are now
 * @param anew planned now, for the person whose number it is
 */
record PutRight(List<RecordEntry> moved, List<RecordEntry> anew) {

    static PutRight by(ReferralEvent event, Referral before, Referral after, Ids ids) {
        List<RecordEntry> moved = new ArrayList<>();
        List<RecordEntry> anew = new ArrayList<>();
        if (event.detail() instanceof PersonChange change && change.identifies()) {
            for (RecordEntry entry : after.recordEntries()) {
                if (wentToAnother(entry, before, after)) {
                    moved.add(entry.misdirected(mayStandElsewhere(entry.sentTo().orElseThrow())));
                    anew.add(entry.plannedAnew(ids.next()));
                } else if (isToBeTriedAgain(entry)) {
                    moved.add(entry.replayed("Tried again: the person's details were put right by "
                            + event.recordedBy().name() + "."));
                }
            }
        }
        return new PutRight(moved, anew);
    }

    private static boolean wentToAnother(RecordEntry entry, Referral before, Referral after) {
        Optional<String> now = after.person().nhsNumber();
        return !entry.takenBack()
                && entry.sentTo()
                        .map(sent -> sent.nhsNumber().or(() -> before.person().nhsNumber()))
                        .filter(then -> !then.equals(now))
                        .isPresent();
    }

    /** What the record was found to hold was found in the record of the person whom it was asked for. */
    private static boolean isToBeTriedAgain(RecordEntry entry) {
        return entry.sentTo().isEmpty() && (entry.waitsForAPerson() || entry.status() == FilingStatus.ALREADY_THERE);
    }

    private static String mayStandElsewhere(Sending sent) {
        return "Sent to the practice " + sent.practice() + " by " + sent.channel()
                + " under an NHS number that was put right since: it may stand in another person's record. Ask "
                + sent.practice() + " to mark it as entered in error, and settle the entry then.";
    }
}
