package org.linkway.referral;

/** What the person agreed to, for each purpose apart (direct care is the legal basis; consent is courtesy and choice). */
public record Consent(Agreement refer, Agreement shareWithNamedProvider, FeedBack feedBack) {

    /** An answer about one purpose. */
    public enum Agreement {
        GIVEN,
        REFUSED,
        NOT_STATED;

        public String code() {
            return Kebab.of(this);
        }
    }

    /** What may go back into the GP record. */
    public enum FeedBack {
        ALL,
        CODES_ONLY,
        NOTHING;

        public String code() {
            return Kebab.of(this);
        }
    }

    /** As it is stated anew. Nothing said is nothing changed: what the person refused stays refused until they say otherwise. */
    Consent restatedAs(Consent now) {
        return new Consent(
                now.refer == Agreement.NOT_STATED ? refer : now.refer,
                now.shareWithNamedProvider == Agreement.NOT_STATED
                        ? shareWithNamedProvider
                        : now.shareWithNamedProvider,
                now.feedBack == FeedBack.ALL ? feedBack : now.feedBack);
    }

    /** Nothing was said: direct care, which includes telling the practice what came of its referral. */
    public static Consent notStated() {
        return new Consent(Agreement.NOT_STATED, Agreement.NOT_STATED, FeedBack.ALL);
    }
}
