package org.linkway.conformance.run;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linkway.conformance.command.CommandFailed;
import org.linkway.conformance.partner.FhirText;
import org.linkway.conformance.partner.GpReferral;
import org.linkway.conformance.partner.SyntheticPeople;
import org.linkway.conformance.run.ServeCommand.Serving;
import org.linkway.fhir.validation.WireFormat;

/** Somebody is played, and what comes is shown and judged. */
class ServeCommandTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    @Test
    void showsWhatCameAndHowItIsJudged() throws Exception {
        try (Serving serving = serve("--suite", "sender")) {
            assertThat(printed.toString(UTF_8))
                    .contains("Awaited at " + serving.base())
                    .contains("a new referral, as a BaRS message to $process-message: POST " + serving.base());
            assertThat(get(serving.origin() + "/")).contains("not tried", "This has not come.");

            assertThat(send(serving.base() + "/$process-message", "none", message()))
                    .isEqualTo(200);
            assertThat(send(
                            serving.base() + "/$process-message",
                            UUID.randomUUID().toString(),
                            message()))
                    .isEqualTo(200);

            assertThat(get(serving.origin() + "/"))
                    .contains("<html", "The X-Request-Id is a UUID.", "not as asked", "X-Request-Id: none")
                    .contains("A new referral by message, request 2");
            assertThat(get(serving.origin() + "/results.json")).contains("\"TestReport\"", "\"result\":\"fail\"");
        }
    }

    @Test
    void stopsAndWritesDownWhatCame() throws Exception {
        Serving serving = serve("--suite", "sender", "--report", folder.toString());
        send(serving.base() + "/$process-message", UUID.randomUUID().toString(), message());

        serving.close();

        assertThat(folder.resolve("index.html")).content().contains("what calls", "A new referral by message");
        assertThat(folder.resolve("junit.xml")).exists();
        assertThatThrownBy(() -> get(serving.origin() + "/")).isInstanceOf(ConnectException.class);
    }

    @Test
    void tellsAPlatformOfAReferralTwice() {
        WireMockServer platform =
                new WireMockServer(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"));
        platform.start();
        platform.stubFor(post(urlEqualTo("/linkway")).willReturn(okJson("{}")));
        try (Serving serving = serve("--suite", "link-worker-platform", "--target", platform.baseUrl() + "/linkway")) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(get(serving.origin() + "/"))
                            .contains("A referral that comes again is answered as well", "2 as asked"));
            assertThat(platform.findAll(postRequestedFor(urlEqualTo("/linkway"))))
                    .hasSize(2)
                    .extracting(request -> request.getHeader("Idempotency-Key"))
                    .containsOnly(
                            platform.getAllServeEvents().get(0).getRequest().getHeader("Idempotency-Key"));
        } finally {
            platform.stop();
        }
    }

    @Test
    void saysWhatItNeeds() {
        assertThatThrownBy(() -> serve("--suite", "receiver"))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("--suite sender, or link-worker-platform");
        assertThatThrownBy(() -> serve("--suite", "sender", "--suite", "receiver"))
                .hasMessageContaining("each by itself");
        assertThatThrownBy(() -> ServeCommand.start(List.of("--suite", "sender", "--port", "http"), out()))
                .hasMessageContaining("Give a port");
        try (Serving serving = serve("--suite", "sender")) {
            String taken = serving.origin().substring(serving.origin().lastIndexOf(':') + 1);
            assertThatThrownBy(() -> ServeCommand.start(List.of("--suite", "sender", "--port", taken), out()))
                    .hasMessageContaining("it is taken");
        }
    }

    @Test
    void runWaitsForWhatIsAwaitedAndJudgesIt() {
        int port = port();
        CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> send(
                                "http://localhost:" + port + "/fhir/$process-message",
                                UUID.randomUUID().toString(),
                                message())
                        == 200));

        assertThatThrownBy(() -> new RunCommand()
                        .run(
                                List.of(
                                        "--suite",
                                        "sender",
                                        "--test",
                                        "sender-new-referral",
                                        "--listen",
                                        Integer.toString(port),
                                        "--report",
                                        folder.toString()),
                                out()))
                .hasMessage("1 of 1 scripts did not come out as asked.");

        sending.join();
        assertThat(printed.toString(UTF_8))
                .contains("A new referral by message. Send a new referral, as a BaRS message to $process-message")
                .contains("PASS    The person has an NHS number")
                .contains("FAIL    The request says for which service it is");
        assertThat(folder.resolve("index.html")).exists();
    }

    @Test
    void runFailsWhereNothingCame() {
        assertThatThrownBy(() -> new RunCommand()
                        .run(
                                List.of(
                                        "--suite",
                                        "sender",
                                        "--test",
                                        "sender-read",
                                        "--listen",
                                        "0",
                                        "--patience",
                                        "1"),
                                out()))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("Nothing has come to http://localhost:");
    }

    private static int port() {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String message() {
        return new String(
                FhirText.write(GpReferral.of(new SyntheticPeople().next()).barsMessage(), WireFormat.JSON), UTF_8);
    }

    private Serving serve(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--port", "0"));
        return ServeCommand.start(all, out());
    }

    private PrintStream out() {
        return new PrintStream(printed, true, UTF_8);
    }

    private int send(String url, String requestId, String body) throws IOException, InterruptedException {
        return exchange(HttpRequest.newBuilder(URI.create(url))
                        .header("Content-Type", "application/fhir+json")
                        .header("X-Request-Id", requestId)
                        .POST(BodyPublishers.ofString(body)))
                .statusCode();
    }

    private String get(String url) throws IOException, InterruptedException {
        return exchange(HttpRequest.newBuilder(URI.create(url)).GET()).body();
    }

    private HttpResponse<String> exchange(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
