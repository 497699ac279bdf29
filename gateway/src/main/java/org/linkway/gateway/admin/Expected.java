package org.linkway.gateway.admin;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.linkway.gateway.local.LocalProblem;
import org.springframework.http.HttpStatus;

/**
 * On which version of a party a change was decided.
 *
 * @param version 0 where it was not there
 */
record Expected(long version) {
    private static final Pattern ETAG = Pattern.compile("\"([1-9][0-9]{0,17})\"");

    /**
     * By the headers {@code If-Match} and {@code If-None-Match}; empty where there is neither.
     *
     * @throws LocalProblem where they say something else
     */
    static Optional<Expected> read(Optional<String> ifMatch, Optional<String> ifNoneMatch) {
        if (ifMatch.isEmpty() && ifNoneMatch.isEmpty()) {
            return Optional.empty();
        }
        if (ifMatch.isEmpty() && ifNoneMatch.get().strip().equals("*")) {
            return Optional.of(new Expected(0));
        }
        Matcher etag = ETAG.matcher(ifMatch.orElse("").strip());
        if (ifNoneMatch.isPresent() || !etag.matches()) {
            throw new LocalProblem(
                    HttpStatus.BAD_REQUEST,
                    "Send either If-Match with the ETag that you read, such as \"3\", or If-None-Match: * for a new party.");
        }
        return Optional.of(new Expected(Long.parseLong(etag.group(1))));
    }

    static LocalProblem required() {
        return new LocalProblem(
                HttpStatus.PRECONDITION_REQUIRED,
                "Say on what you decided this: If-Match with the ETag that you read, or If-None-Match: * for a new party.");
    }

    /** @throws LocalProblem where it is at another version */
    void check(Optional<Long> standing) {
        if (standing.orElse(0L) != version) {
            throw stale(standing);
        }
    }

    static LocalProblem stale(Optional<Long> standing) {
        return standing.map(version -> LocalProblem.stale(
                        "The party is at version " + version + ". Read it again, and decide on that.", etag(version)))
                .orElseGet(() -> new LocalProblem(
                        HttpStatus.PRECONDITION_FAILED,
                        "There is no such party yet. Send If-None-Match: * to register it."));
    }

    static String etag(long version) {
        return "\"" + version + "\"";
    }
}
