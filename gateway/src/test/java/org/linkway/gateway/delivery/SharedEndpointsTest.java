package org.linkway.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linkway.gateway.config.MeshProperties;
import org.linkway.gateway.config.PartnerProperties;
import org.linkway.gateway.config.RecordProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class SharedEndpointsTest {
    private static final Binder SETTINGS = new Binder(new MapConfigurationPropertySource(Map.of(
            "linkway.partner.record-endpoint", "https://hub.example.org/fhir/",
            "linkway.record.practices.A1.base", "https://one.example.org/fhir",
            "linkway.record.practices.A2.base", "https://two.example.org/fhir",
            "linkway.record.practices.A3.base", "https://two.example.org/fhir/",
            "linkway.record.practices.A4.base", "https://hub.example.org/fhir",
            "linkway.record.practices.A5.channel", "mesh",
            "linkway.record.practices.A6.channel", "bars",
            "linkway.record.practices.A7.channel", "pull",
            "linkway.mesh.url", "https://mesh.example.org")));

    private final SharedEndpoints endpoints = new SharedEndpoints(
            SETTINGS.bind("linkway.record", RecordProperties.class).get(),
            SETTINGS.bind("linkway.partner", PartnerProperties.class).get(),
            SETTINGS.bind("linkway.mesh", MeshProperties.class).get());

    @ParameterizedTest(name = "{2}")
    @CsvSource({
        "gp-record/A1, gp-record/A1, a base of its own",
        "gp-record/A2, https://two.example.org/fhir, the same base as another",
        "gp-record/A3, https://two.example.org/fhir, however it is written",
        "gp-record/a3, https://two.example.org/fhir, and whoever writes it",
        "gp-record/A4, https://hub.example.org/fhir, the base of those that have none",
        "gp-record/Z9, https://hub.example.org/fhir, no base of its own",
        "gp-record/A5, https://mesh.example.org, by MESH",
        "gp-record/A6, gp-record/A6, by BaRS",
        "gp-record/A7, gp-record/A7, pulled",
        "gp-record/unknown, gp-record/unknown, nobody's practice",
        "sandbox-link-workers, sandbox-link-workers, no practice"
    })
    void isTheAddressWhereOthersAreThereToo(String destination, String address, String why) {
        assertThat(endpoints.apply(destination)).as(why).isEqualTo(address);
    }

    @Test
    void takesTheLimitsOfAnAddressAsThoseOfAName() {
        assertThat(TestEngine.properties(Map.of("destinations[https://hub.example.org/fhir].concurrency", "9"))
                        .limits(endpoints.apply("gp-record/Z9"))
                        .concurrency())
                .isEqualTo(9);
    }
}
