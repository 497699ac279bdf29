package org.linkway.gateway.partner;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.http.conn.DnsResolver;
import org.linkway.gateway.config.SubscriptionProperties;
import org.linkway.routes.port.PartnerRefused;

/**
 * To which addresses notifications may be sent: a subscriber writes them, and must not make Linkway speak to what only Linkway
 * can reach. Connections are made to the very addresses that were checked here, so a name that is answered differently the next
 * time leads nowhere else.
 */
final class AllowedEndpoints implements DnsResolver {
    private final List<String> hosts;
    private final List<String> privateHosts;

    AllowedEndpoints(SubscriptionProperties properties) {
        this.hosts = lowerCase(properties.allowedEndpoints());
        this.privateHosts = lowerCase(properties.allowedPrivateHosts());
    }

    private static List<String> lowerCase(List<String> hosts) {
        return hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
    }

    /**
     * Why nothing may be sent there, in a sentence. A host that is not known now may be known later, so only an address that is
     * found counts against it.
     */
    Optional<String> fault(String endpoint) {
        return ruleFault(endpoint).or(() -> addressFault(URI.create(endpoint).getHost()));
    }

    /** The same by what the endpoint says alone; {@link #resolve} judges the addresses to which connections are made. */
    Optional<String> ruleFault(String endpoint) {
        Optional<URI> uri = uri(endpoint);
        Optional<String> host = uri.map(URI::getHost).map(it -> it.toLowerCase(Locale.ROOT));
        if (host.isEmpty()) {
            return Optional.of(
                    "The endpoint is no absolute http address. Send one such as https://host.example.org/notify.");
        }
        if (uri.get().getRawUserInfo() != null || uri.get().getRawFragment() != null) {
            return Optional.of("The endpoint has a user or a fragment in it. Leave it out; credentials go into"
                    + " Subscription.channel.header.");
        }
        if (hosts.stream().noneMatch(allowed -> matches(allowed, host.get()))) {
            return Optional.of("Nothing is sent to the host '" + host.get()
                    + "'. Ask the operator of this gateway to allow it (linkway.subscription.allowed-endpoints).");
        }
        String scheme = uri.get().getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !(scheme.equals("http") && privateHosts.contains(host.get()))) {
            return Optional.of("Notifications are sent by https alone, and the endpoint begins with '" + scheme
                    + "'. Send an https address.");
        }
        return Optional.empty();
    }

    private Optional<String> addressFault(String host) {
        try {
            resolve(host);
            return Optional.empty();
        } catch (UnknownHostException unknown) {
            return Optional.empty();
        } catch (PartnerRefused refused) {
            return Optional.of(refused.getMessage());
        }
    }

    private static Optional<URI> uri(String endpoint) {
        try {
            return Optional.of(new URI(endpoint)).filter(uri -> uri.getScheme() != null);
        } catch (URISyntaxException none) {
            return Optional.empty();
        }
    }

    private static boolean matches(String allowed, String host) {
        return allowed.startsWith("*.") ? host.endsWith(allowed.substring(1)) : host.equals(allowed);
    }

    /** @throws PartnerRefused where one of the addresses is not a public one */
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = InetAddress.getAllByName(host);
        if (!privateHosts.contains(host.toLowerCase(Locale.ROOT))) {
            for (InetAddress address : addresses) {
                if (!AddressRange.isPublic(address)) {
                    throw new PartnerRefused("The host '" + host
                            + "' is at a private address, where nothing is sent. Send a public endpoint, or ask the operator of"
                            + " this gateway to allow it (linkway.subscription.allowed-private-hosts).");
                }
            }
        }
        return addresses;
    }
}
