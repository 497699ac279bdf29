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
    private final AtomicInteger strangers = new AtomicInteger();

    /** Java's client repeats a request by itself where the connection breaks, token and all: that is no stranger. */
    boolean admits(String header) {
        List<String> parts = header != null && header.startsWith(SCHEME)
                ? List.of(header.substring(SCHEME.length()).split(":", -1))
                : List.of();
        if (!isProven(parts)) {
            strangers.incrementAndGet();
            return false;
        }
        return isNew(parts.get(1) + "/" + parts.get(2));
    }

    /** How many requests did not prove whose they were. */
    int strangers() {
        return strangers.get();
    }

    private static boolean isProven(List<String> parts) {
        if (parts.size() != 5 || !parts.get(0).equals(MeshPartner.MAILBOX)) {
            return false;
        }
        String time = parts.get(3);
        String signed = String.join(":", MeshPartner.MAILBOX, parts.get(1), parts.get(2), MeshPartner.PASSWORD, time);
        return isOfNow(time) && hmac(signed).equals(parts.get(4));
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
