package org.linkway.translation;

import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent.ConsentProvisionType;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.linkway.fhir.terminology.CodeSystems;
import org.linkway.referral.Consent;
import org.linkway.referral.Consent.Agreement;
import org.linkway.referral.Consent.FeedBack;

/** Consent resources to what the person agreed to, for each purpose apart. */
final class ConsentMapper {
    private ConsentMapper() {}

    static Consent toModel(BundleIndex index) {
        List<ProvisionComponent> provisions = index.all(org.hl7.fhir.r4.model.Consent.class).stream()
                .filter(entry -> entry.resource().getStatus() == ConsentState.ACTIVE)
                .flatMap(entry -> all(entry.resource().getProvision()))
                .toList();
        return new Consent(
                agreement(provisions, "refer"),
                agreement(provisions, "share-with-named-provider"),
                feedBack(provisions));
    }

    /** A provision and those within it: senders state a purpose at either. */
    private static Stream<ProvisionComponent> all(ProvisionComponent provision) {
        return Stream.concat(
                Stream.of(provision), provision.getProvision().stream().flatMap(ConsentMapper::all));
    }

    private static Agreement agreement(List<ProvisionComponent> provisions, String purpose) {
        if (says(provisions, ConsentProvisionType.DENY, purpose)) {
            return Agreement.REFUSED;
        }
        return says(provisions, ConsentProvisionType.PERMIT, purpose) ? Agreement.GIVEN : Agreement.NOT_STATED;
    }

    private static FeedBack feedBack(List<ProvisionComponent> provisions) {
        if (says(provisions, ConsentProvisionType.DENY, "feed-back")) {
            return FeedBack.NOTHING;
        }
        return says(provisions, ConsentProvisionType.PERMIT, "feed-back-codes-only")
                ? FeedBack.CODES_ONLY
                : FeedBack.ALL;
    }

    private static boolean says(List<ProvisionComponent> provisions, ConsentProvisionType type, String purpose) {
        return provisions.stream()
                .filter(provision -> provision.getType() == type)
                .flatMap(provision -> provision.getPurpose().stream())
                .filter(coding -> CodeSystems.LINKWAY_CONSENT_PURPOSE.equals(coding.getSystem()))
                .map(Coding::getCode)
                .anyMatch(purpose::equals);
    }
}
