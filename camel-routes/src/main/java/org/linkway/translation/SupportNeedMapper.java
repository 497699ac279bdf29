package org.linkway.translation;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.linkway.fhir.profile.LinkwayProfile;
import org.linkway.fhir.terminology.CodeSystems;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.referral.SupportNeed;
import org.linkway.referral.SupportNeedCode;
import org.linkway.translation.BundleIndex.Entry;

/** Linkway-Ext-SupportNeed to {@link SupportNeed}; what has no code that is known stays in words. */
final class SupportNeedMapper {
    private SupportNeedMapper() {}

    static List<SupportNeed> toModel(Entry<ServiceRequest> request, Findings findings) {
        List<Extension> extensions = request.resource().getExtension();
        return Stream.iterate(0, i -> i < extensions.size(), i -> i + 1)
                .filter(i -> LinkwayProfile.SUPPORT_NEED
                        .url()
                        .equals(extensions.get(i).getUrl()))
                .filter(i -> extensions.get(i).getValue() instanceof CodeableConcept)
                .flatMap(i -> toModel(
                        (CodeableConcept) extensions.get(i).getValue(),
                        request.path("extension[" + i + "].value"),
                        findings))
                .distinct()
                .toList();
    }

    private static Stream<SupportNeed> toModel(CodeableConcept concept, String path, Findings findings) {
        List<Coding> ours = concept.getCoding().stream()
                .filter(coding -> CodeSystems.LINKWAY_SUPPORT_NEED.equals(coding.getSystem()))
                .toList();
        List<SupportNeedCode> codes = ours.stream()
                .flatMap(coding -> SupportNeedCode.fromCode(coding.getCode()).stream())
                .toList();
        if (!codes.isEmpty()) {
            return codes.stream()
                    .map(code -> new SupportNeed(
                            Optional.of(code),
                            Optional.ofNullable(concept.getText()).orElse(code.display())));
        }
        // Of a code of ours that does not exist, the sender is told at the door.
        if (concept.hasCoding() && ours.isEmpty()) {
            findings.warning(
                    GatewayError.CODE_INVALID,
                    path,
                    "This support need has a code of another system, so it is kept in words. Send a code of "
                            + CodeSystems.LINKWAY_SUPPORT_NEED + ".");
        }
        return CodeMapper.wordsOrCode(concept).map(words -> new SupportNeed(Optional.empty(), words)).stream();
    }
}
