package org.linkway.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.web.MockHttpServletRequest;

/** The keys with which this gateway signs its tokens are changed as docs/operating.md says, and nobody notices. */
class SigningKeyRotationTest {
    private static final PartySystem SURGERY = new PartySystem("invented-surgery");

    @TempDir
    private static Path folder;

    private final PartyBook book = new ListedParties(
            TestParties.sender(SURGERY.id(), Optional.of(SURGERY.publicKeys()), Optional.empty(), Set.of(), false));

    @Test
    void tokensOfTheOldKeyAreTakenWhileItIsPublishedAndNotAfter() throws Exception {
        Path old = key("old");
        Path next = key("next");
        try (GuardedNothing before = gateway(old);
                GuardedNothing announced = gateway(old, next);
                GuardedNothing changed = gateway(next, old);
                GuardedNothing after = gateway(next)) {
            String first = before.token(SURGERY);
            String second = changed.token(SURGERY);

            assertThat(announced.read(first).party()).contains(SURGERY.id());
            // Nodes change one after the other: those that have not yet take what the others give.
            assertThat(announced.read(second).party()).contains(SURGERY.id());
            assertThat(changed.read(first).party()).contains(SURGERY.id());
            assertThat(after.read(second).party()).contains(SURGERY.id());
            assertThat(after.read(first).status()).isEqualTo(401);
            assertThat(before.read(second).status()).isEqualTo(401);
            assertThat(signedBy(first)).isNotEqualTo(signedBy(second));
        }
    }

    @Test
    void allKeysArePublishedAndNoneWithItsPrivateHalf() throws Exception {
        try (GuardedNothing gateway = gateway(key("old"), key("next"))) {
            MockHttpServletRequest request = GuardedNothing.request("GET", "/oauth2/jwks");

            assertThat(gateway.send(request).body().split("\"kid\"", -1)).hasSize(3);
            assertThat(gateway.send(request).body()).doesNotContain("\"d\"", "\"p\"", "\"q\"");
        }
    }

    private GuardedNothing gateway(Path... keys) {
        return new GuardedNothing(
                book,
                Map.of(
                        "linkway.security.issuer",
                        PartySystem.ISSUER,
                        "linkway.security.signing-keys",
                        Stream.of(keys).map(Path::toString).collect(Collectors.joining(","))));
    }

    private static Path key(String name) throws Exception {
        return Files.writeString(
                folder.resolve(name + ".pem"),
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(PartySystem.newKey(name)
                                        .toRSAPrivateKey()
                                        .getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
    }

    private static Object signedBy(String token) throws ParseException {
        return JWTParser.parse(token).getHeader().toJSONObject().get("kid");
    }
}
