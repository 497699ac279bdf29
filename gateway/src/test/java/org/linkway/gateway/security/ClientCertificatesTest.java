package org.linkway.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.linkway.gateway.security.GuardedNothing.Outcome;
import org.linkway.gateway.security.SecurityProperties.Proxy;
import org.springframework.mock.web.MockHttpServletRequest;

/** Certificates are bound to parties: beside a token, and in its place where that was agreed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClientCertificatesTest {
    private static final String HEADER = "X-Client-Certificate";
    private static final PartySystem BOUND = new PartySystem("bound-surgery");
    private static final PartySystem UNBOUND = new PartySystem("unbound-surgery");
    private static final String ALONE = "certificate-surgery";
    private static final String NAME = "system.invented-surgery.example";

    private Path key;

    /** By which way a certificate comes. */
    enum Way {
        TLS,
        PROXY
    }

    private GuardedNothing overTls;
    private GuardedNothing behindAProxy;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        key = Files.writeString(
                folder.resolve("signing.pem"),
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(PartySystem.newKey("linkway")
                                        .toRSAPrivateKey()
                                        .getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
        overTls = gateway(Map.of());
        behindAProxy = gateway(
                Map.of("linkway.security.proxy.declared", "true", "linkway.security.proxy.certificate-header", HEADER));
    }

    @AfterAll
    void stop() {
        overTls.close();
        behindAProxy.close();
    }

    private GuardedNothing gateway(Map<String, Object> more) throws Exception {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put("linkway.security.issuer", PartySystem.ISSUER);
        settings.put("linkway.security.signing-keys", key.toString());
        return new GuardedNothing(
                new ListedParties(
                        party(BOUND.id(), Optional.of(BOUND.publicKeys()), Set.of(thumbprint("surgery")), false),
                        party(UNBOUND.id(), Optional.of(UNBOUND.publicKeys()), Set.of(), false),
                        party(ALONE, Optional.empty(), Set.of(NAME), true)),
                settings);
    }

    private static RegisteredParty party(String id, Optional<String> keys, Set<String> certificates, boolean alone) {
        return TestParties.sender(id, keys, Optional.empty(), certificates, alone);
    }

    @ParameterizedTest
    @EnumSource
    void aTokenIsTakenWithTheCertificateOfItsParty(Way way) {
        assertThat(read(way, Optional.of(BOUND), Optional.of("surgery")).party())
                .contains(BOUND.id());
    }

    @ParameterizedTest
    @EnumSource
    void aTokenIsRefusedWithoutTheCertificateOfItsParty(Way way) {
        for (Optional<String> shown : List.of(Optional.<String>empty(), Optional.of("other"))) {
            Outcome outcome = read(way, Optional.of(BOUND), shown);

            assertThat(outcome.status()).isEqualTo(403);
            assertThat(outcome.caller()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPartyWithoutCertificatesNeedsNone(Way way) {
        assertThat(read(way, Optional.of(UNBOUND), Optional.empty()).party()).contains(UNBOUND.id());
        assertThat(read(way, Optional.of(UNBOUND), Optional.of("other")).party())
                .contains(UNBOUND.id());
    }

    @Test
    void aCertificateAloneLetsInThePartyThatMayComeSoAndNobodyElse() {
        assertThat(read(Way.TLS, Optional.empty(), Optional.of("surgery")).party())
                .contains(ALONE);
        assertThat(read(Way.TLS, Optional.empty(), Optional.of("other")).status())
                .isEqualTo(401);
        assertThat(read(Way.TLS, Optional.empty(), Optional.empty()).status()).isEqualTo(401);
    }

    /** Anybody can make one with that name, and a proxy may pass on what nobody has looked at. */
    @Test
    void aNameInACertificateThatAProxyPassesOnProvesNothing() {
        assertThat(read(Way.PROXY, Optional.empty(), Optional.of("surgery")).status())
                .isEqualTo(401);
    }

    @Test
    void aHeaderThatTheProxyHasNotTakenOutProvesNothing() {
        MockHttpServletRequest request = GuardedNothing.request("GET", "/fhir/Task");
        request.addHeader("Authorization", "Bearer " + behindAProxy.token(BOUND));
        show(request, Way.PROXY, "surgery");
        show(request, Way.PROXY, "other");

        assertThat(behindAProxy.send(request).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @EnumSource
    void aTokenThatIsWrongIsNotMendedByACertificate(Way way) {
        MockHttpServletRequest request = GuardedNothing.request("GET", "/fhir/Task");
        request.addHeader("Authorization", "Bearer abc.def.ghi");
        show(request, way, "surgery");

        assertThat(on(way).send(request).status()).isEqualTo(401);
    }

    @Test
    void aProxysHeaderCountsWhereItIsDeclaredAndNowhereElse() {
        MockHttpServletRequest request = GuardedNothing.request("GET", "/fhir/Task");
        show(request, Way.PROXY, "surgery");
        assertThat(overTls.send(request).status()).isEqualTo(401);

        // Behind the proxy, TLS is the proxy's own.
        MockHttpServletRequest another = GuardedNothing.request("GET", "/fhir/Task");
        show(another, Way.TLS, "surgery");
        assertThat(behindAProxy.send(another).status()).isEqualTo(401);
    }

    @Test
    void aHeaderWithoutADeclaredProxyIsNoProxy() {
        ClientCertificates certificates = new ClientCertificates(properties(new Proxy(false, Optional.of(HEADER))));
        MockHttpServletRequest request = new MockHttpServletRequest();
        show(request, Way.PROXY, "surgery");

        assertThat(certificates.of(request)).isEmpty();
    }

    @Test
    void aCertificateThatHasRunOutOrIsNoneIsNotShown() {
        assertThat(read(Way.PROXY, Optional.empty(), Optional.of("expired")).status())
                .isEqualTo(401);

        MockHttpServletRequest request = GuardedNothing.request("GET", "/fhir/Task");
        request.addHeader(HEADER, "%%%-----BEGIN CERTIFICATE-----");
        assertThat(behindAProxy.send(request).status()).isEqualTo(401);
    }

    private Outcome read(Way way, Optional<PartySystem> token, Optional<String> certificate) {
        MockHttpServletRequest request = GuardedNothing.request("GET", "/fhir/Task");
        token.ifPresent(party -> request.addHeader("Authorization", "Bearer " + on(way).token(party)));
        certificate.ifPresent(name -> show(request, way, name));
        return on(way).send(request);
    }

    private GuardedNothing on(Way way) {
        return way == Way.TLS ? overTls : behindAProxy;
    }

    private static void show(MockHttpServletRequest request, Way way, String certificate) {
        if (way == Way.TLS) {
            request.setAttribute(
                    "jakarta.servlet.request.X509Certificate", new X509Certificate[] {certificate(certificate)});
        } else {
            request.addHeader(HEADER, URLEncoder.encode(pem(certificate), StandardCharsets.UTF_8));
        }
    }

    private static SecurityProperties properties(Proxy proxy) {
        return new SecurityProperties(
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Duration.ofMinutes(5),
                proxy);
    }

    private static String pem(String name) {
        try (InputStream file = ClientCertificatesTest.class.getResourceAsStream("/certificates/" + name + ".pem")) {
            return new String(file.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509Certificate certificate(String name) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(pem(name).getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String thumbprint(String name) throws GeneralSecurityException {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256")
                        .digest(certificate(name).getEncoded()));
    }
}
