package org.linkway.gateway.sandbox;

import java.time.Clock;
import org.linkway.gateway.security.SecurityProperties;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.JsonNode;

/** The stand-in link workers' platform and the demonstration. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "linkway.mode", havingValue = "sandbox", matchIfMissing = true)
class SandboxConfiguration {
    private static final MediaType FHIR_JSON = MediaType.parseMediaType("application/fhir+json;charset=UTF-8");

    private final Clock clock = Clock.systemUTC();

    @Bean
    GatewayClient sandboxGatewayClient(Environment environment) {
        return new GatewayClient(() -> "http://localhost:" + environment.getRequiredProperty("local.server.port"));
    }

    @Bean
    Autopilot sandboxAutopilot(GatewayClient gateway) {
        return new Autopilot(gateway, clock);
    }

    @Bean
    SampleReferral sandboxSampleReferral() {
        return new SampleReferral(clock);
    }

    @Bean
    SandboxThreads sandboxThreads(
            SandboxProperties properties,
            SecurityProperties security,
            GatewayClient gateway,
            Autopilot autopilot,
            SampleReferral sample) {
        LoopConsole console = new LoopConsole(System.out);
        if (security.isRequired()) {
            // The stand-ins have nothing to prove themselves by.
            return new SandboxThreads().add("sandbox-demo", console::welcomeWithProof);
        }
        Demo demo = new Demo(properties, gateway, sample, console);
        SandboxThreads threads = new SandboxThreads().add("sandbox-demo", demo::run);
        return properties.autopilot() ? threads.add("sandbox-autopilot", autopilot::run) : threads;
    }

    /** The webhook that link workers are told by, and a sample for whoever wants to send one. */
    @Bean
    RouterFunction<ServerResponse> sandboxDoors(Autopilot autopilot, SampleReferral sample) {
        return RouterFunctions.route()
                .POST(StandInAddresses.WEBHOOK, pushed -> {
                    autopilot.wake();
                    return ServerResponse.accepted().build();
                })
                .POST(StandInAddresses.CONCERNS, alerted -> {
                    autopilot.acknowledge(alerted.body(JsonNode.class));
                    return ServerResponse.accepted().build();
                })
                .GET(
                        StandInAddresses.SAMPLE,
                        asked -> ServerResponse.ok().contentType(FHIR_JSON).body(sample.next()))
                .build();
    }
}
