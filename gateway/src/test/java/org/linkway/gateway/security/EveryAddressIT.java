package org.linkway.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.linkway.Hazard;
import org.linkway.gateway.security.Visitor.Answer;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

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

    private final EveryAddress every;

    @LocalServerPort
    private int port;

    EveryAddressIT(List<RequestMappingHandlerMapping> mappings) {
        this.every = new EveryAddress(mappings);
    }

    @Test
    @Hazard("H14")
    void isClosedToWhoIsUnknown() {
        Visitor visitor = new Visitor(port);
        Set<String> answered = new TreeSet<>();
        Set<String> addresses = every.of(visitor);

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

        assertThat(every.of(visitor).stream()
                        .filter(address -> AccessRule.of(address.split(" ", 2)[0], address.split(" ", 2)[1])
                                .isEmpty()))
                .as("addresses without a rule in AccessRule, which nobody can use")
                .isEmpty();
    }
}
