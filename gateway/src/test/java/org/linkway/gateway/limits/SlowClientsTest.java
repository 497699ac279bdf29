package org.linkway.gateway.limits;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** 200 connections that keep on sending a little: as many as Tomcat has threads. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class SlowClientsTest {
    private static final int SLOW = 200;
    private static final Duration PROMPT = Duration.ofSeconds(2);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ScheduledExecutorService drips = Executors.newSingleThreadScheduledExecutor();
    private final List<Socket> slow = new CopyOnWriteArrayList<>();
    private LimitedTomcat tomcat;
    private ScheduledFuture<?> dripping;

    @BeforeAll
    void start() throws Exception {
        tomcat = new LimitedTomcat();
        // The first refusal makes HAPI read its definitions, which takes seconds.
        for (int request = 0; request < 3; request++) {
            post("/fhir", "small");
        }
        dripping =
                drips.scheduleAtFixedRate(() -> slow.forEach(SlowClientsTest::drip), 100, 100, TimeUnit.MILLISECONDS);
    }

    @AfterEach
    void hangUp() throws IOException {
        for (Socket socket : slow) {
            socket.close();
        }
        slow.clear();
    }

    @AfterAll
    void stop() {
        dripping.cancel(true);
        drips.shutdownNow();
        tomcat.close();
    }

    @Test
    void leaveAnotherServedWhoseBodiesAreSlow() throws Exception {
        connect("POST /fhir HTTP/1.1\r\nHost: x\r\nX-Party: greedy\r\nContent-Length: 100000\r\n\r\n");

        assertAnotherIsServed();
        HttpResponse<String> greedy = post("/fhir", "greedy");
        assertThat(greedy.statusCode()).isEqualTo(429);
        assertThat(greedy.headers().firstValue("Retry-After")).contains("1");
        assertThat(greedy.body()).contains("OperationOutcome", "REC_TOO_MANY_REQUESTS");
    }

    @Test
    void leaveAnotherServedWhoseChunksAreSlow() throws Exception {
        connect("POST /fhir HTTP/1.1\r\nHost: x\r\nX-Party: greedy\r\nTransfer-Encoding: chunked\r\n\r\nffff\r\n");

        assertAnotherIsServed();
    }

    @Test
    void leaveAnotherServedWhoseHeadsAreSlow() throws Exception {
        connect("POST /fhir HTTP/1.1\r\nHost: x\r\nX-Slow: ");

        assertAnotherIsServed();
    }

    @Test
    void leaveAnotherServedWhoAreRefusedAndSendOn() throws Exception {
        connect("POST /closed HTTP/1.1\r\nHost: x\r\nX-Party: greedy\r\nContent-Length: 100000\r\n\r\n");

        assertAnotherIsServed();
    }

    @Test
    void areToldThatTheyAreTooSlowAndLoseTheConnection() throws Exception {
        for (String length : List.of("Content-Length: 100000\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\nffff\r\n")) {
            try (Socket socket = connected("POST /fhir HTTP/1.1\r\nHost: x\r\nX-Party: slow\r\n" + length)) {
                slow.add(socket);
                socket.setSoTimeout(10_000);
                String answer = new String(socket.getInputStream().readAllBytes(), US_ASCII);
                assertThat(answer)
                        .startsWith("HTTP/1.1 408")
                        .contains("Connection: close", "REC_TIMEOUT", "Content-Security-Policy");
            }
        }
    }

    @Test
    void letARefusedBodyThatIsHereLeaveTheConnectionOpen() throws Exception {
        try (Socket socket = connected("POST /closed HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\n")) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write("abcGET /closed HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".getBytes(US_ASCII));
            socket.getOutputStream().flush();
            String answers = new String(socket.getInputStream().readAllBytes(), US_ASCII);
            assertThat(answers.split("HTTP/1.1 403", -1)).hasSize(3);
        }
    }

    private void assertAnotherIsServed() throws Exception {
        for (int time = 0; time < 20; time++) {
            long begun = System.nanoTime();
            assertThat(post("/fhir", "other").statusCode()).isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(PROMPT);
        }
    }

    private HttpResponse<String> post(String path, String party) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + tomcat.port() + path))
                        .timeout(Duration.ofSeconds(10))
                        .header("X-Party", party)
                        .POST(BodyPublishers.ofString("{}"))
                        .build(),
                BodyHandlers.ofString());
    }

    private void connect(String begin) throws IOException {
        List<Socket> all = new ArrayList<>();
        for (int number = 0; number < SLOW; number++) {
            all.add(connected(begin));
        }
        slow.addAll(all);
    }

    private Socket connected(String begin) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), tomcat.port());
        socket.getOutputStream().write(begin.getBytes(US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }

    private static void drip(Socket socket) {
        try {
            socket.getOutputStream().write('x');
        } catch (IOException ended) {
            // The gateway has hung up.
        }
    }
}
