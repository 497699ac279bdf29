package org.linkway.translation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Appointment.AppointmentStatus;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.MessageHeader;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.linkway.referral.OnwardOutcome;
import org.linkway.referral.OnwardUpdate;
import org.linkway.referral.ReferralStatus;
import org.linkway.translation.BundleIndex.Entry;

/**
 * A {@code servicerequest-response} to what it says of an onward referral. The responder's Encounter says it; where a message
 * points at the ServiceRequest, as published ones do, it is the Encounter that the request was not made in.
 */
final class OnwardReportMapper {
    private static final Pattern BUNDLE_ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Map<EncounterStatus, ReferralStatus> STATUSES = Map.of(
            EncounterStatus.PLANNED, ReferralStatus.ACCEPTED,
            EncounterStatus.ARRIVED, ReferralStatus.ACCEPTED,
            EncounterStatus.TRIAGED, ReferralStatus.ACCEPTED,
            EncounterStatus.INPROGRESS, ReferralStatus.IN_PROGRESS,
            EncounterStatus.ONLEAVE, ReferralStatus.ON_HOLD,
            EncounterStatus.FINISHED, ReferralStatus.COMPLETED,
            EncounterStatus.CANCELLED, ReferralStatus.REJECTED);

    private static final String DID_NOT_ATTEND = "The person did not attend.";

    private OnwardReportMapper() {}

    static Mapped<OnwardReport> toModel(Bundle bundle, InboundRules rules) {
        Findings findings = new Findings();
        BundleIndex index = new BundleIndex(bundle);
        ReferralMapper.theOne(index, MessageHeader.class, findings);
        MessageCheck.check(bundle, index, rules, findings);
        return findings.anyError()
                ? new Mapped.Invalid<>(findings.all())
                : new Mapped.Ok<>(report(BarsHeader.of(index).orElseThrow()), findings.all());
    }

    private static OnwardReport report(BarsHeader header) {
        String answers = header.entry().resource().getResponse().getIdentifier();
        return new OnwardReport(
                answers,
                header.replyTo().flatMap(ServiceAddress::parse),
                update(
                        header,
                        Optional.of(answers).filter(it -> BUNDLE_ID.matcher(it).matches())));
    }

    private static OnwardUpdate update(BarsHeader header, Optional<String> answers) {
        boolean missed = header.index().all(Appointment.class).stream()
                .anyMatch(it -> it.resource().getStatus() == AppointmentStatus.NOSHOW);
        // The form of REFRESP01: the request is revoked, because the person did not come.
        boolean revoked = header.status().equals(Optional.of(ServiceRequestStatus.REVOKED));
        Optional<Encounter> responder = responder(header).map(Entry::resource);
        Optional<ReferralStatus> status = revoked
                ? Optional.of(ReferralStatus.CANCELLED)
                : responder.map(it -> STATUSES.getOrDefault(it.getStatus(), ReferralStatus.ACCEPTED));
        return new OnwardUpdate(
                answers.map(UUID::fromString),
                status,
                reason(header, responder, missed || revoked, status),
                Optional.empty(),
                Optional.empty(),
                Optional.of(OnwardOutcome.DID_NOT_GO).filter(it -> revoked));
    }

    private static Optional<Entry<Encounter>> responder(BarsHeader header) {
        Optional<Entry<Encounter>> focus =
                header.index().resolve(header.entry().resource().getFocusFirstRep(), Encounter.class);
        List<Entry<Encounter>> others = header.index().all(Encounter.class).stream()
                .filter(it -> !isOfTheRequest(header, it))
                .toList();
        return focus.or(() -> others.isEmpty() ? Optional.empty() : Optional.of(others.get(others.size() - 1)));
    }

    private static boolean isOfTheRequest(BarsHeader header, Entry<Encounter> encounter) {
        return header.request()
                .flatMap(it -> header.index().resolve(it.resource().getEncounter(), Encounter.class))
                .filter(it -> it.position() == encounter.position())
                .isPresent();
    }

    private static Optional<String> reason(
            BarsHeader header, Optional<Encounter> responder, boolean missed, Optional<ReferralStatus> status) {
        boolean ended = status.filter(it -> !it.isOpen()).isPresent();
        return responder.stream()
                .flatMap(it -> it.getReasonCode().stream())
                .flatMap(it -> CodeMapper.wordsOrCode(it).stream())
                .findFirst()
                .or(() -> outcome(header))
                .or(() -> Optional.of(DID_NOT_ATTEND).filter(it -> missed))
                .or(() -> Optional.of("The service gave no reason.").filter(it -> ended));
    }

    /** What came of it, in the words of the CarePlan of a full response. */
    private static Optional<String> outcome(BarsHeader header) {
        return header.index().all(CarePlan.class).stream()
                .flatMap(plan -> plan.resource().getActivity().stream())
                .flatMap(activity -> activity.getOutcomeCodeableConcept().stream())
                .map(CodeableConcept::getText)
                .filter(it -> it != null && !it.isBlank())
                .findFirst();
    }
}
