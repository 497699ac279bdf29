package org.linkway.translation;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.linkway.fhir.terminology.CodeSystems;
import org.linkway.fhir.terminology.ReferralSource;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.referral.ContactPoint;
import org.linkway.referral.Kebab;
import org.linkway.referral.Referrer;
import org.linkway.referral.ReferrerType;
import org.linkway.translation.BundleIndex.Entry;

/** Who refers, by the ServiceRequest or else its Task, and the role and organisation it leads to, to {@link Referrer}. */
final class ReferrerMapper {
    private static final String SOURCE_OF_SERVICE_REQUEST =
            "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-SourceOfServiceRequest";

    private ReferrerMapper() {}

    static Referrer toModel(BundleIndex index, Entry<ServiceRequest> request, Findings findings) {
        Reference requester = requester(index, request.resource());
        if (requester.isEmpty()) {
            findings.error(
                    GatewayError.REQUIRED,
                    request.path("requester"),
                    "ServiceRequest.requester is missing. Say who refers, here or as Task.requester: the practitioner,"
                            + " their role or organisation.");
        }
        Optional<PractitionerRole> role = role(index, requester);
        Optional<Practitioner> practitioner = role.map(PractitionerRole::getPractitioner)
                .flatMap(it -> index.reach(it, Practitioner.class))
                .or(() -> index.reach(requester, Practitioner.class))
                .map(Entry::resource);
        Optional<Entry<Organization>> organization = role.map(PractitionerRole::getOrganization)
                .flatMap(it -> index.reach(it, Organization.class))
                .or(() -> index.reach(requester, Organization.class));
        Optional<RelatedPerson> relative =
                index.reach(requester, RelatedPerson.class).map(Entry::resource);
        return new Referrer(
                type(index, request.resource(), requester),
                practitioner
                        .map(Practitioner::getNameFirstRep)
                        .or(() -> relative.map(RelatedPerson::getNameFirstRep))
                        .map(HumanName::getNameAsSingleString)
                        .filter(name -> !name.isBlank())
                        .or(() -> Optional.ofNullable(requester.getDisplay())),
                role.flatMap(it -> it.getCode().stream()
                        .flatMap(code -> CodeMapper.words(code).stream())
                        .findFirst()),
                organization.map(it -> it.resource().getName()),
                organization.flatMap(it -> OdsCodeMapper.odsCode(it, findings)),
                contacts(Stream.of(
                        role.map(PractitionerRole::getTelecom),
                        practitioner.map(Practitioner::getTelecom),
                        relative.map(RelatedPerson::getTelecom),
                        organization.map(it -> it.resource().getTelecom()))),
                Optional.empty());
    }

    /** SDOH Clinical Care demands it of the Task (TaskForReferralManagement.requester 1..1), and not of the request. */
    private static Reference requester(BundleIndex index, ServiceRequest request) {
        return request.hasRequester()
                ? request.getRequester()
                : index.all(Task.class).stream()
                        .map(task -> task.resource().getRequester())
                        .filter(it -> !it.isEmpty())
                        .findFirst()
                        .orElseGet(Reference::new);
    }

    /** The requester itself, or the role in which the requesting practitioner acts. */
    private static Optional<PractitionerRole> role(BundleIndex index, Reference requester) {
        return index.reach(requester, PractitionerRole.class)
                .or(() -> index.all(PractitionerRole.class).stream()
                        .filter(it -> requester.getReference() != null
                                && requester
                                        .getReference()
                                        .equals(it.resource().getPractitioner().getReference()))
                        .findFirst())
                .map(Entry::resource);
    }

    private static ReferrerType type(BundleIndex index, ServiceRequest request, Reference requester) {
        Optional<ReferrerType> ours = source(request)
                .filter(coding -> CodeSystems.LINKWAY_REFERRER_TYPE.equals(coding.getSystem()))
                .flatMap(coding -> Kebab.read(ReferrerType.class, coding.getCode()).stream())
                .findFirst();
        if (ours.isPresent()) {
            return ours.get();
        }
        if (index.reach(requester, Patient.class).isPresent()) {
            return ReferrerType.SELF;
        }
        if (index.reach(requester, RelatedPerson.class).isPresent()) {
            return ReferrerType.FAMILY;
        }
        return source(request)
                .flatMap(coding -> ReferralSource.fromCode(coding.getSystem(), coding.getCode()).stream())
                .findFirst()
                .map(ReferrerMapper::type)
                .orElse(ReferrerType.NOT_STATED);
    }

    private static Stream<Coding> source(ServiceRequest request) {
        return request.getExtensionsByUrl(SOURCE_OF_SERVICE_REQUEST).stream()
                .map(Extension::getValue)
                .filter(CodeableConcept.class::isInstance)
                .flatMap(value -> ((CodeableConcept) value).getCoding().stream());
    }

    private static ReferrerType type(ReferralSource source) {
        return switch (source) {
            case GENERAL_PRACTITIONER -> ReferrerType.GP;
            case NURSE, COMMUNITY_NURSE, COMMUNITY_MENTAL_HEALTH_NURSE, SCHOOL_NURSE -> ReferrerType.NURSE;
            case PHARMACIST -> ReferrerType.PHARMACIST;
            case SOCIAL_WORKER -> ReferrerType.SOCIAL_WORKER;
            case FAMILY -> ReferrerType.FAMILY;
            case CARER -> ReferrerType.CARER;
            case SELF -> ReferrerType.SELF;
        };
    }

    private static List<ContactPoint> contacts(Stream<Optional<List<org.hl7.fhir.r4.model.ContactPoint>>> telecoms) {
        return telecoms.flatMap(Optional::stream)
                .flatMap(telecom -> ContactMapper.toModel(telecom, Optional.empty()).stream())
                .toList();
    }
}
