package org.linkway.conformance.runner;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which id a server gave to what it was sent. */
final class Locations {
    private static final Pattern INSTANCE =
            Pattern.compile("(?:^|/)[A-Z][A-Za-z]+/([A-Za-z0-9.-]{1,64})(?:/_history/.*)?/?$");

    private Locations() {}

    /** By its Location, else by the resource in its body. */
    static Optional<String> id(Response response) {
        return response.lines()
                .value("Location")
                .or(() -> response.lines().value("Content-Location"))
                .map(INSTANCE::matcher)
                .filter(Matcher::find)
                .map(location -> location.group(1))
                .or(() -> response.body()
                        .resource()
                        .map(resource -> resource.getIdElement().getIdPart()));
    }
}
