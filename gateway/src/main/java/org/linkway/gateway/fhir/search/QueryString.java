package org.linkway.gateway.fhir.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Parameters in a URL. */
final class QueryString {
    private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    private final StringBuilder text = new StringBuilder();

    void add(String name, String value) {
        text.append(text.isEmpty() ? "" : "&")
                .append(URLEncoder.encode(name, UTF_8))
                .append('=')
                .append(URLEncoder.encode(value, UTF_8));
    }

    @Override
    public String toString() {
        return text.toString();
    }

    static String url(RequestDetails request, String path, String query) {
        return request.getFhirServerBase() + "/" + path + (query.isEmpty() ? "" : "?" + query);
    }

    /** What came with a request, in its URL or in its form. */
    static Map<String, List<String>> of(RequestDetails request) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        request.getParameters().forEach((name, values) -> parameters.put(name, List.of(values)));
        return parameters;
    }

    /** The same as one text, as if it had come in the URL. */
    static String text(RequestDetails request) {
        QueryString query = new QueryString();
        of(request).forEach((name, values) -> values.forEach(value -> query.add(name, value)));
        return query.toString();
    }

    /** Whether a text can be parsed. By hand: a pattern would need more of the stack for each parameter. */
    static boolean isOne(String text) {
        return Stream.of(text.split("&", -1)).allMatch(pair -> pair.indexOf('=') > 0)
                && !BROKEN_ESCAPE.matcher(text).find();
    }

    /** What {@link #toString} wrote, in that order. */
    static Map<String, List<String>> parse(String query) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String pair : query.isEmpty() ? List.<String>of() : List.of(query.split("&", -1))) {
            int equals = pair.indexOf('=');
            parameters
                    .computeIfAbsent(URLDecoder.decode(pair.substring(0, equals), UTF_8), name -> new ArrayList<>())
                    .add(URLDecoder.decode(pair.substring(equals + 1), UTF_8));
        }
        return parameters;
    }
}
