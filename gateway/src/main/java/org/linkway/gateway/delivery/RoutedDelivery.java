package org.linkway.gateway.delivery;

import org.apache.camel.ProducerTemplate;
import org.linkway.routes.RouteId;
import org.linkway.routes.outbound.DeliveryOutcome;
import org.linkway.workflow.Delivery;
import org.linkway.workflow.Notification;
import org.springframework.stereotype.Component;

/** Hands each delivery to the outbound route of its kind, and notifications to theirs. */
@Component
class RoutedDelivery implements DeliverOne, TellOne {
    private final ProducerTemplate routes;

    RoutedDelivery(ProducerTemplate routes) {
        this.routes = routes;
    }

    @Override
    public DeliveryOutcome deliver(Delivery delivery) {
        return routes.requestBody(route(delivery.kind()).endpoint(), delivery, DeliveryOutcome.class);
    }

    @Override
    public DeliveryOutcome tell(Notification notification) {
        return routes.requestBody(RouteId.OUTBOUND_SUBSCRIBER_TELL.endpoint(), notification, DeliveryOutcome.class);
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
