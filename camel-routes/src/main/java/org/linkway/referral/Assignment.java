package org.linkway.referral;

import java.util.List;
import java.util.Optional;
import org.linkway.referral.EventDetail.Gap;

/** Somebody has the referral in hand from now on. */
public record Assignment(Optional<String> assignee, Optional<String> note) implements EventDetail {
    @Override
    public List<Gap> gaps() {
        return new Gaps()
                .require(assignee, "assignee", "Name the link worker who has the referral in hand.")
                .list();
    }

    @Override
    public List<String> inWords() {
        return assignee.map(name -> "Assigned to " + name + ".").stream().toList();
    }
}
