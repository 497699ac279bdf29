package org.linkway.translation;

import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.linkway.workflow.Intent;

/** What a sender means with a Bundle: with a transaction, to open a referral; with a message, what the table says. */
final class IntentMapper {
    private IntentMapper() {}

    static Intent toModel(Bundle bundle) {
        return bundle.getType() == Bundle.BundleType.MESSAGE
                ? BarsHeader.of(new BundleIndex(bundle))
                        .flatMap(BarsHeader::row)
                        .map(MessageTable.Row::intent)
                        .orElse(Intent.OPENS)
                : Intent.OPENS;
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
