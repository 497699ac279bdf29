package org.linkway.translation;

import static org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus.ACTIVE;
import static org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus.ENTEREDINERROR;
import static org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus.REVOKED;
import static org.linkway.fhir.terminology.MessageEvent.SERVICE_REQUEST;
import static org.linkway.fhir.terminology.MessageEvent.SERVICE_REQUEST_RESPONSE;
import static org.linkway.fhir.terminology.MessageReason.DELETE;
import static org.linkway.fhir.terminology.MessageReason.NEW;
import static org.linkway.fhir.terminology.MessageReason.UPDATE;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.linkway.fhir.terminology.MessageEvent;
import org.linkway.fhir.terminology.MessageReason;
import org.linkway.workflow.Intent;

/**
 * What a BaRS message means, said once (BaRS Core, Standard Pattern): the check, its refusals and the page for readers derive
 * from these rows. The guide writes a cancellation in two ways, reason update and reason delete, and its page on cancelling
 * contradicts its examples: both are taken.
 */
final class MessageTable {
    private static final List<Row> ROWS = List.of(
            new Row(SERVICE_REQUEST, NEW, EnumSet.of(ACTIVE), true, Intent.OPENS),
            new Row(SERVICE_REQUEST, UPDATE, EnumSet.of(ACTIVE), true, Intent.RESTATES),
            new Row(SERVICE_REQUEST, UPDATE, EnumSet.of(REVOKED), false, Intent.CANCELS),
            new Row(SERVICE_REQUEST, UPDATE, EnumSet.of(ENTEREDINERROR), false, Intent.WAS_A_MISTAKE),
            new Row(SERVICE_REQUEST, DELETE, EnumSet.of(ACTIVE, REVOKED), false, Intent.CANCELS),
            new Row(SERVICE_REQUEST, DELETE, EnumSet.of(ENTEREDINERROR), false, Intent.WAS_A_MISTAKE),
            new Row(SERVICE_REQUEST_RESPONSE, NEW, EnumSet.of(ACTIVE, REVOKED), false, Intent.REPORTS));

    private MessageTable() {}

    /**
     * One line.
     *
     * @param forReferralAlone whether a category {@code validation} is refused: a service is asked to act, not to advise
     */
    record Row(
            MessageEvent event,
            MessageReason reason,
            Set<ServiceRequestStatus> statuses,
            boolean forReferralAlone,
            Intent intent) {}

    static List<Row> rows() {
        return ROWS;
    }

    static Optional<Row> find(MessageEvent event, MessageReason reason, ServiceRequestStatus status) {
        return ROWS.stream()
                .filter(row -> row.event() == event && row.reason() == reason)
                .filter(row -> row.statuses().contains(status))
                .findFirst();
    }

    static String events() {
        return Arrays.stream(MessageEvent.values()).map(MessageEvent::code).collect(Collectors.joining(" or "));
    }

    /** The reasons that an event may have. */
    static Set<MessageReason> reasons(MessageEvent event) {
        return ROWS.stream()
                .filter(row -> row.event() == event)
                .map(Row::reason)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(MessageReason.class)));
    }

    /** The statuses that a message with this event and reason may bring. */
    static Set<ServiceRequestStatus> statuses(MessageEvent event, MessageReason reason) {
        return ROWS.stream()
                .filter(row -> row.event() == event && row.reason() == reason)
                .flatMap(row -> row.statuses().stream())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(ServiceRequestStatus.class)));
    }
}
