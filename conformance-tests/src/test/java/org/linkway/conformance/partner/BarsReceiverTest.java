package org.linkway.conformance.partner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.linkway.conformance.partner.BarsReceiver.BarsDelivery;
import org.linkway.conformance.partner.PartnerFaults.Fault;

class BarsReceiverTest {
    private final BarsReceiver receiver = BarsReceiver.start();

    @AfterEach
    void stop() {
        receiver.close();
    }

    @Test
    void takesAMessageOnceAndKnowsItAgain() throws IOException, InterruptedException {
        HttpResponse<String> taken = send("1", "a message");
        HttpResponse<String> again = send("1", "a message");

        assertThat(taken.statusCode()).isEqualTo(200);
        assertThat(taken.headers().firstValue("X-Request-Id")).contains("1");
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("duplicate");
        assertThat(receiver.received()).containsExactly(new BarsDelivery("1", List.of("a message", "a message")));
    }

    @Test
    void takesTheMessageWhoseAnswerItLosesAndNoneWhenItFails() throws IOException, InterruptedException {
        receiver.faults().set(Fault.LOSES_ANSWERS);
        assertThat(send("1", "a message").statusCode()).isEqualTo(500);
        assertThat(receiver.received()).hasSize(1);
        receiver.faults().mend();
        receiver.faults().set(Fault.FAILS);
        assertThat(send("2", "another").statusCode()).isEqualTo(500);
        assertThat(receiver.received()).hasSize(1);
    }

    private HttpResponse<String> send(String requestId, String body) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(receiver.baseUrl() + "/$process-message"))
                                .header("X-Request-Id", requestId)
                                .header("X-Correlation-Id", "conversation")
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString());
    }
}
