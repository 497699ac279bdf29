package org.linkway.gateway.local;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.linkway.gateway.security.Parties;
import org.linkway.routes.port.Deliveries;
import org.linkway.workflow.Delivery;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What is on its way to partners, what has arrived, and what waits for a person. */
@RestController
@RequestMapping("/local/v1/deliveries")
class DeliveriesController {
    private static final int LARGEST_PAGE = 500;

    private final Deliveries deliveries;
    private final Parties parties;

    DeliveriesController(Deliveries deliveries, Parties parties) {
        this.deliveries = deliveries;
        this.parties = parties;
    }

    /** The newest first. */
    record Page(List<Delivery> deliveries) {}

    @GetMapping
    @Operation(
            operationId = "listDeliveries",
            summary = "What is on its way to partners, what has arrived, and what waits for a person: the newest first")
    @Refuses(HttpStatus.BAD_REQUEST)
    Page list(
            @Parameter(description = "The referral that they are about; all where it is left out") @RequestParam
                    Optional<UUID> referral,
            @Parameter(description = "How many at most, up to 500") @RequestParam(defaultValue = "100") int limit) {
        return new Page(deliveries.list(parties.worker(), referral, Math.max(1, Math.min(limit, LARGEST_PAGE))));
    }
}
