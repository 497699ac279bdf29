package org.linkway.gateway.partner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.rest.client.api.IGenericClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.linkway.routes.port.PartnerUnavailable;

/** What one costs is bounded in time and in memory, by either client. */
@Timeout(20)
class HostilePartnersTest {
    private static final Duration LONGEST = Duration.ofSeconds(1);

    @ParameterizedTest
    @EnumSource(HostilePartner.Way.class)
    void keepNoThreadOfAFhirClient(HostilePartner.Way way) throws Exception {
        try (HostilePartner partner = new HostilePartner(way);
                Access access = TestAccess.waiting(LONGEST)) {
            FhirPartner fhir = new FhirPartner("The partner");
            IGenericClient client = fhir.client(partner.base(), access);
            long begun = System.nanoTime();

            assertThatThrownBy(() -> fhir.asking(() ->
                            client.read().resource(Patient.class).withId("a").execute()))
                    .isInstanceOf(PartnerUnavailable.class);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8));
        }
    }

    /** It asks for nothing compressed and unpacks nothing. */
    @ParameterizedTest
    @EnumSource(value = HostilePartner.Way.class, mode = Mode.EXCLUDE, names = "SENDS_A_BOMB")
    void keepNoThreadOfAnExchange(HostilePartner.Way way) throws Exception {
        try (HostilePartner partner = new HostilePartner(way);
                Access access = TestAccess.waiting(LONGEST)) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(partner.base()))
                    .timeout(LONGEST)
                    .GET()
                    .build();
            long begun = System.nanoTime();

            assertThatThrownBy(() -> access.send(request)).isInstanceOf(IOException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8));
        }
    }
}
