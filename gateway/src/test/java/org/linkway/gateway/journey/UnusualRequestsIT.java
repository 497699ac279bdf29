package org.linkway.gateway.journey;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;

/** What no usual client sends, found by a long {@link FuzzedRequestsIT}. */
@Journey
class UnusualRequestsIT {
    private static final List<String> ECHOED = List.of(
            "NHSD-Target-Identifier",
            "NHSD-End-User-Organisation",
            "NHSD-Requesting-Software",
            "NHSD-Requesting-Practitioner");

    private final int port;

    UnusualRequestsIT(Environment environment) {
        port = environment.getRequiredProperty("local.server.port", Integer.class);
    }

    /** Together almost as long as a head may be. */
    @ParameterizedTest
    @ValueSource(strings = {"/fhir/MessageDefinition", "/fhir/$process-message", "/fhir/Nothing", "/fhir/Patient"})
    void longHeadersComeBackWhole(String path) throws Exception {
        String value = "[".repeat(3_800);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", "application/fhir+json")
                .POST(BodyPublishers.ofString("{}"));
        ECHOED.forEach(name -> request.header(name, value));

        HttpResponse<String> answer = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());

        assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 499);
        assertThat(answer.body()).contains("OperationOutcome");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "-1", "99999999999999999999"})
    void aLengthThatIsNoneIsTheirFault(String length) throws IOException {
        Logger connector = (Logger) LoggerFactory.getLogger("org.apache.coyote");
        CleanLog.Lines lines = new CleanLog.Lines();
        lines.start();
        connector.addAppender(lines);
        try {
            assertThat(answer(
                            "POST /fhir/Task HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + length + "\r\n\r\n{}"))
                    .startsWith("HTTP/1.1 400 ");
        } finally {
            connector.detachAppender(lines);
        }
        assertThat(lines.written()).isEmpty();
    }

    /** Spring looks at {@code q} as it reads, and at {@code Q} as it sorts. */
    @ParameterizedTest
    @ValueSource(
            strings = {"/local/v1/referrals", "/actuator/health", "/local/openapi", "/", "/nothing", "/fhir/metadata"})
    void aWeightThatIsNoneIsTheirFault(String path) throws IOException {
        String answer = answer("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Accept: application/fhir+json;Q=0000-00-000.1, */*;q=0.1\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("Accept");
    }

    /** HAPI's server makes one of these names out of the other. */
    @Test
    void namesThatWouldBecomeOneAreTheirFault() throws IOException {
        assertThat(
                        answer(
                                "GET /fhir/Task?%26%2339%3Ba=1&%27a=1 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ");
    }

    @Test
    void aHeadThatIsTooLongIsTheirFault() throws IOException {
        assertThat(answer("GET /fhir/metadata HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(17_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ");
    }

    /** HAPI's own reader throws at the first. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"resourceType\":\"Patient\",\"identifier\":[{\"extension\":[\"=\"],\"value\":\"x\"}],\"name\":null,\"name\":[]}",
                "{\"resourceType\":\"Patient\"}",
                "{\"resourceType\":\"Parameters\",\"parameter\":[null]}",
                "{",
                "status=active"
            })
    void aBodyOfAnOperationThatIsNoneIsTheirFault(String body) throws IOException {
        for (String path : List.of("/fhir/Subscription/$status", "/fhir/Subscription/x/$events")) {
            assertThat(posted(path, body))
                    .containsPattern("^HTTP/1.1 4(00|22) ")
                    .contains("OperationOutcome");
        }
    }

    @Test
    void aBodyOfAnOperationThatIsOneIsRead() throws IOException {
        assertThat(
                        posted(
                                "/fhir/Subscription/$status",
                                "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"status\",\"valueCode\":\"off\"}]}"))
                .startsWith("HTTP/1.1 200 ");
    }

    private String posted(String path, String body) throws IOException {
        return answer("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Content-Type: application/fhir+json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
    }

    private String answer(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), US_ASCII);
        }
    }
}
