package org.linkway.gateway.partner;

import java.net.InetAddress;

/** What an address is good for, by where it is. */
final class AddressRange {
    private AddressRange() {}

    /** Whether everybody can reach it. */
    static boolean isPublic(InetAddress address) {
        return !(address.isLoopbackAddress() || address.isSiteLocalAddress() || isUniqueLocal(address))
                && isSomebodys(address)
                && !isShared(address.getAddress());
    }

    /**
     * Whether it can be a partner's at all: neither the link-local addresses, at one of which clouds hand out their machines'
     * credentials, nor what stands for no machine or for many, nor an IPv4 address in disguise.
     */
    static boolean isSomebodys(InetAddress address) {
        return !(address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isMulticastAddress()
                || isCloudMetadata(address)
                || isReserved(address.getAddress()));
    }

    /** RFC 4193. {@link InetAddress} knows only what stood for it before, which is used no more. */
    private static boolean isUniqueLocal(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
    }

    /** fd00:ec2::254, where one of the clouds has them by IPv6. */
    private static boolean isCloudMetadata(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 16
                && (bytes[0] & 0xff) == 0xfd
                && bytes[1] == 0
                && bytes[2] == 0x0e
                && (bytes[3] & 0xff) == 0xc2;
    }

    /** RFC 6598: behind a carrier's translation, which is private enough. */
    private static boolean isShared(byte[] bytes) {
        return bytes.length == 4 && (bytes[0] & 0xff) == 100 && (bytes[1] & 0xc0) == 64;
    }

    /** What {@link InetAddress} does not know: RFC 6890 and 1112 for IPv4; RFC 6052, 3056 and 4380 for IPv6. */
    private static boolean isReserved(byte[] bytes) {
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        if (bytes.length == 4) {
            return first == 0
                    || (first == 192 && second == 0 && bytes[2] == 0)
                    || (first == 198 && (second == 18 || second == 19))
                    || first >= 240;
        }
        return !isIpv6Loopback(bytes)
                && ((first == 0 && (second == 0 || second == 0x64))
                        || (first == 0x20 && (second == 0x02 || (second == 0x01 && bytes[2] == 0 && bytes[3] == 0))));
    }

    private static boolean isIpv6Loopback(byte[] bytes) {
        for (int index = 0; index < 15; index++) {
            if (bytes[index] != 0) {
                return false;
            }
        }
        return bytes[15] == 1;
    }
}
