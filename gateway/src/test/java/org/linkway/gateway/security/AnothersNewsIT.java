package org.linkway.gateway.security;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.linkway.gateway.security.Secured.ACORN;
import static org.linkway.gateway.security.Secured.BIRCH;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linkway.Hazard;
import org.linkway.gateway.security.Visitor.Answer;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Two practices subscribe to the same; each is told of its own, by notifications and by what it asks for. */
@Secured
class AnothersNewsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final WireMockServer subscribers =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());

    @LocalServerPort
    private int port;

    @BeforeEach
    void listen() {
        subscribers.start();
        subscribers.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(200)));
    }

    @AfterEach
    void stop() {
        subscribers.stop();
    }

    @Test
    @Hazard("H14")
    void isToldToNobodyElse() throws IOException {
        Visitor visitor = new Visitor(port);
        Tenant birch = new Tenant(visitor, visitor.token(BIRCH, "system/*.cruds"), "B99999", "", false);
        String token = visitor.token(ACORN, "system/*.cruds");
        String birchs = subscribed(birch, "/birch");
        String acorns = subscribed(new Tenant(visitor, token, "A99999", "", false), "/acorn");

        Tenant acorn = new Tenant(visitor, token, "A99999", "9992468173", true);
        acorn.owns(acorns);
        await().atMost(PATIENCE).until(() -> told("/acorn").contains(acorn.id("Task")));

        assertThat(acorn.isTold(told("/birch"))).isFalse();
        for (String question : new String[] {"/$events", "/$events?content=full-resource", "/$status", ""}) {
            assertThat(acorn.isTold(
                            birch.get("/fhir/Subscription/" + birchs + question).body()))
                    .as(question)
                    .isFalse();
            Answer anothers = birch.get("/fhir/Subscription/" + acorns + question);
            Answer absent = birch.get("/fhir/Subscription/" + acorn.twin(acorns) + question);
            assertThat(anothers.status()).isEqualTo(404);
            assertThat(acorn.plain(anothers)).isEqualTo(acorn.plain(absent));
        }
        assertThat(acorn.isTold(
                        birch.get("/fhir/Subscription/$status?id=" + acorns).body()))
                .isFalse();
        assertThat(birch.send("DELETE", "/fhir/Subscription/" + acorns, "").status())
                .isEqualTo(404);
        assertThat(acorn.get("/fhir/Subscription/" + acorns).status()).isEqualTo(200);
    }

    /** A subscription outlives the token that made it, so it tells no more than that token could read. */
    @Test
    void isToldToNobodyByATokenThatMayNotReadIt() throws IOException {
        Visitor visitor = new Visitor(port);
        Tenant narrow = new Tenant(visitor, visitor.token(ACORN, "system/Subscription.cruds"), "A99999", "", false);

        Answer answer = narrow.post(
                "/fhir/Subscription",
                Files.readString(Path.of("examples", "subscription.json"))
                        .replace("{own}/told", "http://localhost:" + subscribers.port() + "/narrow"),
                UUID.randomUUID().toString());

        assertThat(answer.status()).as(answer.body()).isEqualTo(403);
        assertThat(answer.body()).contains("system/Task.r");
    }

    /** Each event is numbered for each subscription: whoever makes them without end makes work without end. */
    @Test
    void isToldToSoManySubscriptionsOfOnePartyAtMost() throws IOException {
        Visitor visitor = new Visitor(port);
        Tenant birch = new Tenant(visitor, visitor.token(BIRCH, "system/*.cruds"), "B99999", "", false);
        String off = Files.readString(Path.of("examples", "subscription.json"))
                .replace("{own}/told", "http://localhost:" + subscribers.port() + "/many")
                .replace("\"requested\"", "\"off\"");
        List<String> made = new ArrayList<>();
        Answer last = birch.post("/fhir/Subscription", off, UUID.randomUUID().toString());
        while (last.status() == 201 && made.size() < 101) {
            made.add(id(last));
            last = birch.post("/fhir/Subscription", off, UUID.randomUUID().toString());
        }
        made.forEach(id -> birch.send("DELETE", "/fhir/Subscription/" + id, ""));

        assertThat(last.status()).isEqualTo(422);
        assertThat(last.body()).contains("100 Subscriptions");
        assertThat(made).hasSizeBetween(90, 100);
    }

    private static String id(Answer created) {
        return created.whole()
                .headers()
                .firstValue("Location")
                .orElseThrow()
                .replaceFirst(".*/Subscription/([^/]*).*", "$1");
    }

    private String subscribed(Tenant tenant, String path) throws IOException {
        String subscription = Files.readString(Path.of("examples", "subscription.json"))
                .replace("{own}/told", "http://localhost:" + subscribers.port() + path);
        Answer answer = tenant.post(
                "/fhir/Subscription", subscription, UUID.randomUUID().toString());
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        String id = id(answer);
        await().atMost(PATIENCE)
                .until(() -> tenant.get("/fhir/Subscription/" + id)
                        .json()
                        .path("status")
                        .asString()
                        .equals("active"));
        return id;
    }

    private String told(String path) {
        return subscribers.findAll(postRequestedFor(urlPathEqualTo(path))).stream()
                .map(LoggedRequest::getBodyAsString)
                .collect(Collectors.joining());
    }
}
