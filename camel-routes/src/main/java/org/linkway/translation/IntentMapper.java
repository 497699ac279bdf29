package org.linkway.translation;

import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.MessageHeader;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.linkway.fhir.terminology.MessageReason;
import org.linkway.workflow.Intent;

/**
 * What a sender means with a Bundle. BaRS writes a cancellation in two ways: reason update with a status that is not active,
 * and reason delete; both are taken (the guide's page on cancelling contradicts its examples).
 */
final class IntentMapper {
    private IntentMapper() {}

    static Intent toModel(Bundle bundle) {
        BundleIndex index = new BundleIndex(bundle);
        Optional<MessageReason> reason = index.all(MessageHeader.class).stream()
                .findFirst()
                .flatMap(header -> header.resource().getReason().getCoding().stream()
                        .flatMap(coding -> MessageReason.fromCode(coding.getSystem(), coding.getCode()).stream())
                        .findFirst());
        if (bundle.getType() != Bundle.BundleType.MESSAGE || reason.equals(Optional.of(MessageReason.NEW))) {
            return Intent.OPENS;
        }
        ServiceRequest.ServiceRequestStatus status = index.all(ServiceRequest.class).stream()
                .findFirst()
                .map(request -> request.resource().getStatus())
                .orElse(ServiceRequest.ServiceRequestStatus.ACTIVE);
        return switch (status) {
            case ENTEREDINERROR -> Intent.WAS_A_MISTAKE;
            case REVOKED -> Intent.CANCELS;
            default -> reason.equals(Optional.of(MessageReason.DELETE)) ? Intent.CANCELS : Intent.RESTATES;
        };
    }

    /** Why, in words (BaRS: {@code ServiceRequest.reasonCode.text} of a cancellation). */
    static Optional<String> reason(Bundle bundle) {
        return new BundleIndex(bundle)
                .all(ServiceRequest.class).stream()
                        .findFirst()
                        .flatMap(request -> request.resource().getReasonCode().stream()
                                .flatMap(it -> CodeMapper.wordsOrCode(it).stream())
                                .findFirst());
    }
}
