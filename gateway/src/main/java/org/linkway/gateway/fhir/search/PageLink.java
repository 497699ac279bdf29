package org.linkway.gateway.fhir.search;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.linkway.routes.port.ResourceSearch.Place;

/**
 * Where the next page is. What was searched for may name a patient, so the link says only under which id it is kept, and behind
 * which resource to go on.
 */
record PageLink(UUID search, Place after) {
    private static final String SEARCH = "_page";
    private static final String AFTER = "_after";
    private static final Pattern PLACE = Pattern.compile("([^~]+)~([A-Za-z0-9.-]{1,64})~(\\d{1,18})");

    /** Obeyed where the answer is written, so each page's link needs them. */
    private static final List<String> FORM = List.of("_summary", "_elements", "_format", "_pretty");

    static boolean isAsked(RequestDetails request) {
        return request.getParameters().containsKey(SEARCH);
    }

    /** @throws SearchRefused where it is none that Linkway made */
    static PageLink of(RequestDetails request) {
        try {
            Matcher place = PLACE.matcher(only(request, AFTER));
            if (place.matches()) {
                return new PageLink(
                        UUID.fromString(only(request, SEARCH)),
                        new Place(
                                Optional.of(Instant.parse(place.group(1))),
                                place.group(2),
                                Long.parseLong(place.group(3))));
            }
        } catch (IllegalArgumentException | DateTimeParseException altered) {
            throw SearchRefused.gone();
        }
        throw SearchRefused.gone();
    }

    private static String only(RequestDetails request, String parameter) {
        String[] values = request.getParameters().getOrDefault(parameter, new String[0]);
        return values.length == 1 ? values[0] : "";
    }

    String url(RequestDetails request, String path) {
        QueryString query = new QueryString();
        query.add(SEARCH, search.toString());
        query.add(AFTER, after.key().orElseThrow() + "~" + after.id() + "~" + after.version());
        Map<String, String[]> asked = request.getParameters();
        FORM.stream().filter(asked::containsKey).forEach(name -> query.add(name, asked.get(name)[0]));
        return QueryString.url(request, path, query.toString());
    }
}
