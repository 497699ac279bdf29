package org.linkway.fhir.terminology.server;

/** Why a terminology server gave no answer that anything can be built on. */
public enum Failure {
    /** It did not answer in time, refused the connection, is busy, failed (429, 5xx), does not let Linkway in, or is spared. */
    UNREACHABLE("the terminology server cannot be reached"),
    /** It does not know the code system, the value set or the version; or Linkway may not ask it about such a code. */
    UNKNOWN("the terminology server does not know its code system or value set"),
    /** It answered something that is no answer to the question. */
    UNCLEAR("the terminology server gave no clear answer");

    private final String words;

    Failure(String words) {
        this.words = words;
    }

    /** As the rest of a sentence that begins with what could not be done. */
    public String words() {
        return words;
    }
}
