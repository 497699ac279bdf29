package org.linkway.referral;

import java.util.Optional;

/**
 * Where an entry was sent last, or may have been.
 *
 * @param practice its ODS code
 * @param channel by which it went
 * @param nhsNumber in whose record it is; empty where that was not kept
 */
public record Sending(String practice, String channel, Optional<String> nhsNumber) {
    public Sending {
        nhsNumber = nhsNumber == null ? Optional.empty() : nhsNumber;
    }

    public Sending(String practice, String channel) {
        this(practice, channel, Optional.empty());
    }

    /** Whether what was sent there can be found, and would be met, by what goes here. */
    public boolean isWhere(Sending other) {
        return practice.equals(other.practice) && channel.equals(other.channel) && !isOfAnother(other.nhsNumber);
    }

    /** Whether it is known that it went under another number than this. */
    public boolean isOfAnother(Optional<String> number) {
        return nhsNumber.isPresent() && number.isPresent() && !nhsNumber.equals(number);
    }
}
