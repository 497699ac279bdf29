package org.linkway.gateway.partner;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ca.uhn.fhir.rest.client.api.IGenericClient;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many practices at one host, of which all but one take requests and do not answer. */
class HangingPracticesTest {
    private static final int HANGING = 60;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Arrivals arrivals = new Arrivals();
    private final WireMockServer host = new WireMockServer(WireMockConfiguration.options()
            .dynamicPort()
            .containerThreads(HANGING + 30)
            .extensions(arrivals));
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private static final class Arrivals implements ResponseDefinitionTransformerV2 {
        private final AtomicInteger hanging = new AtomicInteger();

        @Override
        public ResponseDefinition transform(ServeEvent event) {
            if (event.getRequest().getUrl().startsWith("/hanging")) {
                hanging.incrementAndGet();
            }
            return event.getResponseDefinition();
        }

        @Override
        public String getName() {
            return "arrivals";
        }
    }

    @BeforeEach
    void start() {
        host.start();
        host.stubFor(get(urlMatching("/hanging/.*"))
                .willReturn(aResponse().withFixedDelay(Math.toIntExact(PATIENCE.toMillis()))));
        host.stubFor(get(urlMatching("/working/.*"))
                .willReturn(aResponse()
                        .withHeader("Content-Type", "application/fhir+json")
                        .withBody("{\"resourceType\":\"Patient\",\"id\":\"a\"}")));
    }

    @AfterEach
    void stop() {
        host.stop();
        threads.shutdownNow();
    }

    @Test
    void takeNoConnectionFromOneThatWorks() {
        FhirPartner partner = new FhirPartner("The practice's system");
        Access access = TestAccess.none();
        IGenericClient hanging = client(partner, access, "/hanging");
        List<Future<?>> open = IntStream.range(0, HANGING)
                .<Future<?>>mapToObj(number -> threads.submit(() -> read(hanging)))
                .toList();
        await().until(() -> arrivals.hanging.get() == HANGING);

        Patient patient = read(client(partner, access, "/working"));

        assertThat(patient.getIdElement().getIdPart()).isEqualTo("a");
        assertThat(open).noneMatch(Future::isDone);
    }

    private IGenericClient client(FhirPartner partner, Access access, String path) {
        String base = host.baseUrl() + path;
        return partner.client(base, access);
    }

    private static Patient read(IGenericClient client) {
        return client.read().resource(Patient.class).withId("a").execute();
    }
}
