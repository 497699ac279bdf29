package org.linkway.workflow;

import java.time.Instant;
import org.linkway.referral.RecordEntry;
import org.linkway.referral.Settlement;

/** A person says that an entry which waits for one has been dealt with by other means: the practice was told, or will not be. */
public final class SettleEntry {

    /** What is decided on a person's word. */
    public sealed interface Decision {}

    /** The entry as it stands from here on. */
    public record Settles(RecordEntry entry) implements Decision {}

    /** The same was said before: nothing changes. */
    public record Repeats(RecordEntry entry) implements Decision {}

    /** @param why one sentence that says what there is to do instead */
    public record Refuses(String why) implements Decision {}

    /**
     * @param by who says so
     * @param reason what was done, without patient data
     */
    public Decision decide(RecordEntry entry, String by, String reason, Instant now) {
        if (entry.settledByHand().isPresent()) {
            Settlement before = entry.settledByHand().get();
            return before.by().equals(by) && before.reason().equals(reason)
                    ? new Repeats(entry)
                    : new Refuses("The entry was settled before, by " + before.by() + " at " + before.at() + ": "
                            + before.reason());
        }
        return entry.waitsForAPerson()
                ? new Settles(entry.settled(by, reason, now))
                : new Refuses("The entry is " + entry.status().code() + " and waits for nobody. Only entries that are"
                        + " parked, refused or text-only can be settled by hand.");
    }

    /**
     * What Linkway takes back is not taken back from those whom a person told by other means: that is a person's turn again.
     *
     * @param moved as it would stand
     */
    public static RecordEntry reminding(RecordEntry moved) {
        return moved.settlement()
                .filter(before ->
                        moved.takenBack() && !before.stands() && moved.status().isSettled())
                .map(before -> moved.parkedToo("The entry had been settled by hand, by " + before.by() + " at "
                        + before.at() + " (" + before.reason()
                        + "): see that whoever was told then hears that it was entered in error."))
                .orElse(moved);
    }
}
