package org.linkway.gateway.partner;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.apache.http.HttpRequestInterceptor;
import org.apache.http.HttpResponseInterceptor;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.config.ConnectionConfig;
import org.apache.http.config.MessageConstraints;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClientBuilder;
import org.linkway.gateway.config.AccessProperties;
import org.linkway.gateway.config.AccessProperties.PrivateKeyJwt;
import org.linkway.gateway.config.PartnerProperties;
import org.linkway.gateway.config.SettingFault;
import org.linkway.gateway.partner.Access.Proof;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The ways in which Linkway proves itself to partners, by the names of {@code linkway.access}. */
@Component
final class PartnerAccess implements NeededServices, DisposableBean {
    private static final String SETTING = "linkway.access.";

    private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern HEADER_VALUE = Pattern.compile("[\\x21-\\x7E]([\\x20-\\x7E]*[\\x21-\\x7E])?");

    /** An answer's head is read into memory. */
    static final ConnectionConfig SMALL_HEAD = ConnectionConfig.custom()
            .setMessageConstraints(MessageConstraints.custom()
                    .setMaxLineLength(8192)
                    .setMaxHeaderCount(100)
                    .build())
            .build();

    private final PartnerProperties partners;
    private final SslBundles bundles;
    private final JsonMapper json;
    private final Clock clock;
    private final ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "partner-deadlines");
        thread.setDaemon(true);
        return thread;
    });
    private final Access open;
    private final Map<String, Access> named = new LinkedHashMap<>();

    /** @throws SettingFault where one cannot work: a key that cannot be read, a bundle that is not there */
    PartnerAccess(
            AccessProperties properties, PartnerProperties partners, SslBundles bundles, JsonMapper json, Clock clock) {
        this.partners = partners;
        this.bundles = bundles;
        this.json = json;
        this.clock = clock;
        this.open = access(Optional.empty(), new Proof(Map.of(), Optional.empty()));
        properties.access().forEach((name, settings) -> named.put(name, access(name, settings)));
    }

    /**
     * The way with this name; where none is named, one that proves nothing.
     *
     * @param setting that names it, for the operator
     * @throws SettingFault where the name is not configured; ask at the start, and not when something is to be sent
     */
    Access of(String setting, Optional<String> name) {
        return name.map(it -> Optional.ofNullable(named.get(it))
                        .orElseThrow(() -> new SettingFault(
                                setting, "'" + it + "' is none of linkway.access, which has " + names(named.keySet()))))
                .orElse(open);
    }

    /** One that proves nothing. */
    Access open() {
        return open;
    }

    /** The token endpoints among them. */
    @Override
    public Set<String> failing() {
        return named.entrySet().stream()
                .filter(it -> it.getValue().isWithoutToken())
                .map(it -> "the token endpoint of the access '" + it.getKey() + "'")
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String names(Set<String> names) {
        return names.isEmpty() ? "none." : String.join(", ", names) + ".";
    }

    private Access access(String name, AccessProperties.Proof settings) {
        checkHeaders(name, settings);
        Optional<SSLContext> ssl = settings.sslBundle().map(bundle -> ssl(name, bundle));
        Optional<TokenCache> tokens =
                Optional.ofNullable(settings.privateKeyJwt()).map(jwt -> tokens(name, jwt, ssl));
        return access(ssl, new Proof(settings.headers(), tokens));
    }

    private Access access(Optional<SSLContext> ssl, Proof proof) {
        return new Access(http(ssl), apache(ssl, proof), proof);
    }

    /** The client would quote what it cannot send, so it is never given such a header. */
    private static void checkHeaders(String name, AccessProperties.Proof settings) {
        settings.headers().forEach((header, value) -> {
            if (!HEADER_NAME.matcher(header).matches()
                    || !HEADER_VALUE.matcher(value).matches()) {
                throw new SettingFault(
                        SETTING + name + ".headers", "the header '" + header + "' cannot be sent as it is written.");
            }
            if (header.equalsIgnoreCase("Authorization") && settings.privateKeyJwt() != null) {
                throw new SettingFault(
                        SETTING + name + ".headers", "Authorization is where the token of private-key-jwt goes.");
            }
        });
    }

    private SSLContext ssl(String name, String bundle) {
        try {
            return bundles.getBundle(bundle).createSslContext();
        } catch (NoSuchSslBundleException e) {
            throw new SettingFault(SETTING + name + ".ssl-bundle", "there is no spring.ssl.bundle '" + bundle + "'.");
        } catch (RuntimeException e) {
            throw new SettingFault(
                    SETTING + name + ".ssl-bundle", "the keys and certificates of '" + bundle + "' cannot be read.");
        }
    }

    private TokenCache tokens(String name, PrivateKeyJwt jwt, Optional<SSLContext> ssl) {
        String setting = SETTING + name + ".private-key-jwt.";
        String scheme = jwt.tokenUrl().getScheme();
        if (jwt.tokenUrl().getHost() == null || !("https".equals(scheme) || "http".equals(scheme))) {
            throw new SettingFault(setting + "token-url", "this is no absolute https or http address.");
        }
        ClientAssertion assertion = ClientAssertion.of(jwt, setting + "private-key", clock);
        return new TokenCache(
                new TokenEndpoint(name, jwt, assertion, http(ssl), partners.responseTimeout(), json, clock), clock);
    }

    private HttpClient http(Optional<SSLContext> ssl) {
        HttpClient.Builder http = HttpClient.newBuilder()
                // Over HTTP/2 all requests share a connection, and those beyond its streams fail at once.
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(partners.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER);
        ssl.ifPresent(http::sslContext);
        return http.build();
    }

    private CloseableHttpClient apache(Optional<SSLContext> ssl, Proof proof) {
        ProvenRequests proven = new ProvenRequests(proof);
        BoundedExchange bounds = new BoundedExchange(partners.responseTimeout(), deadlines);
        HttpClientBuilder http = HttpClientBuilder.create()
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectTimeout(
                                Math.toIntExact(partners.connectTimeout().toMillis()))
                        .setConnectionRequestTimeout(
                                Math.toIntExact(partners.responseTimeout().toMillis()))
                        .setSocketTimeout(
                                Math.toIntExact(partners.responseTimeout().toMillis()))
                        .build())
                .setMaxConnPerRoute(FhirPartner.CONNECTIONS)
                .setMaxConnTotal(FhirPartner.CONNECTIONS)
                .setDnsResolver(ConfiguredHosts.RESOLVER)
                .setDefaultConnectionConfig(SMALL_HEAD)
                .setRequestExecutor(bounds)
                .addInterceptorLast((HttpResponseInterceptor) bounds)
                .disableRedirectHandling()
                .disableAuthCaching()
                .disableCookieManagement()
                .addInterceptorLast((HttpRequestInterceptor) proven)
                .setServiceUnavailableRetryStrategy(proven);
        ssl.ifPresent(http::setSSLContext);
        return http.build();
    }

    @Override
    public void destroy() throws IOException {
        deadlines.shutdownNow();
        open.close();
        for (Access access : named.values()) {
            access.close();
        }
    }
}
