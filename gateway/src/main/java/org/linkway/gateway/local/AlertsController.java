package org.linkway.gateway.local;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.List;
import org.linkway.gateway.security.Callers;
import org.linkway.routes.port.Alerts;
import org.linkway.routes.port.Alerts.Alert;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What an operator should know of. */
@RestController
@RequestMapping("/local/v1/alerts")
class AlertsController {
    private final Alerts alerts;
    private final Callers callers;

    AlertsController(Alerts alerts, Callers callers) {
        this.alerts = alerts;
        this.callers = callers;
    }

    /**
     * The newest first, 500 at most.
     *
     * @param more how many older ones there are beside them
     */
    record Page(List<Alert> alerts, long more) {}

    @GetMapping
    @Operation(
            operationId = "listAlerts",
            summary = "What an operator should know of; each is raised once, and cleared once when it is over")
    @Refuses(HttpStatus.BAD_REQUEST)
    Page list(
            @Parameter(description = "Also those that are over") @RequestParam(defaultValue = "false")
                    boolean cleared) {
        Alerts.Listed listed = alerts.list(callers.party(), !cleared);
        return new Page(listed.alerts(), listed.more());
    }
}
