package org.linkway.conformance.runner;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.linkway.conformance.access.Access;
import org.linkway.conformance.access.Access.NotLetIn;
import org.linkway.conformance.runner.Headers.Header;

/** A system under test over HTTP. */
public final class HttpTarget implements Server {
    private final String base;
    private final Access access;
    private final List<Header> always;
    private final Duration patience;
    private final HttpClient http;

    /**
     * @param base its FHIR base
     * @param always headers that go with each request
     * @param patience for each answer
     * @param tls with which key and whose certificates it is spoken to; empty for the machine's own
     */
    public HttpTarget(String base, Access access, List<Header> always, Duration patience, Optional<SSLContext> tls) {
        this.base = base.replaceFirst("/+$", "");
        this.access = access;
        this.always = List.copyOf(always);
        this.patience = patience;
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(patience);
        tls.ifPresent(builder::sslContext);
        this.http = builder.build();
    }

    @Override
    public String base() {
        return base;
    }

    @Override
    public List<Header> headers() {
        try {
            return Stream.concat(
                            access.headers().entrySet().stream()
                                    .map(header -> new Header(header.getKey(), header.getValue())),
                            always.stream())
                    .toList();
        } catch (NotLetIn e) {
            throw new Unanswered(e.getMessage());
        }
    }

    /** @throws Unanswered where nobody is there who speaks HTTP; whatever else is answered will do */
    public void reach() {
        send(new Request("GET", base + "/metadata", new Headers(headers()), Body.empty()));
    }

    @Override
    public Exchange send(Request request) {
        long begun = System.nanoTime();
        try {
            HttpResponse<byte[]> answer = http.send(http(request), BodyHandlers.ofByteArray());
            Headers headers = new Headers(answer.headers().map().entrySet().stream()
                    .flatMap(lines -> lines.getValue().stream().map(value -> new Header(lines.getKey(), value)))
                    .toList());
            return new Exchange(
                    request,
                    new Response(
                            answer.statusCode(),
                            headers,
                            new Body(
                                    answer.body(), headers.value("Content-Type").orElse(""))),
                    Duration.ofNanos(System.nanoTime() - begun));
        } catch (HttpTimeoutException e) {
            throw new Unanswered(request.url() + " did not answer within " + patience.toSeconds() + " s.");
        } catch (IOException e) {
            throw new Unanswered(request.url() + " cannot be reached: " + e + ".");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unanswered("The run was interrupted.");
        }
    }

    private HttpRequest http(Request request) {
        try {
            HttpRequest.Builder http = HttpRequest.newBuilder(URI.create(request.url()))
                    .timeout(patience)
                    .method(
                            request.method(),
                            request.body().isEmpty()
                                    ? BodyPublishers.noBody()
                                    : BodyPublishers.ofByteArray(request.body().bytes()));
            request.lines().all().forEach(header -> http.header(header.name(), header.value()));
            return http.build();
        } catch (IllegalArgumentException e) {
            throw new Unanswered("This request cannot be sent over HTTP: " + e.getMessage() + ".");
        }
    }
}
