package org.linkway.referral;

import java.util.List;

/** Risks to or from the person (PRSB: mandatory). There is always an answer, if only that none was given. */
public record Risks(Statement statement, List<String> stated) {
    public Risks {
        stated = Lists.copy(stated);
    }

    /** What the referrer said about risks. */
    public enum Statement {
        RISKS_STATED,
        /** The referrer says so, which is more than to state none. */
        NO_KNOWN_RISKS,
        /** The link worker is prompted to ask. */
        NOT_STATED_BY_THE_REFERRER;

        public String code() {
            return Kebab.of(this);
        }
    }

    /** One line for the record: there always is one. */
    public String inWords() {
        return "Risks: "
                + switch (statement) {
                    case RISKS_STATED -> String.join("; ", stated) + ".";
                    case NO_KNOWN_RISKS -> "no known risks.";
                    case NOT_STATED_BY_THE_REFERRER -> "not stated by the referrer.";
                };
    }

    public static Risks of(List<String> stated) {
        return new Risks(Statement.RISKS_STATED, stated);
    }

    public static Risks noneKnown() {
        return new Risks(Statement.NO_KNOWN_RISKS, List.of());
    }

    public static Risks notStated() {
        return new Risks(Statement.NOT_STATED_BY_THE_REFERRER, List.of());
    }
}
