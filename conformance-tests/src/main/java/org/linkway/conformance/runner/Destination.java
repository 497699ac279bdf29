package org.linkway.conformance.runner;

/** Whom a script means by a destination: somebody who answers, or somebody who calls. */
public sealed interface Destination permits Server, Caller {
    /** Where its addresses begin, without a slash at the end; of somebody who calls, where they call. */
    String base();
}
