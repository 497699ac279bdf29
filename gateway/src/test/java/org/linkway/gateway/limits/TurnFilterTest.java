package org.linkway.gateway.limits;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linkway.gateway.config.ReferralJson;
import org.linkway.gateway.limits.FairTurns.Turn;
import org.linkway.gateway.security.Refusals;
import org.linkway.translation.InboundRules;
import org.linkway.translation.ReferralTranslation;
import org.springframework.mock.web.DelegatingServletInputStream;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Every place is taken by others. */
class TurnFilterTest {
    private static final int LARGEST = 100;

    private final FairTurns turns = new FairTurns(2, System::nanoTime, thread -> 0);
    private final TurnFilter filter = new TurnFilter(
            turns,
            request -> "late",
            LARGEST,
            new Refusals(
                    new ReferralTranslation(
                            FhirContext.forR4Cached(), new InboundRules(Set.of(), false), UUID::randomUUID),
                    ReferralJson.mapper()));
    private final List<Turn> taken = new ArrayList<>();

    @BeforeEach
    void takeAll() throws InterruptedException {
        for (String other : List.of("one", "one", "another", "another")) {
            taken.add(turns.take(other, Duration.ofSeconds(1)).orElseThrow());
        }
    }

    /** A body that the door does not read is no way round. */
    @ParameterizedTest
    @CsvSource({"GET, x", "DELETE, x", "POST, {}", "PUT, {}", "PATCH, {}", "GET, ''", "POST, ''"})
    void makesEveryRequestWait(String method, String body) {
        MockHttpServletRequest request = request(method);
        request.setContent(body.getBytes(UTF_8));
        CompletableFuture<String> worked = new CompletableFuture<>();

        CompletableFuture<Void> answered = send(request, worked);

        assertThat(worked).isNotDone();
        taken.forEach(Turn::close);
        assertThat(answered).succeedsWithin(Duration.ofSeconds(10));
        assertThat(worked).isCompletedWithValue(body);
    }

    /** What is packed may end before its last chunk comes. */
    @Test
    void waitsForAllOfABodyBeforeItTakesATurn() throws IOException {
        PipedOutputStream sent = new PipedOutputStream();
        DelegatingServletInputStream body = new DelegatingServletInputStream(new PipedInputStream(sent));
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/fhir") {
            @Override
            public DelegatingServletInputStream getInputStream() {
                return body;
            }
        };
        taken.forEach(Turn::close);
        CompletableFuture<String> worked = new CompletableFuture<>();
        CompletableFuture<Void> answered =
                CompletableFuture.runAsync(() -> filter(request, new MockHttpServletResponse(), worked, 2));

        sent.write("{}".getBytes(UTF_8));
        sent.flush();
        // The door would be content with what has come.
        assertThat(worked).failsWithin(Duration.ofMillis(300)).withThrowableOfType(TimeoutException.class);
        sent.close();

        assertThat(answered).succeedsWithin(Duration.ofSeconds(10));
        assertThat(worked).isCompletedWithValue("{}");
    }

    @Test
    void handsOnWhatIsLargerThanAnyDoorTakes() {
        taken.forEach(Turn::close);
        String large = "x".repeat(LARGEST * 3);
        MockHttpServletRequest request = request("POST");
        request.setContent(large.getBytes(UTF_8));
        CompletableFuture<String> worked = new CompletableFuture<>();

        filter(request, new MockHttpServletResponse(), worked);

        assertThat(worked).isCompletedWithValue(large);
    }

    private CompletableFuture<Void> send(MockHttpServletRequest request, CompletableFuture<String> worked) {
        CompletableFuture<Void> answered =
                CompletableFuture.runAsync(() -> filter(request, new MockHttpServletResponse(), worked));
        await().until(() -> turns.waiting() == 1);
        return answered;
    }

    private void filter(
            MockHttpServletRequest request, MockHttpServletResponse response, CompletableFuture<String> worked) {
        filter(request, response, worked, Integer.MAX_VALUE);
    }

    /** @param wanted how many bytes the door reads */
    private void filter(
            MockHttpServletRequest request,
            MockHttpServletResponse response,
            CompletableFuture<String> worked,
            int wanted) {
        try {
            filter.doFilter(
                    request,
                    response,
                    (passed, answer) ->
                            worked.complete(new String(passed.getInputStream().readNBytes(wanted), UTF_8)));
        } catch (Exception e) {
            worked.completeExceptionally(e);
        }
    }

    private static MockHttpServletRequest request(String method) {
        return new MockHttpServletRequest(method, "/fhir/Task");
    }
}
