package org.linkway.referral;

/** A referral as asked for, before it is opened: what the message says, and nothing that Linkway adds. */
public record ReferralDraft(Person person, Referrer referrer, ReferralRequest request, Conversation conversation) {

    /** The same under one more of the sender's own identifiers. */
    public ReferralDraft alsoKnownBy(BusinessIdentifier identifier) {
        return new ReferralDraft(person, referrer, request, conversation.alsoKnownBy(identifier));
    }

    /** Whether the referral that stands came from a message that asked for the same. */
    public boolean asksTheSameAs(Referral standing) {
        ReferralDraft received = standing.asReceived();
        return person.equals(received.person())
                && referrer.equals(received.referrer())
                && request.equals(received.request());
    }
}
