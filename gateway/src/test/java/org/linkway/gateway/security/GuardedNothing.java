package org.linkway.gateway.security;

import ca.uhn.fhir.context.FhirContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.linkway.gateway.config.ReferralJson;
import org.linkway.translation.InboundRules;
import org.linkway.translation.ReferralTranslation;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.MapPropertySource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletContext;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** The chains by which callers are let in, as a gateway has them, and nothing behind them. */
final class GuardedNothing implements AutoCloseable {
    private final AnnotationConfigWebApplicationContext context = new AnnotationConfigWebApplicationContext();
    private final List<String> shares = new CopyOnWriteArrayList<>();
    private final Filter chains;

    GuardedNothing(PartyBook book, Map<String, Object> settings) {
        context.setServletContext(new MockServletContext());
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("tried", settings));
        context.getEnvironment()
                .getPropertySources()
                .addLast(new MapPropertySource("always", Map.of("linkway.security.authentication", "required")));
        ReferralTranslation translation =
                new ReferralTranslation(FhirContext.forR4Cached(), new InboundRules(Set.of(), false), UUID::randomUUID);
        context.addBeanFactoryPostProcessor(factory -> {
            factory.registerSingleton("book", book);
            // Where keys may be fetched is tried elsewhere.
            KeyFetch anywhere = address -> new DefaultResourceRetriever(2000, 2000, 65_536)
                    .retrieveResource(address.toURL())
                    .getContent();
            factory.registerSingleton("keys", anywhere);
            CallerShare noted = () -> (request, answer, chain) -> {
                shares.add(new Callers().share((HttpServletRequest) request));
                chain.doFilter(request, answer);
            };
            factory.registerSingleton("share", noted);
            factory.registerSingleton("clock", Clock.systemUTC());
            factory.registerSingleton("json", ReferralJson.mapper());
            factory.registerSingleton("translation", translation);
        });
        context.register(Chains.class);
        context.refresh();
        this.chains = context.getBean("springSecurityFilterChain", Filter.class);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties({SecurityProperties.class, PartiesProperties.class, PeopleProperties.class})
    @Import({SecurityConfiguration.class, TokenConfiguration.class, PeopleConfiguration.class})
    static class Chains {}

    /**
     * What came of a request.
     *
     * @param caller who was let in; empty for nobody
     */
    record Outcome(int status, Optional<Caller> caller, String body) {
        Optional<String> party() {
            return caller.map(it -> it.party().id());
        }
    }

    static MockHttpServletRequest request(String method, String path) {
        MockHttpServletRequest request = new MockHttpServletRequest(method, path);
        request.setServletPath(path);
        return request;
    }

    Outcome send(MockHttpServletRequest request) {
        MockHttpServletResponse response = new MockHttpServletResponse();
        AtomicReference<Optional<Caller>> caller = new AtomicReference<>(Optional.empty());
        try {
            chains.doFilter(request, response, (passed, answer) -> caller.set(Callers.known()));
            return new Outcome(response.getStatus(), caller.get(), response.getContentAsString());
        } catch (IOException | ServletException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of whose allowance each request has taken, in their order. */
    List<String> shares() {
        return List.copyOf(shares);
    }

    /** A sender's reading, with a token. */
    Outcome read(String token) {
        MockHttpServletRequest request = request("GET", "/fhir/Task");
        request.addHeader("Authorization", "Bearer " + token);
        return send(request);
    }

    Outcome askForToken(String assertion) {
        MockHttpServletRequest request = request("POST", "/oauth2/token");
        request.setContentType("application/x-www-form-urlencoded");
        Map.of(
                        "grant_type", "client_credentials",
                        "scope", "system/Task.rs",
                        "client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                        "client_assertion", assertion)
                .forEach(request::addParameter);
        return send(request);
    }

    /** @throws AssertionError where none is given */
    String token(PartySystem party) {
        Outcome outcome = askForToken(party.assertion());
        if (outcome.status() != 200) {
            throw new AssertionError(outcome.body());
        }
        return JsonMapper.shared().readTree(outcome.body()).path("access_token").asString();
    }

    @Override
    public void close() {
        context.close();
    }
}
