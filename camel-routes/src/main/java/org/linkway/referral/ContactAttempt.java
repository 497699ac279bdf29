package org.linkway.referral;

import java.util.List;
import java.util.Optional;

/** One attempt to reach the person that did not reach them. */
public record ContactAttempt(Optional<ContactChannel> channel, Optional<String> note) implements EventDetail {
    @Override
    public List<Gap> gaps() {
        return new Gaps()
                .require(channel, "channel", "Say how contact was tried, with one of: " + ContactChannel.codes() + ".")
                .list();
    }

    @Override
    public List<String> inWords() {
        return note.stream().toList();
    }
}
