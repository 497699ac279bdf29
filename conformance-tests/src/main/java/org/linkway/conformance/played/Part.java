package org.linkway.conformance.played;

import org.linkway.conformance.runner.Request;
import org.linkway.conformance.runner.Response;

/** Somebody who is played: what they answer. Asked by one caller at a time. */
public interface Part {
    /** Below which path of a server it is, with a slash at its beginning. */
    String path();

    /** @param path below this part's own, without slashes around it and without the query */
    Response answer(String path, Request request);

    /** What is answered where a request cannot be worked. */
    Response refusal(int status, String sentence);
}
