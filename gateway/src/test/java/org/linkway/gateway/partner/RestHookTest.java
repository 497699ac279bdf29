package org.linkway.gateway.partner;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linkway.gateway.config.SubscriptionProperties;
import org.linkway.gateway.security.Parties;
import org.linkway.gateway.security.TestCallers;
import org.linkway.gateway.store.TestChanges;
import org.linkway.gateway.store.TestSubscriptions;
import org.linkway.routes.port.PartnerRefused;
import org.linkway.routes.port.PartnerUnavailable;
import org.linkway.translation.SubscriptionTranslation;
import org.linkway.workflow.Notification;
import org.linkway.workflow.Notification.Kind;
import org.linkway.workflow.Party;
import org.linkway.workflow.Subscription;
import org.linkway.workflow.Subscription.Channel;
import org.linkway.workflow.Topic;

class RestHookTest {
    private static final String BASE = "https://gateway.example.org/fhir";

    private final WireMockServer subscriber =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());
    private final RestHook hook = new RestHook(
            new SubscriptionProperties(
                    List.of("localhost", "127.0.0.1", "*.invalid"),
                    List.of("localhost"),
                    BASE,
                    Duration.ofSeconds(1),
                    1,
                    1,
                    Duration.ofMinutes(1)),
            TestPartners.at("http://unused.invalid", "http://unused.invalid"),
            Parties.standIns(),
            TestCallers.sender(),
            new SubscriptionTranslation(FhirContext.forR4Cached(), () -> BASE));

    @BeforeEach
    void start() {
        subscriber.start();
    }

    @AfterEach
    void stop() throws IOException {
        hook.destroy();
        subscriber.stop();
    }

    @Test
    void isTakenWith2xx() {
        answers(aResponse().withStatus(204));

        assertThatNoException().isThrownBy(this::tell);
    }

    @Test
    void tellsNobodyWhoIsNotLetInAnyMore() {
        answers(aResponse().withStatus(204));

        assertThatThrownBy(() -> tell("http://localhost:" + subscriber.port() + "/hook", TestChanges.GP_SYSTEM))
                .isInstanceOf(PartnerRefused.class)
                .hasMessageContaining("not let in any more");
        assertThat(subscriber.getAllServeEvents()).isEmpty();
    }

    @Test
    void triesAgainWhereTheNameIsNotKnown() {
        assertThatThrownBy(() -> tell("https://not-now.invalid/hook"))
                .isInstanceOf(PartnerUnavailable.class)
                .hasMessageContaining("not known");
    }

    @Test
    void sendsNothingToAPrivateAddress() {
        assertThatThrownBy(() -> tell("https://127.0.0.1/hook"))
                .isInstanceOf(PartnerRefused.class)
                .hasMessageContaining("private");
        assertThatThrownBy(() -> tell("https://elsewhere.example.org/hook")).isInstanceOf(PartnerRefused.class);
    }

    @Test
    void readsNoEndlessHeadOfAnAnswer() {
        answers(aResponse().withStatus(200).withHeader("X-Long", "x".repeat(9000)));
        assertThatThrownBy(this::tell).isInstanceOf(PartnerUnavailable.class);

        ResponseDefinitionBuilder many = aResponse().withStatus(200);
        for (int header = 0; header < 101; header++) {
            many.withHeader("X-" + header, "x");
        }
        answers(many);
        assertThatThrownBy(this::tell).isInstanceOf(PartnerUnavailable.class);
    }

    private void answers(ResponseDefinitionBuilder answer) {
        subscriber.stubFor(any(anyUrl()).willReturn(answer));
    }

    private void tell() {
        tell("http://localhost:" + subscriber.port() + "/hook");
    }

    private void tell(String endpoint) {
        tell(endpoint, TestCallers.SENDER);
    }

    private void tell(String endpoint, Party owner) {
        Subscription subscription = TestSubscriptions.to(Topic.TASK, owner);
        Channel channel = subscription.channel();
        hook.tell(new Notification(
                "one",
                new Subscription(
                        subscription.id(),
                        subscription.owner(),
                        subscription.topic(),
                        subscription.canonical(),
                        subscription.filters(),
                        new Channel(
                                endpoint,
                                channel.headers(),
                                channel.contentType(),
                                channel.content(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()),
                        Optional.empty(),
                        subscription.status(),
                        Optional.empty()),
                Kind.HANDSHAKE,
                channel.content(),
                List.of(),
                0,
                TestChanges.NOON));
    }
}
