package org.linkway.gateway.security;

import static org.linkway.gateway.security.Secured.PROVIDER;

import com.nimbusds.jwt.JWTClaimsSet;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.linkway.gateway.security.IdentityProvider.Person;
import org.linkway.gateway.security.Visitor.Answer;
import org.springframework.web.util.UriComponentsBuilder;

/** Somebody at a browser, which keeps the gateway's cookie. */
final class Browser {
    private final Visitor visitor;
    private Optional<String> session = Optional.empty();

    Browser(int port) {
        this.visitor = new Visitor(port);
    }

    Browser with(String cookie) {
        session = Optional.of(cookie);
        return this;
    }

    String session() {
        return session.orElseThrow();
    }

    Answer get(String path) {
        return send("GET", path, "");
    }

    /** @param headers names and values by turns */
    Answer post(String path, String json, String... headers) {
        return send(
                "POST",
                path,
                json,
                Stream.concat(Stream.of("Content-Type", "application/json"), Stream.of(headers))
                        .toArray(String[]::new));
    }

    Answer fill(String path, String form) {
        return send("POST", path, form, "Content-Type", "application/x-www-form-urlencoded");
    }

    private Answer send(String method, String path, String body, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        session.ifPresent(cookie -> all.addAll(List.of("Cookie", cookie)));
        Answer answer = visitor.send(method, path, body, all.toArray(String[]::new));
        answer.whole().headers().allValues("Set-Cookie").stream()
                .map(cookie -> cookie.split(";", 2)[0])
                .filter(cookie -> cookie.startsWith(PeopleConfiguration.SESSION))
                .forEach(cookie -> session = Optional.of(cookie));
        return answer;
    }

    void signIn(Person person) {
        Answer answer = signIn(person, claims -> PROVIDER.signed(claims.build()));
        if (answer.status() != 302) {
            throw new IllegalStateException(answer.status() + " " + answer.body());
        }
    }

    /** @param idToken what the provider makes of what it should say */
    Answer signIn(Person person, Function<JWTClaimsSet.Builder, String> idToken) {
        Answer begun = get("/oauth2/authorization/people");
        URI asked = URI.create(begun.whole().headers().firstValue("Location").orElseThrow());
        Map<String, String> parameters =
                UriComponentsBuilder.fromUri(asked).build(true).getQueryParams().toSingleValueMap();
        PROVIDER.answersWith(idToken.apply(PROVIDER.claims(person).claim("nonce", parameters.get("nonce"))));
        return get("/login/oauth2/code/people?code=invented&state=" + parameters.get("state"));
    }
}
