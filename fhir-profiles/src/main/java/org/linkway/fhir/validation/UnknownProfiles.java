package org.linkway.fhir.validation;

/** What is done where {@code meta.profile} names a profile that is not held here, so that nothing is checked against it. */
public enum UnknownProfiles {
    /** The message is refused. */
    ERROR,
    /** The message gets through, and the sender is told. */
    WARN,
    /** The message gets through, and nothing is said. */
    IGNORE
}
