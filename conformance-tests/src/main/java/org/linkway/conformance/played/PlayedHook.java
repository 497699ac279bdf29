package org.linkway.conformance.played;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.linkway.conformance.runner.Body;
import org.linkway.conformance.runner.Headers;
import org.linkway.conformance.runner.Request;
import org.linkway.conformance.runner.Response;

/** Where a subscriber is told: whatever is posted is taken. */
public final class PlayedHook implements Part {
    @Override
    public String path() {
        return "/hook";
    }

    @Override
    public Response answer(String path, Request request) {
        return request.method().equals("POST") ? said(200, "") : refusal(405, "A subscriber is told by POST.");
    }

    @Override
    public Response refusal(int status, String sentence) {
        return said(status, sentence);
    }

    private static Response said(int status, String sentence) {
        return new Response(status, new Headers(List.of()), new Body(sentence.getBytes(UTF_8), "text/plain"));
    }
}
