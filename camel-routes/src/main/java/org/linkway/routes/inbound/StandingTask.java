package org.linkway.routes.inbound;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.fhir.validation.Issue;
import org.linkway.routes.InboundMessage.Target;
import org.linkway.routes.port.PublishedResources;
import org.linkway.routes.port.PublishedResources.Version;

/** The Task that a request is about, as it stands. */
public final class StandingTask {
    private static final Pattern ETAG = Pattern.compile("(?:W/)?\"([0-9]{1,18})\"");

    private final PublishedResources resources;

    public StandingTask(PublishedResources resources) {
        this.resources = resources;
    }

    /** Refused where the sender did not see the version that stands. */
    Version asSeen(ClaimedMessage claimed) {
        Target target = claimed.message().target();
        Version standing = resources
                .read(claimed.message().party(), target.type(), target.id().orElseThrow())
                .orElseThrow(() -> RejectedMessage.forGood(
                        claimed, List.of(Issue.error(GatewayError.NOT_FOUND, GatewayError.NOT_FOUND.text() + "."))));
        checkVersion(claimed, target.ifMatch(), standing);
        return standing;
    }

    private static void checkVersion(ClaimedMessage claimed, Optional<String> ifMatch, Version standing) {
        String current = "W/\"" + standing.version() + "\"";
        if (ifMatch.isEmpty()) {
            throw RejectedMessage.forGood(
                    claimed,
                    List.of(Issue.error(
                            GatewayError.VERSION_REQUIRED,
                            "Say which version you change: read the Task, and send its ETag in If-Match. It is at "
                                    + current + " now.")),
                    Map.of("ETag", current));
        }
        Matcher seen = ETAG.matcher(ifMatch.get().strip());
        if (!seen.matches() || Long.parseLong(seen.group(1)) != standing.version()) {
            throw RejectedMessage.forGood(
                    claimed,
                    List.of(Issue.error(
                            GatewayError.VERSION_CONFLICT,
                            "The Task has moved on: it is at " + current + ". Read it again, and decide again.")),
                    Map.of("ETag", current));
        }
    }
}
