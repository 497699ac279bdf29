package org.linkway.translation;

import java.util.List;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ConceptMap;
import org.linkway.fhir.profile.LinkwayPackage;
import org.linkway.referral.RejectionReason;

/** Why a service turns a referral down, in the code systems of BaRS, by the package's ConceptMap. */
final class RejectionCodes {
    private static final ConceptMap MAP = (ConceptMap) LinkwayPackage.builtIn().resources().stream()
            .filter(it -> it.url()
                    .filter(url -> url.endsWith("/rejection-reason-to-bars"))
                    .isPresent())
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("Linkway's package has no rejection-reason-to-bars."))
            .parsed();

    private RejectionCodes() {}

    /** In each of the code systems; in one that has no such code, none. */
    static List<Coding> toBars(RejectionReason reason) {
        return MAP.getGroup().stream()
                .flatMap(group -> group.getElement().stream()
                        .filter(element -> element.getCode().equals(reason.code()))
                        .flatMap(element -> element.getTarget().stream())
                        .filter(ConceptMap.TargetElementComponent::hasCode)
                        .map(target -> new Coding(group.getTarget(), target.getCode(), target.getDisplay())))
                .toList();
    }
}
