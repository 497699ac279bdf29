package org.linkway.conformance.partner;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Who may speak to MESH: {@code NHSMESH mailbox:nonce:count:time:hash}, the hash being an HMAC-SHA256 of mailbox, nonce, count,
 * password and time by the key of the environment (MESH API, authentication). No token is good twice.
 */
final class MeshAuthorisation {
    private static final String SCHEME = "NHSMESH ";
    private static final Duration TOLERANCE = Duration.ofHours(2);

    private final Set<String> used = new HashSet<>();
    private final AtomicInteger refused = new AtomicInteger();

    boolean admits(String header) {
        boolean admitted = header != null && header.startsWith(SCHEME) && isGood(header.substring(SCHEME.length()));
        if (!admitted) {
            refused.incrementAndGet();
        }
        return admitted;
    }

    /** How many requests were not let in. */
    int refused() {
        return refused.get();
    }

    private boolean isGood(String token) {
        List<String> parts = List.of(token.split(":", -1));
        if (parts.size() != 5 || !parts.get(0).equals(MeshPartner.MAILBOX)) {
            return false;
        }
        String nonce = parts.get(1);
        String count = parts.get(2);
        String time = parts.get(3);
        String signed = String.join(":", MeshPartner.MAILBOX, nonce, count, MeshPartner.PASSWORD, time);
        return isOfNow(time) && hmac(signed).equals(parts.get(4)) && isNew(nonce + "/" + count);
    }

    private static boolean isOfNow(String time) {
        try {
            LocalDateTime said = LocalDateTime.parse(time, DateTimeFormatter.ofPattern("yyyyMMddHHmm"));
            Duration off = Duration.between(said, LocalDateTime.now(ZoneOffset.UTC));
            return off.abs().compareTo(TOLERANCE) < 0;
        } catch (DateTimeException notATime) {
            return false;
        }
    }

    private synchronized boolean isNew(String token) {
        return used.add(token);
    }

    static String hmac(String signed) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(MeshPartner.SHARED_KEY.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no HmacSHA256.", e);
        }
    }
}
