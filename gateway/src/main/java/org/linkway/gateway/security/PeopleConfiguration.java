package org.linkway.gateway.security;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import org.apache.catalina.session.StandardManager;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.SupplierClientRegistrationRepository;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.logout.HttpStatusReturningLogoutSuccessHandler;

/** Where people sign in with a browser, and what they do then: by a session, and so with a token against forged requests. */
@Configuration(proxyBeanMethods = false)
class PeopleConfiguration {
    /** At which the provider's client is registered here: {@code /login/oauth2/code/people}. */
    private static final String PEOPLE = "people";

    private static final String SIGN_IN = "/oauth2/authorization/" + PEOPLE;
    private static final String SIGNED_IN = "/admin/v1/me";
    static final String SESSION = "linkway-session";
    private static final int MOST_SESSIONS = 10_000;

    private static final List<String> SIGNING_IN =
            List.of("/oauth2/authorization/", "/login", "/logout", "/default-ui.css");
    private static final List<String> FOR_PEOPLE = List.of("/admin/", "/local/", "/actuator/");

    @Bean
    People people(PeopleProperties settings, Parties parties) {
        return new People(settings, parties);
    }

    @Bean
    @Order(0)
    SecurityFilterChain signedIn(
            HttpSecurity http,
            PeopleProperties settings,
            People people,
            SecurityProperties security,
            CallerShare share,
            Refusals refusals,
            Clock clock) {
        http.securityMatcher(request -> settings.isAny() && isOfPeople(request))
                .headers(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(logout -> logout.deleteCookies(SESSION)
                        .addLogoutHandler((request, response, person) ->
                                people.caller(person).ifPresent(it -> Callers.signs(request, it)))
                        .logoutSuccessHandler(new HttpStatusReturningLogoutSuccessHandler()))
                // Not as *the* entry point: with one, Spring makes no page to sign in on.
                .exceptionHandling(failures -> failures.defaultAuthenticationEntryPointFor(
                                (request, response, unknown) -> refusals.unknown(request, response), request -> true)
                        .accessDeniedHandler(new Forbidding(refusals)))
                .addFilterBefore(new PersonFilter(people, settings.sessionFor(), clock), AuthorizationFilter.class)
                .authorizeHttpRequests(AddressAccess::decide);
        if (!security.isRequired()) {
            http.addFilterBefore(new StandInFilter(new StandIns()), AuthorizationFilter.class);
        }
        http.addFilterBefore(share.filter(), AuthorizationFilter.class);
        if (settings.issuer().isPresent()) {
            signInThere(http, settings, signedIn(people), refusals);
        }
        if (!settings.users().isEmpty()) {
            signInHere(http, settings, signedIn(people));
        }
        return http.build();
    }

    /** Only with a session, and not with a token, which forged requests have not. Nobody makes one but by beginning to sign in. */
    private static boolean isOfPeople(HttpServletRequest request) {
        String path = request.getRequestURI();
        boolean reads = request.getMethod().equals("GET");
        if (SIGNING_IN.stream().anyMatch(path::startsWith)) {
            return reads || request.getSession(false) != null;
        }
        return FOR_PEOPLE.stream().anyMatch(path::startsWith)
                && request.getHeader(HttpHeaders.AUTHORIZATION) == null
                && request.getSession(false) != null;
    }

    /** What is begun and not ended is forgotten sooner, and there are never more than a node can keep. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> boundedSessions() {
        return tomcat -> tomcat.addContextCustomizers(context -> {
            StandardManager manager = new StandardManager();
            manager.setPathname(null);
            manager.setMaxActiveSessions(MOST_SESSIONS);
            context.setManager(manager);
        });
    }

    private static void signInThere(
            HttpSecurity http, PeopleProperties settings, AuthenticationSuccessHandler signedIn, Refusals refusals) {
        http.oauth2Login(login -> (settings.users().isEmpty() ? login.loginPage(SIGN_IN) : login)
                .clientRegistrationRepository(new Provider(new SupplierClientRegistrationRepository(
                        () -> new InMemoryClientRegistrationRepository(client(settings)))))
                .authorizedClientRepository(new ForgottenClients())
                .authorizationEndpoint(begun -> begun.authorizationRequestRepository(new BegunSignIns()))
                .tokenEndpoint(token -> token.accessTokenResponseClient(ProviderCalls.tokens()))
                .userInfoEndpoint(info -> info.oidcUserService(ProviderCalls.people()))
                .successHandler(signedIn)
                .failureHandler((request, response, failure) -> refusals.notSignedIn(request, response)));
    }

    private static ClientRegistration client(PeopleProperties settings) {
        return ClientRegistrations.fromIssuerLocation(
                        settings.issuer().orElseThrow().toString())
                .registrationId(PEOPLE)
                .clientId(settings.clientId().orElseThrow())
                .clientSecret(settings.clientSecret().orElse(null))
                .scope(settings.askFor())
                .clientSettings(ClientRegistration.ClientSettings.builder()
                        .requireProofKey(true)
                        .build())
                .build();
    }

    private static void signInHere(
            HttpSecurity http, PeopleProperties settings, AuthenticationSuccessHandler signedIn) {
        List<UserDetails> users = settings.users().entrySet().stream()
                .map(it -> User.withUsername(it.getKey())
                        .password(encoded(it.getValue().password()))
                        .build())
                .toList();
        http.userDetailsService(new InMemoryUserDetailsManager(users))
                .formLogin(login -> login.successHandler(signedIn));
    }

    private static AuthenticationSuccessHandler signedIn(People people) {
        return (request, response, person) -> {
            people.caller(person).ifPresent(it -> Callers.signs(request, it));
            request.getSession()
                    .setMaxInactiveInterval(request.getServletContext().getSessionTimeout() * 60);
            response.sendRedirect(SIGNED_IN);
        };
    }

    private static String encoded(String password) {
        return password.startsWith("{") ? password : "{noop}" + password;
    }

    /** Spring would go through one that lists its registrations, and so ask the provider when the gateway starts. */
    private record Provider(ClientRegistrationRepository registrations) implements ClientRegistrationRepository {
        @Override
        public ClientRegistration findByRegistrationId(String id) {
            return registrations.findByRegistrationId(id);
        }
    }
}
