package org.linkway.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.linkway.Hazard;
import org.linkway.gateway.security.Visitor.Answer;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** Every address that there is has a rule, and no address but the open ones is answered to somebody unknown. */
@Secured
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class EveryAddressIT {
    private static final Set<String> OPEN = Set.of(
            "GET /.well-known/smart-configuration",
            "GET /fhir/.well-known/smart-configuration",
            "GET /fhir/metadata",
            "GET /actuator/health",
            "GET /actuator/health/1");

    private final List<RequestMappingHandlerMapping> mappings;

    @LocalServerPort
    private int port;

    EveryAddressIT(List<RequestMappingHandlerMapping> mappings) {
        this.mappings = mappings;
    }

    @Test
    @Hazard("H14")
    void isClosedToWhoIsUnknown() {
        Visitor visitor = new Visitor(port);
        Set<String> answered = new TreeSet<>();
        Set<String> addresses = addresses(visitor);

        for (String address : addresses) {
            String[] parts = address.split(" ", 2);
            Answer answer = visitor.send(parts[0], parts[1], "");
            if (answer.status() != 401) {
                answered.add(address + " " + answer.status());
            }
        }

        assertThat(addresses).hasSizeGreaterThan(150);
        assertThat(answered.stream().map(it -> it.replaceFirst(" [0-9]+$", ""))).isSubsetOf(OPEN);
    }

    @Test
    void hasARuleForEachAddress() {
        Visitor visitor = new Visitor(port);

        assertThat(addresses(visitor).stream()
                        .filter(address -> AccessRule.of(address.split(" ", 2)[0], address.split(" ", 2)[1])
                                .isEmpty()))
                .as("addresses without a rule in AccessRule, which nobody can use")
                .isEmpty();
    }

    private Set<String> addresses(Visitor visitor) {
        Set<String> all = new TreeSet<>();
        mappings.forEach(mapping -> mapping.getHandlerMethods().keySet().forEach(info -> all.addAll(of(info))));
        visitor.send("GET", "/fhir/metadata", "")
                .json()
                .at("/rest/0/resource")
                .forEach(resource -> all.addAll(of(resource)));
        Stream.of("POST /fhir", "POST /fhir/$process-message", "POST /fhir/$validate")
                .forEach(all::add);
        all.removeIf(address -> address.endsWith(" /error"));
        return all;
    }

    private static Set<String> of(RequestMappingInfo info) {
        Set<String> methods =
                info.getMethodsCondition().getMethods().stream().map(Enum::name).collect(Collectors.toSet());
        return info.getPatternValues().stream()
                .map(pattern -> pattern.replaceAll("\\{[^}]*}", "1").replace("/**", "/1"))
                .flatMap(path -> (methods.isEmpty() ? Stream.of("GET", "POST") : methods.stream())
                        .map(method -> method + " " + path))
                .collect(Collectors.toSet());
    }

    private static Set<String> of(JsonNode resource) {
        String type = "/fhir/" + resource.path("type").asString();
        return resource.path("interaction")
                .valueStream()
                .map(it -> it.path("code").asString())
                .map(code -> switch (code) {
                    case "read" -> "GET " + type + "/1";
                    case "vread" -> "GET " + type + "/1/_history/1";
                    case "history-instance" -> "GET " + type + "/1/_history";
                    case "history-type" -> "GET " + type + "/_history";
                    case "search-type" -> "GET " + type;
                    case "create" -> "POST " + type;
                    case "update" -> "PUT " + type + "/1";
                    case "patch" -> "PATCH " + type + "/1";
                    case "delete" -> "DELETE " + type + "/1";
                    default -> throw new IllegalStateException("An interaction that this test does not know: " + code);
                })
                .collect(Collectors.toSet());
    }
}
