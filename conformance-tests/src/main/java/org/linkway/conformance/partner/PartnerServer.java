package org.linkway.conformance.partner;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;

/** The HTTP server of a partner, whose port stays the same however often it goes down. */
final class PartnerServer implements AutoCloseable {
    static final int ANY_PORT = 0;

    /** Answers that are held back hold a thread each. */
    private static final int THREADS = 64;

    private final ResponseDefinitionTransformerV2 endpoint;
    private final int port;
    private WireMockServer server;

    /** @param endpoint answers every request */
    PartnerServer(int wantedPort, ResponseDefinitionTransformerV2 endpoint) {
        this.endpoint = endpoint;
        this.server = serve(wantedPort);
        this.port = server.port();
    }

    private WireMockServer serve(int wantedPort) {
        WireMockServer serving = new WireMockServer(options()
                .port(wantedPort)
                .bindAddress("127.0.0.1")
                .containerThreads(THREADS)
                .http2PlainDisabled(true)
                .disableRequestJournal()
                .extensions(endpoint));
        serving.start();
        serving.stubFor(any(anyUrl()).willReturn(ok()));
        return serving;
    }

    /** Without a path. */
    String url() {
        return "http://127.0.0.1:" + port;
    }

    synchronized void goDown() {
        server.stop();
    }

    synchronized void comeUp() {
        server = serve(port);
    }

    @Override
    public synchronized void close() {
        server.stop();
    }
}
