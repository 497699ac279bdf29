package org.linkway.conformance.suite;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Which side of a referral is tested; the suite plays the others. */
public enum Role {
    SENDER("sender", "a GP system, or whoever refers: the suite plays the receiver, and judges what comes"),
    RECEIVER("receiver", "who takes referrals: the suite plays the GP system and the link worker"),
    RECORD("record", "a GP record: outcomes are filed there, read back and taken back"),
    LINK_WORKER_PLATFORM(
            "link-worker-platform",
            "where link workers work: the suite plays Linkway's local API, and judges what comes");

    private final String word;
    private final String meaning;

    Role(String word, String meaning) {
        this.word = word;
        this.meaning = meaning;
    }

    /** As it is written in commands, tables and folders. */
    public String word() {
        return word;
    }

    public String meaning() {
        return meaning;
    }

    public static Optional<Role> of(String word) {
        return Arrays.stream(values()).filter(role -> role.word.equals(word)).findFirst();
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(Role::word).toList();
    }
}
