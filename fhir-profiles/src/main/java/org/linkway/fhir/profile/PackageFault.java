package org.linkway.fhir.profile;

/** A FHIR package cannot be built, read or mounted. The message is one sentence that names it and says what to do. */
public final class PackageFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PackageFault(String sentence) {
        super(sentence);
    }

    PackageFault(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
