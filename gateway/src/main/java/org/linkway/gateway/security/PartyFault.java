package org.linkway.gateway.security;

/**
 * One thing that does not hold of a party.
 *
 * @param member of the party, such as {@code odsCodes}
 * @param sentence what is wrong, and what to do
 */
public record PartyFault(String member, String sentence) {
    @Override
    public String toString() {
        return member + ": " + sentence;
    }
}
