package org.linkway.conformance.played;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.util.Map;
import java.util.function.Supplier;
import org.linkway.conformance.runner.Body;

/** The HTTP server on which somebody is played, until it is closed. */
public final class Stage implements AutoCloseable {
    public static final int ANY_PORT = 0;

    private final WireMockServer server;
    private final Part part;
    private final StageEndpoint endpoint;
    private String origin = "";

    /**
     * @param host the address of this machine on which it listens
     * @param pages what people see, by their paths; they are no part of the conversation
     */
    public Stage(Part part, Conversation conversation, String host, int port, Map<String, Supplier<Body>> pages) {
        this.part = part;
        this.endpoint = new StageEndpoint(part, conversation, pages);
        this.server = new WireMockServer(options()
                .port(port)
                .bindAddress(host)
                .http2PlainDisabled(true)
                .disableRequestJournal()
                .extensions(endpoint));
        server.stubFor(any(anyUrl()).willReturn(ok()));
    }

    /** @throws com.github.tomakehurst.wiremock.common.FatalStartupException where the port is taken */
    public Stage open() {
        server.start();
        origin = "http://localhost:" + server.port();
        endpoint.isAt(origin);
        return this;
    }

    /** Where it is once it is open, without a path. */
    public String origin() {
        return origin;
    }

    /** Where the system under test calls. */
    public String base() {
        return origin() + part.path();
    }

    @Override
    public void close() {
        server.stop();
    }
}
