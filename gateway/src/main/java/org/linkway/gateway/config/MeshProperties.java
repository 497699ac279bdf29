package org.linkway.gateway.config;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * GP Connect Send Document over MESH. Off while there is no {@code url}; then all that has no default is needed.
 *
 * @param url of the MESH API, without {@code /messageexchange}
 * @param mailbox our own mailbox, which nobody else reads
 * @param password of the mailbox
 * @param sharedKey of the MESH environment
 * @param sslBundle the Spring SSL bundle with our certificate and the authority of theirs; none for a MESH that plays along
 * @param workflow under which documents go out
 * @param ackWorkflow under which practices' systems answer
 * @param telephone of the organisation that sends, which each document names
 * @param pollInterval how often the inbox is read
 * @param acknowledgeWithin after how long a missing acknowledgement is a person's turn
 * @param settleAfter how long after an attempt of unknown outcome MESH is asked what came of it
 */
@Validated
@ConfigurationProperties("linkway.mesh")
public record MeshProperties(
        String url,
        @Pattern(regexp = "[A-Za-z0-9]{1,50}") String mailbox,
        String password,
        String sharedKey,
        String sslBundle,
        @DefaultValue("GPCONNECT_SEND_DOCUMENT") @NotBlank String workflow,

        @DefaultValue("GPCONNECT_SEND_DOCUMENT_ACK") @NotBlank String ackWorkflow,

        String telephone,
        @DefaultValue("5m") @DurationMin(seconds = 1) Duration pollInterval,
        @DefaultValue("7d") @DurationMin(minutes = 1) Duration acknowledgeWithin,
        @DefaultValue("1m") @DurationMin(seconds = 1) Duration settleAfter) {
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1");

    /**
     * All that is needed to speak to MESH. It prints none of its secrets.
     *
     * @param sslBundle empty where the connection is not authenticated by a certificate
     */
    public record Connection(
            URI base, String mailbox, String password, String sharedKey, Optional<String> sslBundle, String telephone) {
        @Override
        public String toString() {
            return "mailbox " + mailbox + " at " + base.getHost();
        }
    }

    /**
     * Empty while MESH is off.
     *
     * @throws IllegalStateException with one sentence where it is half set up
     */
    public Optional<Connection> connection() {
        if (isMissing(url)) {
            return Optional.empty();
        }
        return Optional.of(new Connection(
                base(),
                needed("mailbox", mailbox),
                needed("password", password),
                needed("shared-key", sharedKey),
                Optional.ofNullable(sslBundle).filter(it -> !it.isBlank()),
                needed("telephone", telephone)));
    }

    private URI base() {
        try {
            URI base = URI.create(url.strip().replaceFirst("(?<!/)/+$", ""));
            if ("https".equals(base.getScheme()) && base.getHost() != null) {
                return base;
            }
            if ("http".equals(base.getScheme()) && THIS_MACHINE.contains(String.valueOf(base.getHost()))) {
                return base;
            }
        } catch (IllegalArgumentException notAnAddress) {
            // Told below, as everything that is no address of MESH.
        }
        throw new IllegalStateException(
                "linkway.mesh.url: MESH is spoken to by https://<host>, or by http on this machine alone; write that.");
    }

    private static String needed(String name, String value) {
        if (isMissing(value)) {
            throw new IllegalStateException("linkway.mesh." + name
                    + ": MESH is on (linkway.mesh.url) and this is missing; set it, or leave the url out.");
        }
        return value;
    }

    private static boolean isMissing(String value) {
        return value == null || value.isBlank();
    }

    @Override
    public String toString() {
        return "MESH " + (isMissing(url) ? "off" : "with mailbox " + mailbox);
    }
}
