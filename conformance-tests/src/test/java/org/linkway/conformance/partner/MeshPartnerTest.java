package org.linkway.conformance.partner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.linkway.conformance.partner.PartnerFaults.Fault;

class MeshPartnerTest {
    private static final String MAILBOX = "/messageexchange/" + MeshPartner.MAILBOX;
    private static final int MANY = 120;

    private final MeshPartner mesh = MeshPartner.start(3);
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        mesh.close();
    }

    @Test
    void letsInWhoProvesToHaveTheMailbox() {
        assertThat(send("GET", "/inbox", "", fresh()).statusCode()).isEqualTo(200);
        assertThat(mesh.notLetIn()).isZero();
    }

    @Test
    void letsInNobodyElse() {
        String token = fresh();
        send("GET", "/inbox", "", token);
        String hour = fresh().replaceFirst(":\\d{12}:", ":200001010000:");
        List<String> wrong = List.of(
                "none", "NHSMESH a:b", token, hour, fresh() + "0", fresh().replace(MeshPartner.MAILBOX, "ANOTHER"));

        assertThat(wrong)
                .allSatisfy(it ->
                        assertThat(send("GET", "/inbox", "", it).statusCode()).isEqualTo(403));
        assertThat(mesh.notLetIn()).as("all but the one that was used before").isEqualTo(wrong.size() - 1);
    }

    @Test
    void tellsWhatItTookAndKnowsACopy() {
        String id = take();
        assertThat(track(id)).isEqualTo(200);
        assertThat(track(UUID.randomUUID().toString())).isEqualTo(404);

        post(id);

        assertThat(track(id)).isEqualTo(300);
        assertThat(mesh.documents())
                .filteredOn(it -> it.localId().equals(id))
                .singleElement()
                .satisfies(document -> {
                    assertThat(document.copies()).isEqualTo(2);
                    assertThat(document.message()).isEqualTo("<Bundle/>");
                    assertThat(document.to()).isEqualTo("GPPROVIDER_9990000018_01011950_Invented");
                });
    }

    @Test
    void takesWhatItsAnswerIsLostOf() {
        mesh.faults().set(Fault.LOSES_ANSWERS);
        String id = UUID.randomUUID().toString();
        await().until(() -> {
            post(id);
            return !mesh.documents().isEmpty();
        });
        mesh.faults().mend();
        assertThat(track(id)).isEqualTo(mesh.documents().get(0).copies() == 1 ? 200 : 300);
    }

    @Test
    void answersEveryDocumentAsItsFateHasIt() {
        List<String> ids = IntStream.range(0, MANY)
                .mapToObj(it -> UUID.randomUUID().toString())
                .toList();
        ids.forEach(this::post);
        Set<MeshFate> fates = EnumSet.noneOf(MeshFate.class);
        mesh.documents().forEach(it -> fates.add(it.fate()));
        mesh.turnedAway().forEach(it -> fates.add(it.fate()));
        assertThat(fates).containsExactlyInAnyOrder(MeshFate.values());

        int expected = mesh.documents().stream()
                .mapToInt(document -> mails(document.fate()))
                .sum();
        await().atMost(Duration.ofSeconds(20)).until(() -> inbox().size() == expected);
        MeshDocument taken = mesh.documents().stream()
                .filter(it -> it.fate() == MeshFate.TAKEN)
                .findFirst()
                .orElseThrow();
        assertThat(inbox().stream().map(this::read).toList())
                .anySatisfy(mail -> assertThat(mail.body()).contains(taken.localId(), "30001"))
                .anySatisfy(mail ->
                        assertThat(mail.headers().firstValue("mex-statuscode")).isPresent());
    }

    private static int mails(MeshFate fate) {
        return switch (fate) {
            case TAKEN, TAKEN_AND_SAID_LATE, TAKEN_AND_SAID_THE_OTHER_WAY_ROUND, REFUSED_BY_THE_PRACTICE -> 2;
            case TAKEN_AND_SAID_TWICE -> 4;
            case REFUSED_BY_THE_SYSTEM, NOT_DELIVERED -> 1;
            case TURNED_AWAY -> 0;
        };
    }

    @Test
    void keepsAMessageUntilItIsAcknowledged() {
        take();
        await().atMost(Duration.ofSeconds(10)).until(() -> inbox().size() >= 1);
        String mail = inbox().get(0);
        assertThat(read(mail).statusCode()).isEqualTo(200);

        send("PUT", "/inbox/" + mail + "/status/acknowledged", "", fresh());

        assertThat(read(mail).statusCode()).isEqualTo(410);
        assertThat(inbox()).doesNotContain(mail);
    }

    /** One that is acknowledged. */
    private String take() {
        return await().until(
                        () -> {
                            String id = UUID.randomUUID().toString();
                            post(id);
                            return mesh.documents().stream()
                                    .filter(it ->
                                            it.localId().equals(id) && it.fate().isAcknowledged())
                                    .map(MeshDocument::localId)
                                    .findFirst();
                        },
                        Optional::isPresent)
                .orElseThrow();
    }

    private void post(String localId) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(mesh.baseUrl() + MAILBOX + "/outbox"))
                .header("Authorization", fresh())
                .header("mex-localid", localId)
                .header("mex-to", "GPPROVIDER_9990000018_01011950_Invented")
                .header("mex-subject", "of a test")
                .POST(BodyPublishers.ofString("<Bundle/>"));
        answer(request);
    }

    private int track(String localId) {
        return send("GET", "/outbox/tracking/" + localId, "", fresh()).statusCode();
    }

    private List<String> inbox() {
        String body = send("GET", "/inbox", "", fresh()).body();
        return Pattern.compile("\"(M\\d+)\"")
                .matcher(body)
                .results()
                .map(it -> it.group(1))
                .toList();
    }

    private HttpResponse<String> read(String mail) {
        return send("GET", "/inbox/" + mail, "", fresh());
    }

    private HttpResponse<String> send(String method, String path, String body, String token) {
        return answer(HttpRequest.newBuilder(URI.create(mesh.baseUrl() + MAILBOX + path))
                .header("Authorization", token)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> answer(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String fresh() {
        String nonce = UUID.randomUUID().toString();
        String time = DateTimeFormatter.ofPattern("yyyyMMddHHmm").format(LocalDateTime.now(ZoneOffset.UTC));
        String signed = String.join(":", MeshPartner.MAILBOX, nonce, "0", MeshPartner.PASSWORD, time);
        return "NHSMESH " + String.join(":", MeshPartner.MAILBOX, nonce, "0", time, MeshAuthorisation.hmac(signed));
    }
}
