package org.linkway.gateway.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import java.net.URI;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.linkway.workflow.Party.Kind;

/** What has to hold of a party before it is registered. */
final class PartyCheck {
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9._-]{1,99}");
    private static final Pattern THUMBPRINT = Pattern.compile("[0-9a-fA-F]{64}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9.-]+\\.[A-Za-z0-9-]+");
    private static final int SHORTEST_RSA = 2048;

    private PartyCheck() {}

    /** One sentence for each thing that does not hold. */
    static List<String> faults(RegisteredParty party) {
        List<String> faults = new ArrayList<>();
        if (!ID.matcher(party.id()).matches() || party.id().equals(Parties.LINKWAY.id()) || isStandIn(party.id())) {
            faults.add(
                    "id: '" + party.id() + "' cannot be taken. Use small letters, digits, dots, - and _; 'linkway' and"
                            + " what begins with 'sandbox-' are taken.");
        }
        if (party.kind() == Kind.OPERATOR) {
            faults.add("kind: an operator is a person. Register a sender, a worker or an onward service.");
        }
        if (party.kind() == Kind.SENDER && party.odsCodes().isEmpty()) {
            faults.add("odsCodes: name every organisation for which this sender refers, by its ODS code.");
        }
        party.scopes().stream()
                .filter(scope -> !Scopes.isKnown(scope))
                .forEach(scope -> faults.add("scopes: '" + scope
                        + "' is not given here. Use system/<type>.<cruds>, local.read, local.write or metrics.read."));
        keys(party, faults);
        certificates(party, faults);
        party.endpoints().forEach((channel, address) -> address(channel.name(), address, faults));
        return faults;
    }

    /** Whether a party could be called so. */
    static boolean isId(String text) {
        return text != null && ID.matcher(text).matches();
    }

    private static boolean isStandIn(String id) {
        return id.startsWith("sandbox-");
    }

    private static void keys(RegisteredParty party, List<String> faults) {
        party.jwksUri()
                .filter(uri -> !"https".equals(uri.getScheme()))
                .ifPresent(uri -> faults.add("jwksUri: keys are fetched by https alone."));
        if (party.jwks().isPresent() && party.jwksUri().isPresent()) {
            faults.add("jwks: give the keys or where they are, not both.");
        }
        party.jwks().ifPresent(text -> {
            try {
                List<JWK> keys = JWKSet.parse(text).getKeys();
                if (keys.isEmpty() || keys.stream().anyMatch(key -> !isSound(key))) {
                    faults.add("jwks: give public keys alone, each with a kid: RSA of " + SHORTEST_RSA
                            + " bits or more, or EC on P-384.");
                }
            } catch (ParseException notKeys) {
                faults.add("jwks: this is no JSON Web Key Set. Give {\"keys\": […]}.");
            }
        });
    }

    private static boolean isSound(JWK key) {
        boolean isLong = !(key instanceof RSAKey) || key.size() >= SHORTEST_RSA;
        return !key.isPrivate() && key.getKeyID() != null && isAsymmetric(key) && isLong;
    }

    private static boolean isAsymmetric(JWK key) {
        try {
            return key instanceof com.nimbusds.jose.jwk.AsymmetricJWK asymmetric && asymmetric.toPublicKey() != null;
        } catch (JOSEException unreadable) {
            return false;
        }
    }

    private static void certificates(RegisteredParty party, List<String> faults) {
        party.certificates().stream()
                .filter(it ->
                        !THUMBPRINT.matcher(it).matches() && !NAME.matcher(it).matches())
                .forEach(it -> faults.add("certificates: '" + it
                        + "' is neither the SHA-256 of a certificate (64 hexadecimal digits) nor a DNS name."));
        if (party.certificateAlone() && party.certificates().isEmpty()) {
            faults.add("certificateAlone: name the certificates with which this party comes.");
        }
    }

    private static void address(String channel, String address, List<String> faults) {
        try {
            URI uri = URI.create(address);
            if (uri.getHost() == null || uri.getUserInfo() != null) {
                faults.add("endpoints." + channel + ": write an absolute address, https://….");
            }
        } catch (IllegalArgumentException notAnAddress) {
            faults.add("endpoints." + channel + ": write an absolute address, https://….");
        }
    }
}
