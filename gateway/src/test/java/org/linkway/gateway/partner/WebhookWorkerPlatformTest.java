package org.linkway.gateway.partner;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linkway.gateway.config.PartnerProperties;
import org.linkway.gateway.config.ReferralJson;
import org.linkway.gateway.security.TestParties;
import org.linkway.gateway.store.TestChanges;
import org.linkway.routes.port.PartnerRefused;
import org.linkway.routes.port.PartnerUnavailable;
import org.linkway.workflow.Change;
import org.linkway.workflow.Delivery;
import org.springframework.mock.env.MockEnvironment;

class WebhookWorkerPlatformTest {
    private static final Change OPENING = TestChanges.opening("1");
    private static final Delivery DELIVERY = OPENING.deliveries().get(0);

    private final WireMockServer platform =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());
    private WebhookWorkerPlatform webhook;

    @BeforeEach
    void start() {
        platform.start();
        PartnerProperties properties = TestPartners.at(platform.baseUrl() + "/hook", "http://unused.invalid");
        webhook = new WebhookWorkerPlatform(
                new PartnerEndpoints(properties, new MockEnvironment()),
                TestParties.worker(OPENING.referral().worker()),
                new Webhook(properties, ReferralJson.mapper()));
    }

    @AfterEach
    void stop() {
        platform.stop();
    }

    @Test
    void pushesTheReferralWithAKeyToTellARepeatBy() {
        answer(202);

        push();

        platform.verify(postRequestedFor(urlEqualTo("/hook"))
                .withHeader("Idempotency-Key", equalTo(DELIVERY.id().toString()))
                .withRequestBody(equalToJson(
                        """
                        {"deliveryId": "%s", "type": "referral-opened", "referral": {"id": "%s", "status": "requested"}}""".formatted(DELIVERY.id(), OPENING.referral().id()), true, true)));
    }

    @Test
    void triesAgainWhereThePlatformIsDown() {
        answer(503);
        assertThatThrownBy(this::push).isInstanceOf(PartnerUnavailable.class).hasMessageContaining("503");

        platform.stop();
        assertThatThrownBy(this::push).isInstanceOf(PartnerUnavailable.class).hasMessageContaining("reached");
    }

    @Test
    void saysHowLongThePlatformAsksToBeLeftAlone() {
        platform.stubFor(post("/hook")
                .willReturn(new ResponseDefinitionBuilder().withStatus(429).withHeader("Retry-After", "7")));

        assertThatThrownBy(this::push)
                .isInstanceOfSatisfying(
                        PartnerUnavailable.class,
                        it -> assertThat(it.retryAfter()).contains(Duration.ofSeconds(7)));
    }

    @Test
    void takesARefusalForARefusal() {
        answer(422);

        assertThatThrownBy(this::push).isInstanceOf(PartnerRefused.class).hasMessageContaining("422");
    }

    @Test
    void followsNoRedirect() {
        platform.stubFor(post("/hook")
                .willReturn(new ResponseDefinitionBuilder()
                        .withStatus(307)
                        .withHeader("Location", platform.baseUrl() + "/elsewhere")));

        assertThatThrownBy(this::push).isInstanceOf(PartnerUnavailable.class).hasMessageContaining("307");
        platform.verify(0, postRequestedFor(urlEqualTo("/elsewhere")));
    }

    @Test
    void tellsAPartyThatIsLetInNoMoreNothing() {
        PartnerProperties properties = TestPartners.at(platform.baseUrl() + "/hook", "http://unused.invalid");
        webhook = new WebhookWorkerPlatform(
                new PartnerEndpoints(properties, new MockEnvironment()),
                TestParties.none(),
                new Webhook(properties, ReferralJson.mapper()));
        answer(202);

        assertThatThrownBy(this::push).isInstanceOf(PartnerRefused.class).hasMessageContaining("not let in any more");
        platform.verify(0, postRequestedFor(urlEqualTo("/hook")));
    }

    private void push() {
        webhook.push(DELIVERY, OPENING.referral());
    }

    private void answer(int status) {
        platform.stubFor(post("/hook").willReturn(new ResponseDefinitionBuilder().withStatus(status)));
    }
}
