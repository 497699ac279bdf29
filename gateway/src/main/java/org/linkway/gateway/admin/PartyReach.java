package org.linkway.gateway.admin;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.linkway.gateway.config.AccessProperties;
import org.linkway.gateway.config.GatewayProperties;
import org.linkway.gateway.config.GatewayProperties.Mode;
import org.linkway.gateway.config.RegistrationProperties;
import org.linkway.gateway.security.PartyCheck;
import org.linkway.gateway.security.PartyFault;
import org.linkway.gateway.security.RegisteredParty;
import org.springframework.stereotype.Component;

/**
 * To which places a party may lead that an operator registers: those that the configuration allows. By the name of the host alone;
 * the addresses behind it are judged when a connection is made.
 */
@Component
class PartyReach {
    private final RegistrationProperties registration;
    private final AccessProperties proofs;
    private final boolean plain;

    PartyReach(RegistrationProperties registration, AccessProperties proofs, GatewayProperties gateway) {
        this.registration = registration;
        this.proofs = proofs;
        this.plain = gateway.mode() != Mode.PRODUCTION;
    }

    /** One sentence for each place to which it must not lead. What is no address at all is {@link PartyCheck}'s to say. */
    List<PartyFault> faults(RegisteredParty party) {
        List<PartyFault> faults = new ArrayList<>();
        party.jwksUri()
                .flatMap(PartyReach::host)
                .ifPresent(host -> hostFault("jwksUri", host).ifPresent(faults::add));
        party.endpoints()
                .forEach((channel, address) -> uri(address)
                        .flatMap(uri -> endpointFault(PartyCheck.member(channel), uri))
                        .ifPresent(faults::add));
        party.access()
                .filter(name -> !proofs.access().containsKey(name))
                .ifPresent(name -> faults.add(new PartyFault(
                        "access", "'" + name + "' is not in linkway.access. Name one that is, or leave it out.")));
        return faults;
    }

    private Optional<PartyFault> endpointFault(String member, URI address) {
        return host(address)
                .flatMap(host -> hostFault(member, host)
                        .or(() -> "https".equals(address.getScheme())
                                        || (plain && isAmong(registration.plainHosts(), host))
                                ? Optional.empty()
                                : Optional.of(new PartyFault(member, "what is sent there goes by https alone."))));
    }

    private Optional<PartyFault> hostFault(String member, String host) {
        return isAmong(registration.allowedHosts(), host)
                ? Optional.empty()
                : Optional.of(
                        new PartyFault(
                                member,
                                "no party leads to the host '" + host
                                        + "'. Whoever keeps the configuration allows it (linkway.registration.allowed-hosts)."));
    }

    private static boolean isAmong(List<String> allowed, String host) {
        return allowed.stream()
                .map(it -> it.toLowerCase(Locale.ROOT))
                .anyMatch(it -> it.startsWith("*.") ? host.endsWith(it.substring(1)) : host.equals(it));
    }

    private static Optional<String> host(URI address) {
        return Optional.ofNullable(address.getHost()).map(it -> it.toLowerCase(Locale.ROOT));
    }

    private static Optional<URI> uri(String address) {
        try {
            return Optional.of(URI.create(address));
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }
}
