package org.linkway.gateway.delivery;

import org.apache.camel.ProducerTemplate;
import org.linkway.gateway.store.AuditBook;
import org.linkway.routes.RouteId;
import org.linkway.routes.outbound.DeliveryOutcome;
import org.linkway.workflow.Delivery;
import org.linkway.workflow.Notification;
import org.springframework.stereotype.Component;

/**
 * Hands each delivery to the outbound route of its kind, and notifications to theirs; and records what left. What cannot be
 * recorded is not taken for made, so it is tried, and recorded, again.
 */
@Component
class RoutedDelivery implements DeliverOne, TellOne {
    private final ProducerTemplate routes;
    private final AuditBook audit;

    RoutedDelivery(ProducerTemplate routes, AuditBook audit) {
        this.routes = routes;
        this.audit = audit;
    }

    @Override
    public DeliveryOutcome deliver(Delivery delivery) {
        DeliveryOutcome outcome =
                routes.requestBody(route(delivery.kind()).endpoint(), delivery, DeliveryOutcome.class);
        Exports.of(delivery, outcome).ifPresent(audit::record);
        return outcome;
    }

    @Override
    public DeliveryOutcome tell(Notification notification) {
        DeliveryOutcome outcome =
                routes.requestBody(RouteId.OUTBOUND_SUBSCRIBER_TELL.endpoint(), notification, DeliveryOutcome.class);
        Exports.of(notification, outcome).ifPresent(audit::record);
        return outcome;
    }

    private static RouteId route(Delivery.Kind kind) {
        return switch (kind) {
            case REFERRAL_TO_WORKER, URGENT_REFERRAL_TO_WORKER -> RouteId.OUTBOUND_REFERRAL_PUSH;
            case ENTRY_TO_RECORD -> RouteId.OUTBOUND_RECORD_FILE;
            case CONCERN_TO_PERSON -> RouteId.OUTBOUND_CONCERN_ALERT;
            case ONWARD_TO_SERVICE -> RouteId.OUTBOUND_ONWARD_SEND;
            case RESPONSE_TO_SENDER -> RouteId.OUTBOUND_RESPONSE_SEND;
        };
    }
}
