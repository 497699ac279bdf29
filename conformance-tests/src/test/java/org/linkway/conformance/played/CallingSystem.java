package org.linkway.conformance.played;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.linkway.conformance.access.Access;
import org.linkway.conformance.runner.Body;
import org.linkway.conformance.runner.Headers;
import org.linkway.conformance.runner.Headers.Header;
import org.linkway.conformance.runner.HttpTarget;
import org.linkway.conformance.runner.Request;
import org.linkway.conformance.runner.Response;

/** Sends what a system under test does, wrong in the way that a test wants. */
final class CallingSystem {
    private final String base;
    private final Function<Call, Optional<Call>> fault;

    /** @param fault what becomes of a call; empty where it is not made */
    CallingSystem(String base, Function<Call, Optional<Call>> fault) {
        this.base = base;
        this.fault = fault;
    }

    /** The answer; what was not sent is answered with what is next to nothing. */
    Response send(Call meant) {
        return fault.apply(meant)
                .map(this::sent)
                .orElseGet(() ->
                        new Response(200, new Headers(List.of()), new Body("{}".getBytes(UTF_8), "application/json")));
    }

    private Response sent(Call call) {
        return new HttpTarget(base, Access.open(), List.of(), Duration.ofSeconds(20), Optional.empty())
                .send(new Request(
                        call.method(),
                        base + call.path(),
                        new Headers(call.headers().entrySet().stream()
                                .map(header -> new Header(header.getKey(), header.getValue()))
                                .toList()),
                        new Body(call.body().getBytes(UTF_8), call.headers().getOrDefault("Content-Type", ""))))
                .response();
    }
}
