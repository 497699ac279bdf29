package org.linkway.gateway.partner;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.linkway.gateway.config.AccessProperties.PrivateKeyJwt;
import org.linkway.routes.port.HeldUp;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks a partner for tokens by client assertion (RFC 6749 §4.4, RFC 7523 §2.2). */
final class TokenEndpoint implements Supplier<AccessToken> {
    /** RFC 6749 §5.1 leaves out of account how long a token lives; one that does not say is not trusted for long. */
    private static final Duration UNSTATED_LIFETIME = Duration.ofMinutes(1);
    /** So that no answer leads beyond the end of time. */
    private static final Duration LONGEST_LIFETIME = Duration.ofDays(1);

    /** RFC 6750 §2.1: what may follow {@code Bearer}. */
    private static final Pattern BEARER = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

    /** RFC 6749 §5.2: the codes are short words; anything else could be anything, and is not repeated. */
    private static final Pattern ERROR = Pattern.compile("[a-z_]{1,40}");

    private final String name;
    private final PrivateKeyJwt settings;
    private final ClientAssertion assertion;
    private final HttpClient http;
    private final Duration timeout;
    private final JsonMapper json;
    private final Clock clock;

    /**
     * @param name of the access
     * @param timeout how long the whole answer may take
     */
    TokenEndpoint(
            String name,
            PrivateKeyJwt settings,
            ClientAssertion assertion,
            HttpClient http,
            Duration timeout,
            JsonMapper json,
            Clock clock) {
        this.name = name;
        this.settings = settings;
        this.assertion = assertion;
        this.http = http;
        this.timeout = timeout;
        this.json = json;
        this.clock = clock;
    }

    /** A new token. Fails as {@link HeldUp}: it says nothing about the partner that the token is for. */
    @Override
    public AccessToken get() {
        HttpRequest request = HttpRequest.newBuilder(settings.tokenUrl())
                .timeout(timeout)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString(form()))
                .build();
        try {
            return token(Exchange.of(http, request));
        } catch (IOException e) {
            throw new HeldUp(said("could not be reached"), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HeldUp("Linkway was stopped while it asked for a token.", e);
        }
    }

    private String form() {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "client_credentials");
        form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        form.put("client_assertion", assertion.signed());
        settings.scope().ifPresent(scope -> form.put("scope", scope));
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private AccessToken token(HttpResponse<byte[]> response) {
        Optional<JsonNode> body = read(response.body());
        if (response.statusCode() != 200) {
            String error = body.map(it -> it.path("error").asString("")).orElse("");
            throw new HeldUp(
                    said("answered " + response.statusCode()
                            + (ERROR.matcher(error).matches() ? " " + error : "")),
                    RetryAfter.of(response.headers()));
        }
        String value = body.map(it -> it.path("access_token").asString("")).orElse("");
        String type = body.map(it -> it.path("token_type").asString("Bearer")).orElse("");
        if (!BEARER.matcher(value).matches() || !type.toLowerCase(Locale.ROOT).equals("bearer")) {
            throw new HeldUp(said("answered with what is no bearer token"));
        }
        return AccessToken.of(value, clock.instant(), lifetime(body.orElseThrow()));
    }

    /** The NHS platform writes the seconds as text. */
    private static Duration lifetime(JsonNode body) {
        long seconds = body.path("expires_in").asLong(0);
        return seconds > 0 ? Duration.ofSeconds(Math.min(seconds, LONGEST_LIFETIME.toSeconds())) : UNSTATED_LIFETIME;
    }

    private Optional<JsonNode> read(byte[] body) {
        try {
            return Optional.of(json.readTree(body));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private String said(String what) {
        return "The token endpoint of the access '" + name + "' " + what + ".";
    }
}
