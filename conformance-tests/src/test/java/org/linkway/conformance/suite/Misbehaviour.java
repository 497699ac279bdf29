package org.linkway.conformance.suite;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.linkway.conformance.runner.Body;
import org.linkway.conformance.runner.Exchange;
import org.linkway.conformance.runner.Headers;
import org.linkway.conformance.runner.Headers.Header;
import org.linkway.conformance.runner.Request;
import org.linkway.conformance.runner.Response;
import org.linkway.conformance.runner.Server;
import org.linkway.fhir.validation.WireFormat;

/**
 * A way to do otherwise than a good system does: what stands in front of one changes what goes in or comes out.
 *
 * @param name what it does, in words
 * @param requirement which it does not keep: a test that shows this one has to fail
 */
record Misbehaviour(String name, String requirement, Front front) {

    /** Stands in front of a good system. */
    @FunctionalInterface
    interface Front {
        /** @param good the good system */
        Exchange answer(Request request, Server good);
    }

    @Override
    public String toString() {
        return name;
    }

    Server before(Server good) {
        return new Server() {
            @Override
            public String base() {
                return good.base();
            }

            @Override
            public List<Header> headers() {
                return good.headers();
            }

            @Override
            public Exchange send(Request request) {
                return front.answer(request, good);
            }
        };
    }

    /** The good system is asked something else. */
    static Front asking(Predicate<Request> which, UnaryOperator<String> otherwise) {
        return (request, good) -> good.send(
                which.test(request)
                        ? with(request, otherwise.apply(request.body().text()))
                        : request);
    }

    /** What the good system answers is told otherwise. */
    static Front telling(Predicate<Request> which, UnaryOperator<String> otherwise) {
        return (request, good) -> {
            Exchange told = good.send(request);
            return which.test(request)
                    ? answered(
                            request,
                            told.response().status(),
                            told.response().lines(),
                            otherwise.apply(told.response().body().text()))
                    : told;
        };
    }

    /** The good system is not asked. */
    static Front instead(Predicate<Request> which, int status, String json) {
        return (request, good) -> which.test(request) ? answered(request, status, json) : good.send(request);
    }

    static Exchange answered(Request request, int status, String json) {
        return answered(
                request, status, new Headers(List.of(new Header("Content-Type", WireFormat.JSON.mediaType()))), json);
    }

    private static Exchange answered(Request request, int status, Headers lines, String json) {
        Body body = new Body(json.getBytes(UTF_8), WireFormat.JSON.mediaType());
        return new Exchange(request, new Response(status, lines, body), Duration.ZERO);
    }

    static Request with(Request request, String text) {
        return new Request(
                request.method(),
                request.url(),
                request.lines(),
                new Body(text.getBytes(UTF_8), request.body().contentType()));
    }
}
