package org.linkway.translation;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.linkway.fhir.identifier.IdentifierSystem;
import org.linkway.fhir.profile.LinkwayProfile;
import org.linkway.fhir.terminology.CodeSystems;
import org.linkway.referral.Consent.FeedBack;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralEvent;
import org.linkway.referral.ReferralStatus;
import org.linkway.referral.Rejection;

/**
 * How a referral stands, as BaRS tells it: by the receiver's own Encounter, planned, in progress, finished, or cancelled with a
 * reason where it was rejected or closed without being completed.
 */
final class ResponderEncounter {
    private static final Map<ReferralStatus, EncounterStatus> STATUSES = Map.of(
            ReferralStatus.REQUESTED, EncounterStatus.PLANNED,
            ReferralStatus.ACCEPTED, EncounterStatus.PLANNED,
            ReferralStatus.IN_PROGRESS, EncounterStatus.INPROGRESS,
            ReferralStatus.ON_HOLD, EncounterStatus.INPROGRESS,
            ReferralStatus.COMPLETED, EncounterStatus.FINISHED);

    private ResponderEncounter() {}

    /** @param told what the person agrees that is fed back */
    static Encounter toFhir(Referral referral, String id, Reference subject, FeedBack told) {
        EncounterStatus status = status(referral.status());
        Instant since = referral.lastEvent().recordedAt();
        Encounter encounter = new Encounter()
                .setStatus(status)
                .setClass_(new Coding("http://terminology.hl7.org/CodeSystem/v3-ActCode", "AMB", "ambulatory"))
                .setSubject(subject);
        encounter.setId(id);
        encounter.getMeta().addProfile(LinkwayProfile.ENCOUNTER.url()).setLastUpdated(Date.from(since));
        encounter
                .addIdentifier()
                .setSystem(IdentifierSystem.LINKWAY_REFERRAL.uri())
                .setValue(referral.id().toString());
        encounter.addEpisodeOfCare(journey(referral));
        addHistory(encounter, referral);
        if (status == EncounterStatus.CANCELLED) {
            encounter.addReasonCode(reason(referral, told));
        }
        return encounter;
    }

    private static EncounterStatus status(ReferralStatus status) {
        return STATUSES.getOrDefault(status, EncounterStatus.CANCELLED);
    }

    /** The statuses that it has left, each with its time. */
    private static void addHistory(Encounter encounter, Referral referral) {
        List<ReferralEvent> events = referral.events();
        EncounterStatus was = EncounterStatus.PLANNED;
        Instant since = referral.receivedAt();
        for (ReferralEvent event : events.subList(1, events.size())) {
            EncounterStatus now = status(referral.asOf(event).status());
            if (now != was) {
                encounter
                        .addStatusHistory()
                        .setStatus(was)
                        .setPeriod(new Period().setStart(Date.from(since)).setEnd(Date.from(event.recordedAt())));
                was = now;
                since = event.recordedAt();
            }
        }
    }

    private static CodeableConcept reason(Referral referral, FeedBack told) {
        if (told == FeedBack.NOTHING) {
            return new CodeableConcept().setText("No reason is given: the person agrees to no feedback.");
        }
        CodeableConcept reason = TaskMapper.statusReason(referral);
        if (referral.lastEvent().detail() instanceof Rejection rejection) {
            rejection.reason().map(RejectionCodes::toBars).ifPresent(codes -> codes.forEach(reason::addCoding));
        } else {
            reason.addCoding()
                    .setSystem(CodeSystems.LINKWAY_STAGE)
                    .setCode(referral.stage().code())
                    .setDisplay(referral.stage().display());
        }
        return told == FeedBack.CODES_ONLY ? reason.setText(null) : reason;
    }

    /** BaRS: the journey's id, as the sender gave it; it is not for a receiver to make one up. */
    static Reference journey(Referral referral) {
        return referral.conversation().journeyId().map(Reference::new).orElseGet(() -> Absent.unknown(new Reference()));
    }
}
