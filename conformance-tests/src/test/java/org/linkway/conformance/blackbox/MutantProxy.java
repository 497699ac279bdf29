package org.linkway.conformance.blackbox;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.extension.ResponseTransformerV2;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.HttpHeaders;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before a gateway and does one thing wrong. */
final class MutantProxy implements ResponseTransformerV2, AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DELAY = 5_500;

    private final Mutant mutant;
    private final Http gateway;
    private final WireMockServer server;
    private final AtomicInteger changed = new AtomicInteger();
    private final Map<String, Response> first = new ConcurrentHashMap<>();

    MutantProxy(Mutant mutant, Http gateway) {
        this.mutant = mutant;
        this.gateway = gateway;
        this.server = new WireMockServer(options()
                .dynamicPort()
                .bindAddress("127.0.0.1")
                .http2PlainDisabled(true)
                .disableRequestJournal()
                .extensions(this));
        server.start();
        server.stubFor(any(anyUrl()).willReturn(aResponse().proxiedFrom(gateway.base())));
    }

    String base() {
        return server.baseUrl() + "/fhir";
    }

    /** How often it did wrong. */
    int changed() {
        return changed.get();
    }

    @Override
    public String getName() {
        return "mutant";
    }

    @Override
    public Response transform(Response response, ServeEvent event) {
        Request request = event.getRequest();
        if (!mutant.request()
                .matcher(request.getMethod() + " " + request.getUrl())
                .find()) {
            return response;
        }
        Response wrong = wrong(response, request);
        if (wrong != response) {
            changed.incrementAndGet();
        }
        return wrong;
    }

    private Response wrong(Response response, Request request) {
        String[] sides = mutant.sides();
        return switch (mutant.change()) {
            case "status" ->
                Integer.parseInt(sides[0]) == response.getStatus()
                        ? like(response).status(Integer.parseInt(sides[1])).build()
                        : response;
            case "header" ->
                like(response)
                        .headers(without(response.getHeaders(), sides[0])
                                .plus(
                                        sides.length > 1
                                                ? new HttpHeader[] {new HttpHeader(sides[0], sides[1])}
                                                : new HttpHeader[0]))
                        .build();
            case "text" -> text(response, sides);
            case "removes" -> removed(response, sides[0]);
            case "late" -> like(response).incrementInitialDelay(DELAY).build();
            case "stale" -> first.computeIfAbsent(request.getUrl(), url -> response);
            case "twice" -> twice(response, request, sides);
            default -> throw new IllegalArgumentException("No gateway is wrong by " + mutant.change());
        };
    }

    private static Response.Builder like(Response response) {
        return Response.Builder.like(response).but();
    }

    private static HttpHeaders without(HttpHeaders headers, String name) {
        return new HttpHeaders(
                headers.all().stream().filter(header -> !header.keyEquals(name)).toList());
    }

    private static Response text(Response response, String[] sides) {
        String body = response.getBodyAsString();
        String changed = body.replaceAll(sides[0], sides[1]);
        return changed.equals(body) ? response : withBody(response, changed);
    }

    private static Response withBody(Response response, String body) {
        return like(response)
                .headers(without(response.getHeaders(), "Content-Length"))
                .body(body.getBytes(UTF_8))
                .build();
    }

    private static Response removed(Response response, String pointer) {
        try {
            JsonNode body = JSON.readTree(response.getBodyAsString());
            String parent = pointer.substring(0, pointer.lastIndexOf('/'));
            String last = pointer.substring(pointer.lastIndexOf('/') + 1);
            JsonNode removed = body.at(parent) instanceof ArrayNode array
                    ? array.remove(Integer.parseInt(last))
                    : body.at(parent) instanceof ObjectNode object ? object.remove(last) : null;
            return removed == null ? response : withBody(response, body.toString());
        } catch (JsonProcessingException e) {
            return response;
        }
    }

    /** What was asked is done a second time, under other names. */
    private Response twice(Response response, Request request, String[] sides) {
        String again = request.getBodyAsString().replaceAll(sides[0], sides[1] + UUID.randomUUID() + "\"");
        gateway.post(
                request.getUrl(),
                again,
                Map.of(
                        "Content-Type",
                        request.getHeader("Content-Type"),
                        "X-Request-Id",
                        UUID.randomUUID().toString(),
                        "X-Correlation-Id",
                        UUID.randomUUID().toString()));
        return like(response).build();
    }

    @Override
    public void close() {
        server.stop();
    }
}
