package org.linkway.gateway.partner.mesh;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.linkway.gateway.config.MeshProperties.Connection;
import org.linkway.gateway.partner.Exchange;
import org.linkway.routes.port.PartnerUnavailable;

/** Requests to the MESH API, each with a token of its own. */
final class MeshHttp {
    private static final String JSON = "application/vnd.mesh.v2+json";
    /** Nothing that is answered to us is near it; more is not read into memory. */
    static final int LARGEST = 10 * 1024 * 1024;

    private final Connection connection;
    private final MeshToken token;
    private final Duration responseTimeout;
    private final HttpClient http;
    private final Clock clock;

    /** @param ssl with our certificate; empty to connect without */
    MeshHttp(
            Connection connection,
            Duration connectTimeout,
            Duration responseTimeout,
            Optional<SSLContext> ssl,
            Clock clock) {
        this.connection = connection;
        this.token = new MeshToken(connection);
        this.responseTimeout = responseTimeout;
        this.clock = clock;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(connectTimeout)
                .followRedirects(HttpClient.Redirect.NEVER);
        ssl.ifPresent(builder::sslContext);
        this.http = builder.build();
    }

    /** @param rest what follows the mailbox, such as {@code /inbox} */
    HttpRequest.Builder request(String rest) {
        return at("/messageexchange/" + connection.mailbox() + rest);
    }

    /** @param path with the query; always at the configured host, whoever said it */
    HttpRequest.Builder at(String path) {
        return HttpRequest.newBuilder(URI.create(connection.base() + path))
                .timeout(responseTimeout)
                .header("Authorization", token.fresh(clock.instant()))
                .header("Accept", JSON);
    }

    HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return Exchange.of(http, request, LARGEST);
        } catch (Exchange.TooLarge e) {
            throw tooLarge();
        } catch (IOException e) {
            // The cause is left out: it may quote the request.
            throw new PartnerUnavailable("MESH could not be reached.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PartnerUnavailable("Linkway was stopped while it spoke to MESH.", e);
        }
    }

    static PartnerUnavailable tooLarge() {
        return new PartnerUnavailable("A message in the MESH inbox is too large to be read.");
    }
}
