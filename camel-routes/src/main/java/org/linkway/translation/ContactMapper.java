package org.linkway.translation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointSystem;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointUse;
import org.hl7.fhir.r4.model.Patient;
import org.linkway.fhir.terminology.PreferredContactMethod;
import org.linkway.referral.ContactChannel;
import org.linkway.referral.ContactPoint;

/** Telephone numbers and addresses: the person's own, and those of people around them. */
final class ContactMapper {
    /** v3-RoleCode: BaRS repeats the patient's own numbers under a contact of this relationship. */
    private static final String SELF = "ONESELF";

    private ContactMapper() {}

    static List<ContactPoint> toModel(Patient patient) {
        List<ContactPoint> points = new ArrayList<>(toModel(patient.getTelecom(), Optional.empty()));
        for (Patient.ContactComponent contact : patient.getContact()) {
            points.addAll(toModel(contact.getTelecom(), whose(contact)));
        }
        return points;
    }

    static List<ContactPoint> toModel(List<org.hl7.fhir.r4.model.ContactPoint> telecom, Optional<String> whose) {
        return telecom.stream()
                .filter(point -> point.getValue() != null && point.getUse() != ContactPointUse.OLD)
                .map(point -> new ContactPoint(
                        channel(point.getSystem()),
                        point.getValue(),
                        whose,
                        Optional.ofNullable(point.getRankElement().getValue())))
                .toList();
    }

    private static Optional<String> whose(Patient.ContactComponent contact) {
        boolean own = contact.getRelationship().stream()
                .flatMap(it -> it.getCoding().stream())
                .anyMatch(coding -> SELF.equals(coding.getCode()));
        if (own) {
            return Optional.empty();
        }
        String relationship = contact.getRelationship().stream()
                .flatMap(it -> CodeMapper.words(it).stream())
                .findFirst()
                .orElse("another person");
        return Optional.of(
                contact.hasName() ? relationship + ": " + contact.getName().getNameAsSingleString() : relationship);
    }

    private static Optional<ContactChannel> channel(ContactPointSystem system) {
        if (system == null) {
            return Optional.empty();
        }
        return switch (system) {
            case PHONE -> Optional.of(ContactChannel.TELEPHONE);
            case EMAIL -> Optional.of(ContactChannel.EMAIL);
            case SMS -> Optional.of(ContactChannel.TEXT_MESSAGE);
            default -> Optional.empty();
        };
    }

    static org.hl7.fhir.r4.model.ContactPoint toFhir(ContactPoint point) {
        org.hl7.fhir.r4.model.ContactPoint telecom = new org.hl7.fhir.r4.model.ContactPoint().setValue(point.value());
        telecom.setSystem(point.channel().map(ContactMapper::system).orElse(ContactPointSystem.OTHER));
        point.preference().ifPresent(telecom::setRank);
        return telecom;
    }

    private static ContactPointSystem system(ContactChannel channel) {
        return switch (channel) {
            case TELEPHONE -> ContactPointSystem.PHONE;
            case EMAIL -> ContactPointSystem.EMAIL;
            case TEXT_MESSAGE -> ContactPointSystem.SMS;
            case LETTER, VISIT, IN_PERSON -> ContactPointSystem.OTHER;
        };
    }

    /** By which the person says that they cannot be reached. */
    static Set<ContactChannel> unusable(PreferredContactMethod method) {
        return method == PreferredContactMethod.NO_TELEPHONE ? Set.of(ContactChannel.TELEPHONE) : Set.of();
    }

    /** In words, for a method that is neither a channel of its own nor the want of one. */
    static Optional<String> inWords(PreferredContactMethod method) {
        return Optional.of(method.display())
                .filter(it -> preferred(method).isEmpty() && unusable(method).isEmpty());
    }

    /** Empty for a method that is no channel of its own, such as sign language. */
    static Optional<ContactChannel> preferred(PreferredContactMethod method) {
        return switch (method) {
            case LETTER -> Optional.of(ContactChannel.LETTER);
            case VISIT -> Optional.of(ContactChannel.VISIT);
            case TELEPHONE -> Optional.of(ContactChannel.TELEPHONE);
            case EMAIL -> Optional.of(ContactChannel.EMAIL);
            case SMS -> Optional.of(ContactChannel.TEXT_MESSAGE);
            case MINICOM, TELEPHONE_VIA_PROXY, SIGN_LANGUAGE, NO_TELEPHONE -> Optional.empty();
        };
    }
}
