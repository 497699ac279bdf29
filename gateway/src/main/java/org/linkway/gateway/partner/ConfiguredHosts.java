package org.linkway.gateway.partner;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import org.apache.http.conn.DnsResolver;
import org.linkway.routes.port.PartnerUnavailable;

/**
 * To which addresses Linkway connects for a partner (ADR 0032). The operator names the host, so it may be a private one; but the
 * name's owner says which address it has, and may say that of a machine only Linkway can reach. Nobody's partner is at a
 * link-local address, and at this very machine only one that is named so.
 */
public final class ConfiguredHosts implements DnsResolver {
    static final DnsResolver RESOLVER = new ConfiguredHosts();

    private ConfiguredHosts() {}

    /**
     * Java's own client looks a host up by itself, so it is looked up just before, and Java keeps that answer for the connection
     * that follows (30 s, {@code networkaddress.cache.ttl}).
     *
     * @throws IOException where the host is not known now
     * @throws PartnerUnavailable where it has an address at which nobody's partner is
     */
    public static void check(URI address) throws IOException {
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        if (address.getHost() == null || !(scheme.equals("https") || scheme.equals("http"))) {
            throw new PartnerUnavailable("The address that is configured for a partner is none of http or https.");
        }
        RESOLVER.resolve(address.getHost());
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = InetAddress.getAllByName(host);
        for (InetAddress address : addresses) {
            if (!AddressRange.isSomebodys(address) || (address.isLoopbackAddress() && !isNamedLoopback(host))) {
                throw new PartnerUnavailable("The host '" + host + "' has an address at which no partner can be (this"
                        + " machine's own, or a link-local or reserved one), so nothing is sent there.");
            }
        }
        return addresses;
    }

    private static boolean isNamedLoopback(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || name.startsWith("127.")
                || name.startsWith("[")
                || name.contains(":");
    }
}
