package org.linkway.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.web.MockHttpServletRequest;

/** Whatever is answered, it has taken of its caller's allowance first. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CallerShareTest {
    private final PartySystem surgery = new PartySystem("invented-surgery");
    private GuardedNothing gateway;
    private int before;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        Path key = Files.writeString(
                folder.resolve("signing.pem"),
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(PartySystem.newKey("signing")
                                        .toRSAPrivateKey()
                                        .getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
        gateway = new GuardedNothing(
                new ListedParties(TestParties.sender(
                        surgery.id(), Optional.of(surgery.publicKeys()), Optional.empty(), Set.of(), false)),
                Map.of(
                        "linkway.security.issuer",
                        PartySystem.ISSUER,
                        "linkway.security.signing-keys",
                        key.toString(),
                        "linkway.people.users.olive.password",
                        "invented",
                        "linkway.people.users.olive.roles",
                        "operator"));
    }

    @AfterAll
    void stop() {
        gateway.close();
    }

    @BeforeEach
    void count() {
        before = gateway.shares().size();
    }

    private void assertShares(String... parties) {
        assertThat(gateway.shares().subList(before, gateway.shares().size())).containsExactly(parties);
    }

    @Test
    void isThePartysForATokenAndForWhatItGets() {
        String token = gateway.token(surgery);
        assertThat(gateway.read(token).status()).isEqualTo(200);

        assertShares(surgery.id(), surgery.id());
    }

    @Test
    void isThePartysWhereItMayNot() {
        String token = gateway.token(surgery);
        MockHttpServletRequest request = GuardedNothing.request("GET", "/admin/v1/parties");
        request.addHeader("Authorization", "Bearer " + token);
        assertThat(gateway.send(request).status()).isEqualTo(403);

        assertShares(surgery.id(), surgery.id());
    }

    /** What is open to every party is so at its own address alone. */
    @Test
    void isNoScope() {
        String token = gateway.token(surgery);
        MockHttpServletRequest request = GuardedNothing.request("DELETE", "/fhir/Task/metadata");
        request.addHeader("Authorization", "Bearer " + token);

        assertThat(gateway.send(request).status()).isEqualTo(403);
    }

    @Test
    void isTheNetworksWhereNobodyIsKnown() {
        for (String path : new String[] {"/fhir/metadata", "/.well-known/smart-configuration"}) {
            MockHttpServletRequest request = GuardedNothing.request("GET", path);
            request.setRemoteAddr("2001:db8:1:2:3:4:5:6");
            gateway.send(request);
        }

        assertShares("20010db800010002/64", "20010db800010002/64");
    }
}
