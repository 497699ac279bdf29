package org.linkway.conformance.runner;

import java.util.List;
import org.linkway.conformance.runner.Headers.Header;

/** A system under test that is spoken to. */
public non-sealed interface Server extends Destination {
    /** What goes with each request, so that it is let in; the script's own headers count more. */
    List<Header> headers();

    /** @throws Unanswered where nothing came back that is HTTP */
    Exchange send(Request request);

    /** Nothing came back. The message is a sentence. */
    final class Unanswered extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Unanswered(String sentence) {
            super(sentence, null, false, false);
        }
    }
}
