package org.linkway.gateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.linkway.gateway.security.OpenDoors;
import org.linkway.gateway.security.SecurityProperties;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "linkway.sandbox.autopilot=false",
            "linkway.sandbox.demo=false",
            "spring.datasource.url=jdbc:h2:mem:sandbox-doors",
            // The gateway's own health is not part of this test.
            "management.endpoint.health.validate-group-membership=false"
        })
class SandboxDoorsIT {
    private final HttpClient http = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @Test
    void takesAPushedReferralAtOnce() throws Exception {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(url("/sandbox/worker/webhook"))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "8f5b8f1e-0000-4000-8000-000000000001")
                .POST(BodyPublishers.ofString("{\"type\": \"referral-opened\"}")));

        assertThat(answer.statusCode()).isEqualTo(202);
    }

    @Test
    void givesASampleThatCanBeSentAsItIs() throws Exception {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(url("/sandbox/sample")));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/fhir+json;charset=UTF-8");
        assertThat(answer.body()).contains("\"transaction\"").doesNotContain("{{");
    }

    @Test
    void isNotThereOutsideTheSandbox() {
        new ApplicationContextRunner()
                .withPropertyValues("linkway.mode=production")
                .withUserConfiguration(SandboxConfiguration.class)
                .run(context -> assertThat(context).doesNotHaveBean(Autopilot.class));
    }

    private URI url(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EnableConfigurationProperties({SandboxProperties.class, SecurityProperties.class})
    @Import({SandboxConfiguration.class, OpenDoors.class})
    static class DoorsAlone {}
}
