package org.linkway.referral;

import java.util.Optional;

/**
 * A telephone number or address at which somebody can be reached.
 *
 * @param of whose it is, where it is not the person's own ("emergency contact")
 * @param preference 1 is tried first
 */
public record ContactPoint(
        Optional<ContactChannel> channel, String value, Optional<String> of, Optional<Integer> preference) {}
