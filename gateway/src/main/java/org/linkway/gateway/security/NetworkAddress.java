package org.linkway.gateway.security;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

/** Where somebody calls from, as far as one caller can be told from another. */
public final class NetworkAddress {
    private static final int NETWORK = 8;

    private NetworkAddress() {}

    /**
     * The same for all addresses that one caller may have: whoever has one of IPv6 has the whole network of it (/64).
     *
     * @param remote an address, as the container names it
     */
    public static String of(String remote) {
        try {
            // Digits and colons alone: no name is looked up.
            return remote.indexOf(':') >= 0 && InetAddress.getByName(remote) instanceof Inet6Address address
                    ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), NETWORK)) + "/64"
                    : remote;
        } catch (UnknownHostException notAnAddress) {
            return remote;
        }
    }
}
