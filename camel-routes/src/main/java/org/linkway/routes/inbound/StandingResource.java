package org.linkway.routes.inbound;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.fhir.validation.Issue;
import org.linkway.routes.InboundMessage.Target;
import org.linkway.routes.port.PublishedResources;
import org.linkway.routes.port.PublishedResources.Version;

/** The resource that a request is about, as it stands. */
public final class StandingResource {
    private static final Pattern ETAG = Pattern.compile("(?:W/)?\"([0-9]{1,18})\"");

    private final PublishedResources resources;

    public StandingResource(PublishedResources resources) {
        this.resources = resources;
    }

    /** Refused where the sender did not see the version that stands. */
    Version asSeen(ClaimedMessage claimed) {
        Version standing = standing(claimed);
        if (claimed.message().target().ifMatch().isEmpty()) {
            String current = etag(standing);
            throw RejectedMessage.forGood(
                    claimed,
                    List.of(Issue.error(
                            GatewayError.VERSION_REQUIRED,
                            "Say which version you change: read the " + type(claimed)
                                    + ", and send its ETag in If-Match. It is at " + current + " now.")),
                    Map.of("ETag", current));
        }
        checkVersion(claimed, standing);
        return standing;
    }

    /** Refused where the sender says which version it saw, and that is not the one that stands. */
    Version toRemove(ClaimedMessage claimed) {
        Version standing = standing(claimed);
        checkVersion(claimed, standing);
        return standing;
    }

    private Version standing(ClaimedMessage claimed) {
        Target target = claimed.message().target();
        return resources
                .read(claimed.message().party(), target.type(), target.id().orElseThrow())
                .orElseThrow(() -> notFound(claimed));
    }

    static RejectedMessage notFound(ClaimedMessage claimed) {
        return RejectedMessage.forGood(
                claimed, List.of(Issue.error(GatewayError.NOT_FOUND, GatewayError.NOT_FOUND.text() + ".")));
    }

    private static void checkVersion(ClaimedMessage claimed, Version standing) {
        Optional<String> ifMatch = claimed.message().target().ifMatch().map(String::strip);
        if (ifMatch.map(ETAG::matcher)
                .filter(seen -> !seen.matches() || Long.parseLong(seen.group(1)) != standing.version())
                .isPresent()) {
            String current = etag(standing);
            throw RejectedMessage.forGood(
                    claimed,
                    List.of(Issue.error(
                            GatewayError.VERSION_CONFLICT,
                            "The " + type(claimed) + " has moved on: it is at " + current
                                    + ". Read it again, and decide again.")),
                    Map.of("ETag", current));
        }
    }

    private static String type(ClaimedMessage claimed) {
        return claimed.message().target().type();
    }

    private static String etag(Version version) {
        return "W/\"" + version.version() + "\"";
    }
}
