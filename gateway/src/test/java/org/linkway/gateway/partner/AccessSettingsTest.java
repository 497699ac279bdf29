package org.linkway.gateway.partner;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linkway.gateway.config.AccessProperties;
import org.linkway.gateway.config.AccessProperties.PrivateKeyJwt;
import org.linkway.gateway.config.AccessProperties.Proof;
import org.linkway.gateway.config.PartnerProperties;
import org.linkway.gateway.config.ReferralJson;
import org.linkway.gateway.config.SettingFault;
import org.linkway.routes.port.PartnerUnavailable;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.json.JsonMapper;

/** What can be configured as access, and what stops the start. */
class AccessSettingsTest {
    private static final String SETTING = "linkway.test.access";

    @TempDir
    private Path folder;

    @Test
    void sendsStaticHeaders() throws Exception {
        WireMockServer partner =
                new WireMockServer(WireMockConfiguration.options().dynamicPort());
        partner.start();
        partner.stubFor(any(anyUrl()).willReturn(aResponse()));
        Access access =
                TestAccess.with(Map.of("test", headers("X-Api-Key", "letmein"))).of(SETTING, Optional.of("test"));

        access.send(request(partner.baseUrl()));

        partner.verify(getRequestedFor(urlEqualTo("/")).withHeader("X-Api-Key", equalTo("letmein")));
        partner.stop();
    }

    @Test
    void showsItsCertificateAndTrustsOnlyTheBundle() throws Exception {
        Path theirs = TestKeys.keyStore(folder, "partner");
        Path ours = TestKeys.keyStore(folder, "linkway");
        Path trustsThem = TestKeys.trusting(folder, theirs, "partner");
        Path trustsUs = TestKeys.trusting(folder, ours, "linkway");
        WireMockServer partner = new WireMockServer(WireMockConfiguration.options()
                .httpDisabled(true)
                .dynamicHttpsPort()
                .bindAddress("127.0.0.1")
                .keystorePath(theirs.toString())
                .keystoreType("PKCS12")
                .keystorePassword(TestKeys.PASSWORD)
                .keyManagerPassword(TestKeys.PASSWORD)
                .needClientAuth(true)
                .trustStorePath(trustsUs.toString())
                .trustStoreType("PKCS12")
                .trustStorePassword(TestKeys.PASSWORD));
        partner.start();
        partner.stubFor(any(anyUrl())
                .willReturn(aResponse()
                        .withHeader("Content-Type", "application/fhir+json")
                        .withBody("{\"resourceType\":\"Patient\",\"id\":\"a\"}")));
        String base = "https://127.0.0.1:" + partner.httpsPort();
        DefaultSslBundleRegistry bundles = new DefaultSslBundleRegistry();
        bundles.registerBundle("ours", TestKeys.bundle(ours, trustsThem));
        bundles.registerBundle("nobody", TestKeys.bundle(null, trustsThem));
        bundles.registerBundle("strangers", TestKeys.bundle(ours, trustsUs));
        PartnerAccess all = TestAccess.with(
                Map.of("ours", bundle("ours"), "nobody", bundle("nobody"), "strangers", bundle("strangers")),
                bundles,
                Clock.systemUTC());

        assertThat(all.of(SETTING, Optional.of("ours")).send(request(base)).statusCode())
                .isEqualTo(200);
        assertThat(read(base, all.of(SETTING, Optional.of("ours")))).isEqualTo("a");
        assertThatThrownBy(() -> all.of(SETTING, Optional.of("nobody")).send(request(base)))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> read(base, all.of(SETTING, Optional.of("nobody"))))
                .isInstanceOf(PartnerUnavailable.class);
        assertThatThrownBy(() -> all.of(SETTING, Optional.of("strangers")).send(request(base)))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> read(base, all.of(SETTING, Optional.of("strangers"))))
                .isInstanceOf(PartnerUnavailable.class);
        partner.stop();
    }

    @Test
    void anUnknownNameStopsTheStart() {
        assertThatThrownBy(() ->
                        TestAccess.with(Map.of("nhs", headers("A", "b"))).of("linkway.bars.access", Optional.of("nsh")))
                .isInstanceOf(SettingFault.class)
                .hasMessage("linkway.bars.access: 'nsh' is none of linkway.access, which has nhs.");
    }

    @Test
    void anUnknownBundleStopsTheStart() {
        assertThatThrownBy(() -> TestAccess.with(Map.of("nhs", bundle("absent"))))
                .hasMessage("linkway.access.nhs.ssl-bundle: there is no spring.ssl.bundle 'absent'.");
    }

    @Test
    void aKeyThatIsOfNoUseStopsTheStartAndIsNotQuoted() throws Exception {
        String prefix = "linkway.access.nhs.private-key-jwt.private-key: ";
        assertThatThrownBy(() -> TestAccess.with(Map.of("nhs", jwt(folder.resolve("absent.pem")))))
                .isInstanceOf(SettingFault.class)
                .hasMessage(prefix + "there is no readable PEM file.");
        Path words = Files.writeString(
                folder.resolve("words.pem"), "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n");
        assertThatThrownBy(() -> TestAccess.with(Map.of("nhs", jwt(words))))
                .hasMessage(prefix + "the file holds no private key in PEM form that can be read.")
                .hasNoCause();
        Path elliptic = TestKeys.pem(folder, TestKeys.pair("EC", 256));
        assertThatThrownBy(() -> TestAccess.with(Map.of("nhs", jwt(elliptic))))
                .hasMessage(prefix + "the key is not an RSA key of at least 2048 bits.");
        Path small = TestKeys.pem(folder, TestKeys.pair("RSA", 1024));
        assertThatThrownBy(() -> TestAccess.with(Map.of("nhs", jwt(small)))).hasMessageContaining("2048 bits");
    }

    @Test
    void aHeaderThatCannotBeSentStopsTheStartAndIsNotQuoted() {
        assertThatThrownBy(() -> TestAccess.with(Map.of("nhs", headers("X-Api-Key", "secret\nwords"))))
                .isInstanceOf(SettingFault.class)
                .hasMessage("linkway.access.nhs.headers: the header 'X-Api-Key' cannot be sent as it is written.");
        assertThat(headers("X-Api-Key", "secret").toString()).doesNotContain("secret");
    }

    @Test
    void isReadFromTheSettings() throws Exception {
        Path key = TestKeys.pem(folder, TestKeys.pair("RSA", 2048));
        runner().withPropertyValues(
                        "linkway.access.nhs-int.private-key-jwt.token-url=https://int.example.org/oauth2/token",
                        "linkway.access.nhs-int.private-key-jwt.client-id=client",
                        "linkway.access.nhs-int.private-key-jwt.key-id=int-1",
                        "linkway.access.nhs-int.private-key-jwt.private-key=" + key,
                        "linkway.access.local.headers.X-Api-Key=letmein")
                .run(context -> {
                    assertThat(context.getBean(PartnerAccess.class).of(SETTING, Optional.of("local")))
                            .isNotNull();
                    assertThat(context.getBean(AccessProperties.class).access().get("nhs-int"))
                            .isEqualTo(new Proof(
                                    new PrivateKeyJwt(
                                            URI.create("https://int.example.org/oauth2/token"),
                                            "client",
                                            "int-1",
                                            key,
                                            Optional.empty()),
                                    Optional.empty(),
                                    Map.of()));
                });
        runner().withPropertyValues("linkway.access.nhs.private-key-jwt.client-id=client")
                .run(context -> assertThat(context).hasFailed());
    }

    private ApplicationContextRunner runner() {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class))
                .withUserConfiguration(Settings.class);
    }

    @EnableConfigurationProperties({AccessProperties.class, PartnerProperties.class})
    @Import({PartnerAccess.class})
    static class Settings {
        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean
        JsonMapper json() {
            return ReferralJson.mapper();
        }
    }

    private static String read(String base, Access access) {
        FhirPartner fhir = new FhirPartner("The partner");
        return fhir.asking(() -> fhir.client(base, access)
                        .read()
                        .resource(Patient.class)
                        .withId("a")
                        .execute())
                .getIdElement()
                .getIdPart();
    }

    private static HttpRequest request(String address) {
        return HttpRequest.newBuilder(URI.create(address))
                .timeout(Duration.ofSeconds(5))
                .build();
    }

    private static Proof headers(String name, String value) {
        return new Proof(null, Optional.empty(), Map.of(name, value));
    }

    private static Proof bundle(String name) {
        return new Proof(null, Optional.of(name), Map.of());
    }

    private static Proof jwt(Path key) {
        return new Proof(
                new PrivateKeyJwt(
                        URI.create("https://int.example.org/oauth2/token"), "client", "int-1", key, Optional.empty()),
                Optional.empty(),
                Map.of());
    }
}
