package org.linkway.gateway.fhir.search;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.List;
import java.util.regex.Pattern;

/** The header {@code Prefer}, as far as it concerns what is not offered. */
final class Prefer {
    private static final Pattern STRICT =
            Pattern.compile("(?i)(?:.*[,;\\s])?handling\\s*=\\s*\"?strict\"?(?:[,;\\s].*)?");

    private Prefer() {}

    static boolean strict(RequestDetails request) {
        List<String> headers = request.getHeaders("Prefer");
        return headers != null
                && headers.stream().anyMatch(header -> STRICT.matcher(header).matches());
    }
}
