package org.linkway.conformance.access;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyType;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.linkway.conformance.command.CommandFailed;
import org.linkway.conformance.command.Options;

/** How a command says by which way it is let in. Secrets are read from files, because a command line can be read by others. */
public final class AccessOptions {
    private static final String TOKEN = "--token-file";
    private static final String API_KEY = "--api-key-file";
    private static final String SMART = "--smart-client";
    private static final String NHS = "--nhs-api-key";
    private static final String SECRET_CLIENT = "--client";
    private static final String SECRET = "--client-secret-file";
    private static final String KEY = "--key";
    private static final String SCOPE = "--scope";
    private static final String ENDPOINT = "--token-endpoint";
    private static final String CERTIFICATE = "--certificate";
    private static final String TRUST = "--trust";
    private static final String STORE_PASSWORD = "--store-password-file";
    private static final Set<String> WAYS = Set.of(TOKEN, API_KEY, SMART, NHS, SECRET_CLIENT);
    private static final String USUAL_SCOPE = "system/*.cruds";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** All of them take a value. */
    public static final Set<String> NAMES = Set.copyOf(
            Stream.concat(WAYS.stream(), Stream.of(SECRET, KEY, SCOPE, ENDPOINT, CERTIFICATE, TRUST, STORE_PASSWORD))
                    .toList());

    public static final String USAGE = """
            --token-file F                        a bearer token (NHS CIS2, or whoever gave it)
            --api-key-file F                      the NHS API platform's apikey
            --nhs-api-key ID --key JWK --token-endpoint URL
                                                  the NHS API platform's signed JWT, RS512
            --smart-client ID --key JWK [--scope system/*.cruds] [--token-endpoint URL]
                                                  SMART Backend Services; the endpoint is discovered
            --client ID --client-secret-file F --token-endpoint URL [--scope S]
                                                  OAuth 2.0 client credentials with a secret
            --certificate P12 --store-password-file F
                                                  mutual TLS, with any of these or alone
            --trust P12|PEM                       whose certificates are trusted, in place of this machine's own""";

    private final Options options;
    private final String target;
    private final HttpClient http;

    private AccessOptions(Options options, String target, HttpClient http) {
        this.options = options;
        this.target = target;
        this.http = http;
    }

    /** @throws CommandFailed where they contradict each other, or lack something */
    public static Access of(Options options, String target, Optional<SSLContext> tls) {
        HttpClient.Builder http = HttpClient.newBuilder().connectTimeout(PATIENCE);
        tls.ifPresent(http::sslContext);
        return new AccessOptions(options, target, http.build()).access();
    }

    private Access access() {
        Set<String> given = new TreeSet<>(WAYS);
        given.removeIf(way -> options.text(way).isEmpty());
        if (given.size() > 1) {
            throw new CommandFailed(
                    "There is more than one way to be let in: " + String.join(", ", given) + ". Give one.");
        }
        return given.stream().findFirst().map(this::by).orElseGet(Access::open);
    }

    private Access by(String way) {
        return switch (way) {
            case TOKEN -> Access.bearer(secret(TOKEN));
            case API_KEY -> Access.apiKey(secret(API_KEY));
            case NHS -> signed(NHS, URI.create(needed(ENDPOINT)), Optional.of(JWSAlgorithm.RS512));
            case SMART -> signed(SMART, endpoint(), Optional.empty());
            default -> withASecret();
        };
    }

    private Access signed(String client, URI endpoint, Optional<JWSAlgorithm> algorithm) {
        JWK key = key();
        JWSAlgorithm by =
                algorithm.orElse(key.getKeyType().equals(KeyType.EC) ? JWSAlgorithm.ES384 : JWSAlgorithm.RS384);
        SignedAssertion assertion =
                new SignedAssertion(needed(client), endpoint.toString(), key, by, Clock.systemUTC());
        return new ClientCredentials(
                http,
                endpoint,
                () -> {
                    Map<String, String> proof = new LinkedHashMap<>();
                    proof.put("client_assertion_type", SignedAssertion.TYPE);
                    proof.put("client_assertion", assertion.next());
                    if (client.equals(SMART)) {
                        proof.put("scope", options.text(SCOPE).orElse(USUAL_SCOPE));
                    }
                    return proof;
                },
                Clock.systemUTC());
    }

    private Access withASecret() {
        String secret = secret(SECRET);
        Map<String, String> proof = new LinkedHashMap<>();
        proof.put("client_id", needed(SECRET_CLIENT));
        proof.put("client_secret", secret);
        options.text(SCOPE).ifPresent(scope -> proof.put("scope", scope));
        return new ClientCredentials(http, URI.create(needed(ENDPOINT)), () -> proof, Clock.systemUTC());
    }

    /** As the target says itself (SMART App Launch 2.2, .well-known/smart-configuration), unless it was given. */
    private URI endpoint() {
        return options.text(ENDPOINT).map(URI::create).orElseGet(() -> {
            URI document = URI.create(target.replaceFirst("/+$", "") + "/.well-known/smart-configuration");
            try {
                HttpResponse<byte[]> answer = http.send(
                        HttpRequest.newBuilder(document)
                                .timeout(PATIENCE)
                                .header("Accept", "application/json")
                                .build(),
                        BodyHandlers.ofByteArray());
                String endpoint = new ObjectMapper()
                        .readTree(answer.body())
                        .path("token_endpoint")
                        .asText();
                if (!endpoint.isEmpty()) {
                    return URI.create(endpoint);
                }
            } catch (IOException e) {
                // Said below, with what to do about it.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new CommandFailed(document + " names no token endpoint. Give it by " + ENDPOINT + ".");
        });
    }

    private JWK key() {
        String file = needed(KEY);
        try {
            String text = Files.readString(Path.of(file));
            JWK key = text.stripLeading().startsWith("{") ? JWK.parse(text) : JWK.parseFromPEMEncodedObjects(text);
            if (!key.isPrivate()) {
                throw new CommandFailed(file + " holds a public key. Signing needs the private one.");
            }
            return key;
        } catch (IOException | ParseException | JOSEException e) {
            throw new CommandFailed(file + " holds no key as a JSON Web Key, and none in PEM form.");
        }
    }

    /** Mutual TLS, and whom to trust; empty for what this machine has. */
    public static Optional<SSLContext> tls(Options options) {
        Optional<String> certificate = options.text(CERTIFICATE);
        Optional<String> trust = options.text(TRUST);
        if (certificate.isEmpty() && trust.isEmpty()) {
            return Optional.empty();
        }
        char[] password =
                options.text(STORE_PASSWORD).map(AccessOptions::read).orElse("").toCharArray();
        return Optional.of(Stores.context(certificate.map(Path::of), trust.map(Path::of), password));
    }

    private String needed(String option) {
        return options.text(option)
                .orElseThrow(() -> new CommandFailed("This way to be let in also needs " + option + "."));
    }

    private String secret(String option) {
        return read(needed(option));
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new CommandFailed("The file " + file + " cannot be read.");
        }
    }
}
