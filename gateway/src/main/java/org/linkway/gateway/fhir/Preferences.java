package org.linkway.gateway.fhir;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.linkway.routes.InboundMessage.Returned;

/** The header {@code Prefer} (RFC 7240), as FHIR uses it. */
final class Preferences {
    private Preferences() {}

    /** What to answer with; a value that is not known is no preference. */
    static Returned returned(HttpServletRequest request) {
        return preference(request, "return")
                .map(value -> switch (value) {
                    case "minimal" -> Returned.MINIMAL;
                    case "representation" -> Returned.REPRESENTATION;
                    case "operationoutcome" -> Returned.OPERATION_OUTCOME;
                    default -> Returned.AS_USUAL;
                })
                .orElse(Returned.AS_USUAL);
    }

    private static Optional<String> preference(HttpServletRequest request, String name) {
        return Collections.list(request.getHeaders("Prefer")).stream()
                .flatMap(header -> Stream.of(header.split("[,;]", -1)))
                .map(part -> List.of(part.strip().toLowerCase(Locale.ROOT).split("=", 2)))
                .filter(part -> part.size() == 2 && part.get(0).strip().equals(name))
                .map(part -> part.get(1).strip().replace("\"", ""))
                .findFirst();
    }
}
