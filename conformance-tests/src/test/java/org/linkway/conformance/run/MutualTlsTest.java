package org.linkway.conformance.run;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linkway.conformance.access.TestCertificates;
import org.linkway.conformance.access.TestCertificates.Identity;
import org.linkway.conformance.command.CommandFailed;

/** A system that speaks to nobody without a certificate that it trusts, and whose own this machine does not know. */
class MutualTlsTest {
    private static final String SCRIPT = """
            {"resourceType": "TestScript", "url": "urn:x", "name": "Example", "status": "draft",
             "test": [{"name": "Reads", "action": [
               {"operation": {"type": {"code": "read"}, "resource": "Patient", "params": "/1"}},
               {"assert": {"resource": "Patient"}}]}]}""";

    @TempDir
    private static Path folder;

    private static WireMockServer server;
    private static Identity theirs;
    private static Identity ours;
    private static Path trustsThem;
    private static Path password;
    private static Path script;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        TestCertificates certificates = new TestCertificates(folder);
        theirs = certificates.identity("partner");
        ours = certificates.identity("suite");
        trustsThem = certificates.trusting(theirs);
        password = certificates.passwordFile();
        script = Files.writeString(folder.resolve("script.json"), SCRIPT);
        server = new WireMockServer(wireMockConfig()
                .httpDisabled(true)
                .dynamicHttpsPort()
                .bindAddress("127.0.0.1")
                .keystoreType("PKCS12")
                .keystorePath(theirs.store().toString())
                .keystorePassword(TestCertificates.PASSWORD)
                .keyManagerPassword(TestCertificates.PASSWORD)
                .needClientAuth(true)
                .trustStoreType("PKCS12")
                .trustStorePath(certificates.trusting(ours).toString())
                .trustStorePassword(TestCertificates.PASSWORD));
        server.start();
        server.stubFor(any(anyUrl()).willReturn(okJson("{\"resourceType\": \"Patient\"}")));
        server.stubFor(post("/token").willReturn(okJson("{\"access_token\": \"a-token\", \"expires_in\": 300}")));
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    @Test
    void isLetInByItsCertificate() {
        run("--certificate", ours.store().toString(), "--trust", trustsThem.toString());

        assertThat(printed.toString(UTF_8)).contains("PASS    Reads");
    }

    @Test
    void asksForItsTokenByTheSameCertificate() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "also-not-a-secret");

        run(
                "--certificate", ours.store().toString(),
                "--trust", theirs.certificate().toString(),
                "--client", "suite",
                "--client-secret-file", secret.toString(),
                "--token-endpoint", server.baseUrl() + "/token");

        server.verify(
                getRequestedFor(urlEqualTo("/fhir/Patient/1")).withHeader("Authorization", equalTo("Bearer a-token")));
    }

    @Test
    void runsNothingWithoutACertificateOrWithoutTrust() {
        assertThatThrownBy(() -> run("--trust", trustsThem.toString()))
                .isInstanceOf(CommandFailed.class)
                .hasMessageEndingWith("Nothing was run.");
        assertThatThrownBy(() -> run("--certificate", ours.store().toString()))
                .isInstanceOf(CommandFailed.class)
                .hasMessageEndingWith("Nothing was run.");
        assertThatThrownBy(() -> run("--trust", ours.certificate().toString()))
                .isInstanceOf(CommandFailed.class)
                .hasMessageEndingWith("Nothing was run.");
    }

    @Test
    void saysWhatIsWrongWithAFile() throws Exception {
        Path wrong = Files.writeString(folder.resolve("wrong"), "-----BEGIN nothing");
        Path empty = folder.resolve("empty.p12");
        KeyStore nobody = KeyStore.getInstance("PKCS12");
        nobody.load(null, null);
        try (OutputStream file = Files.newOutputStream(empty)) {
            nobody.store(file, TestCertificates.PASSWORD.toCharArray());
        }

        assertThatThrownBy(() -> run("--trust", wrong.toString())).hasMessageContaining("wrong cannot be opened");
        assertThatThrownBy(() -> run("--trust", empty.toString()))
                .hasMessageContaining("empty.p12 holds no certificate that Java would trust");
        assertThatThrownBy(() -> run("--certificate", wrong.toString())).hasMessageContaining("wrong cannot be opened");
        assertThatThrownBy(() -> run("--certificate", trustsThem.toString())).hasMessageContaining("holds no key");
    }

    private void run(String... arguments) {
        new RunCommand()
                .run(
                        Stream.concat(
                                        Stream.of(arguments),
                                        Stream.of(
                                                "--target", server.baseUrl() + "/fhir",
                                                "--script", script.toString(),
                                                "--store-password-file", password.toString(),
                                                "--report",
                                                        folder.resolve("report").toString()))
                                .toList(),
                        new PrintStream(printed, true, UTF_8));
    }
}
