package org.linkway.conformance.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import org.linkway.conformance.command.CommandFailed;
import org.linkway.conformance.command.Options;

/** Where load goes: nowhere but to this machine, unless that was asked for. */
final class TargetAddress {
    static final String ALLOW_REMOTE = "--allow-remote";

    private TargetAddress() {}

    /**
     * @param option that names the address
     * @param otherwise the address where it is left out, and an example of one
     * @throws CommandFailed when it is no address, or beyond this machine without leave
     */
    static URI of(Options options, String option, String otherwise) {
        URI target = parse(option, options.text(option).orElse(otherwise), otherwise);
        if (!options.isOn(ALLOW_REMOTE) && !isThisMachine(option, target.getHost())) {
            throw new CommandFailed(
                    "The target " + target
                            + " is not on this machine. Load on other people's systems needs their word: add --allow-remote once you have it.");
        }
        return target;
    }

    private static URI parse(String option, String text, String example) {
        try {
            URI target = new URI(text);
            if (text.matches("https?://.*") && target.getHost() != null) {
                return target;
            }
        } catch (URISyntaxException e) {
            // Said below.
        }
        throw new CommandFailed(option + " is " + text + ". Give an address such as " + example + ".");
    }

    private static boolean isThisMachine(String option, String host) {
        try {
            return Arrays.stream(InetAddress.getAllByName(host)).allMatch(InetAddress::isLoopbackAddress);
        } catch (IOException e) {
            throw new CommandFailed("The host " + host + " is not known here. Correct " + option + ".");
        }
    }
}
