package org.linkway.gateway.fhir;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.linkway.fhir.validation.WireFormat;

/**
 * One request of a batch, before anybody has looked into its resource: what is wrong with that is told for this entry alone.
 *
 * @param method empty where the entry names none
 * @param url as the entry gives it
 * @param conditions the entry's conditions, by the HTTP headers that say the same
 * @param resource as text in the batch's own form; empty where there is none
 */
record BatchEntry(
        int position,
        Optional<String> method,
        Optional<String> url,
        Map<String, String> conditions,
        Optional<String> resource,
        WireFormat format) {

    /** By the elements of {@code Bundle.entry.request}. */
    static final Map<String, String> CONDITIONS = Map.of(
            "ifMatch", "If-Match",
            "ifNoneMatch", "If-None-Match",
            "ifModifiedSince", "If-Modified-Since",
            "ifNoneExist", "If-None-Exist");

    /** The headers of this request on its own: its conditions, and what the batch says for all. */
    Map<String, String> headers(HttpServletRequest batch) {
        Map<String, String> headers = new HashMap<>(conditions);
        headers.put("Accept", WireFormat.JSON.mediaType());
        if (resource.isPresent()) {
            headers.put("Content-Type", format.mediaType());
        }
        copy(batch, "Prefer", headers);
        copy(batch, "X-Correlation-Id", headers);
        // A batch that is sent again repeats each of its requests, so that each has an id of its own.
        Optional.ofNullable(batch.getHeader("X-Request-Id"))
                .map(id -> UUID.nameUUIDFromBytes((id + "/" + position).getBytes(StandardCharsets.UTF_8)))
                .ifPresent(id -> headers.put("X-Request-Id", id.toString()));
        return headers;
    }

    private static void copy(HttpServletRequest from, String header, Map<String, String> to) {
        Optional.ofNullable(from.getHeader(header)).ifPresent(value -> to.put(header, value));
    }
}
