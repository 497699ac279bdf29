package org.linkway.gateway.partner;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linkway.gateway.config.DoorProperties;
import org.linkway.gateway.config.SenderProperties;
import org.linkway.gateway.security.Parties;
import org.linkway.gateway.store.TestChanges;
import org.linkway.gateway.store.Together;
import org.linkway.workflow.Body;
import org.springframework.util.unit.DataSize;

class FhirSenderSystemsTest {
    /** More than the streams that one HTTP/2 connection to this server may have. */
    private static final int MANY = 200;

    private final WireMockServer sender =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().containerThreads(2 * MANY));

    @BeforeEach
    void start() {
        sender.start();
        sender.stubFor(any(anyUrl()).willReturn(ok("{}").withFixedDelay(200)));
    }

    @AfterEach
    void stop() {
        sender.stop();
    }

    @Test
    void readsForManyAtOnce() throws Exception {
        String base = sender.baseUrl() + "/fhir";
        FhirSenderSystems systems = new FhirSenderSystems(
                new SenderProperties(List.of(base)),
                Parties.standIns(),
                TestPartners.at("http://unused.invalid", "http://unused.invalid"),
                new DoorProperties(DataSize.ofMegabytes(2), Set.of(), false, Duration.ofDays(1), Set.of()));
        // From the first answer on, a client and a server that both speak HTTP/2 share one connection.
        systems.read(TestChanges.GP_SYSTEM, base + "/ServiceRequest/first");

        List<Optional<Body>> read =
                Together.run(MANY, number -> systems.read(TestChanges.GP_SYSTEM, base + "/ServiceRequest/" + number));

        assertThat(read).hasSize(MANY).allMatch(Optional::isPresent);
    }
}
