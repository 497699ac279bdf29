package org.linkway.gateway.partner.mesh;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.linkway.gateway.config.MeshProperties.Connection;

/** Who we are, to MESH: the {@code Authorization} of its API, by an HMAC that is good for one request. */
final class MeshToken {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyyMMddHHmm").withZone(ZoneOffset.UTC);
    /** How often the nonce was used before; each is used once. */
    private static final String COUNT = "0";

    private final Connection connection;

    MeshToken(Connection connection) {
        this.connection = connection;
    }

    /** For one request: a token that came before is refused ("Error Duplicated Authentication Token"). */
    String fresh(Instant now) {
        String nonce = UUID.randomUUID().toString();
        String time = MINUTE.format(now);
        String signed = String.join(":", connection.mailbox(), nonce, COUNT, connection.password(), time);
        return "NHSMESH " + String.join(":", connection.mailbox(), nonce, COUNT, time, digest(signed));
    }

    private String digest(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(connection.sharedKey().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("This Java has no HmacSHA256.", e);
        }
    }
}
