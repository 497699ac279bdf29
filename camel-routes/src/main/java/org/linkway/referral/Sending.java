package org.linkway.referral;

/**
 * Where an entry was sent last, or may have been.
 *
 * @param practice its ODS code
 * @param channel by which it went
 */
public record Sending(String practice, String channel) {}
