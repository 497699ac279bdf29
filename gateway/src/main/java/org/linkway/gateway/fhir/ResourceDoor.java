package org.linkway.gateway.fhir;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.ProducerTemplate;
import org.linkway.fhir.validation.WireFormat;
import org.linkway.gateway.security.Callers;
import org.linkway.routes.InboundMessage;
import org.linkway.routes.InboundMessage.Door;
import org.linkway.routes.InboundMessage.Target;
import org.linkway.routes.RouteId;
import org.linkway.routes.inbound.Answer;
import org.linkway.routes.inbound.MessageOutcome;
import org.linkway.workflow.Body;
import org.springframework.stereotype.Component;

/**
 * {@code POST /fhir/[type]}, {@code PUT} and {@code PATCH /fhir/[type]/[id]}, {@code DELETE /fhir/Subscription/[id]}: hands the bytes with the calling party to the
 * route.
 */
@Component
class ResourceDoor {
    private static final Pattern PATH = Pattern.compile("/([A-Z][A-Za-z]+)(?:/([A-Za-z0-9.-]{1,64}))?/?");

    private final ProducerTemplate routes;
    private final DoorStep step;
    private final Callers callers;
    private final Clock clock;

    ResourceDoor(ProducerTemplate routes, DoorStep step, Callers callers, Clock clock) {
        this.routes = routes;
        this.step = step;
        this.callers = callers;
        this.clock = clock;
    }

    boolean takes(HttpServletRequest request) {
        return door(request).isPresent();
    }

    void receive(HttpServletRequest request, HttpServletResponse response) throws IOException {
        step.cross(request, response, (body, format) -> outcome(message(request, body, format)));
    }

    private Answer outcome(InboundMessage message) {
        return routes.requestBody(RouteId.INBOUND_REFERRAL_RECEIVE.endpoint(), message, MessageOutcome.class)
                .answer();
    }

    private InboundMessage message(HttpServletRequest request, byte[] body, WireFormat answerFormat) {
        Matcher path = path(request);
        path.matches();
        return new InboundMessage(
                callers.party(),
                door(request).orElseThrow(),
                new Target(
                        path.group(1),
                        Optional.ofNullable(path.group(2)),
                        Optional.ofNullable(request.getHeader("If-Match")),
                        Optional.ofNullable(request.getHeader("If-None-Exist"))),
                Optional.ofNullable(request.getContentType()),
                Body.of(body),
                answerFormat,
                Preferences.returned(request),
                Optional.ofNullable(request.getHeader("X-Request-Id")),
                Optional.ofNullable(request.getHeader("X-Correlation-Id")),
                clock.instant());
    }

    /** A resource is created without an id, and changed under its own. */
    private static Optional<Door> door(HttpServletRequest request) {
        Matcher path = path(request);
        if (!path.matches()) {
            return Optional.empty();
        }
        boolean hasId = path.group(2) != null;
        return switch (request.getMethod()) {
            case "POST" -> hasId ? Optional.empty() : Optional.of(Door.CREATE);
            case "PUT" -> hasId ? Optional.of(Door.UPDATE) : Optional.empty();
            case "PATCH" -> hasId ? Optional.of(Door.PATCH) : Optional.empty();
            case "DELETE" ->
                hasId && path.group(1).equals("Subscription") ? Optional.of(Door.DELETE) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Matcher path(HttpServletRequest request) {
        return PATH.matcher(Optional.ofNullable(request.getPathInfo()).orElse(""));
    }
}
