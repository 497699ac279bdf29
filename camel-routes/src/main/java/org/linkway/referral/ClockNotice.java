package org.linkway.referral;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Something is overdue.
 *
 * @param timer which clock ran out
 * @param about the onward referral or the event that it is about; empty for the referral itself
 */
public record ClockNotice(Optional<TimerKind> timer, Optional<UUID> about) implements EventDetail {
    @Override
    public List<String> inWords() {
        return timer.map(TimerKind::display).stream().toList();
    }

    public boolean isOf(TimerKind kind, Optional<UUID> subject) {
        return timer.equals(Optional.of(kind)) && about.equals(subject);
    }
}
