package org.linkway.gateway.fhir;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.ProducerTemplate;
import org.linkway.fhir.validation.WireFormat;
import org.linkway.gateway.security.Parties;
import org.linkway.routes.RouteId;
import org.linkway.routes.inbound.Answer;
import org.linkway.routes.inbound.InboundTask;
import org.linkway.routes.inbound.MessageOutcome;
import org.linkway.workflow.Body;
import org.springframework.stereotype.Component;

/** {@code PUT /fhir/Task/{id}} and {@code POST /fhir/Task}: hands the bytes with the calling party to the route. */
@Component
class TaskDoor {
    private static final Pattern TASKS = Pattern.compile("/Task(?:/([A-Za-z0-9.-]{1,64}))?/?");

    private final ProducerTemplate routes;
    private final DoorStep step;
    private final Parties parties;

    TaskDoor(ProducerTemplate routes, DoorStep step, Parties parties) {
        this.routes = routes;
        this.step = step;
        this.parties = parties;
    }

    /** A Task is changed under its id, and created without one. */
    boolean takes(HttpServletRequest request) {
        Matcher path = path(request);
        return path.matches() && (path.group(1) == null) == request.getMethod().equals("POST");
    }

    void receive(HttpServletRequest request, HttpServletResponse response) throws IOException {
        step.cross(request, response, (body, format) -> outcome(task(request, body, format)));
    }

    private Answer outcome(InboundTask task) {
        return routes.requestBody(RouteId.INBOUND_TASK_RECEIVE.endpoint(), task, MessageOutcome.class)
                .answer();
    }

    private InboundTask task(HttpServletRequest request, byte[] body, WireFormat answerFormat) {
        Matcher path = path(request);
        Optional<String> id = path.matches() ? Optional.ofNullable(path.group(1)) : Optional.empty();
        return new InboundTask(
                parties.sender(),
                id,
                Optional.ofNullable(request.getContentType()),
                Body.of(body),
                answerFormat,
                Optional.ofNullable(request.getHeader("If-Match")));
    }

    private static Matcher path(HttpServletRequest request) {
        return TASKS.matcher(Optional.ofNullable(request.getPathInfo()).orElse(""));
    }
}
